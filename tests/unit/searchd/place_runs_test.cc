#include "searchd/match/place_runs.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace filon {
namespace {

// An image of nothing but départements and regions.
struct PlacedImage {
  std::unique_ptr<Image> image = Image::none();
  std::vector<uint32_t> starts = {0};
  std::vector<uint16_t> departements, regions;

  explicit PlacedImage(const std::vector<uint16_t>& places) {  // 0: none
    for (const uint16_t place : places) {
      if (place != 0) {
        departements.push_back(place);
        regions.push_back(place / 3);
      }
      starts.push_back(static_cast<uint32_t>(departements.size()));
    }
    image->documents = static_cast<uint32_t>(places.size());
    image->facets[static_cast<size_t>(Facet::Departement)].of_document = {starts, departements};
    image->facets[static_cast<size_t>(Facet::Region)].of_document = {starts, regions};
  }
};

void expect_counts(const std::vector<uint16_t>& places, std::mt19937& dice) {
  const auto documents = static_cast<uint32_t>(places.size());
  Bits counted(documents), asked(documents);
  for (uint32_t d = 0; d < documents; ++d) {
    if (dice() % 10 == 0) continue;  // not of those that are counted
    counted.set(d);
    if (dice() % 3 == 0) asked.set(d);
  }
  const PlacedImage placed(places);
  const PlaceRuns runs(*placed.image, counted);
  RunCounts counts(runs);
  std::map<uint16_t, uint32_t> expected, found;
  for (size_t b = 0; b * block_documents < documents; ++b) {
    if (dice() % 4 == 0) continue;  // blocks where nothing answers are left out
    Block block;
    std::copy_n(asked.block(b), block_words, block.begin());
    counts.count(b, block);
    for (uint32_t d = static_cast<uint32_t>(b) * block_documents;
         d < std::min<size_t>(documents, (b + 1) * block_documents); ++d)
      if (asked.has(d)) ++expected[places[d]];
  }
  for (size_t run = 0; run < runs.runs().size(); ++run) {
    const auto [end, departement, region] = runs.runs()[run];
    if (counts.counts()[run] == 0) continue;
    found[departement == PlaceRuns::none ? 0 : departement] += counts.counts()[run];
    EXPECT_EQ(region, departement == PlaceRuns::none ? PlaceRuns::none : departement / 3);
  }
  EXPECT_EQ(found, expected);
}

TEST(PlaceRuns, CountWhatLookingAtEachDocumentWould) {
  std::mt19937 dice(12);
  for (const uint32_t run_length : {1u, 5u, 64u, 700u, 9000u}) {
    std::vector<uint16_t> places;
    while (places.size() < 20'000)
      places.insert(places.end(), 1 + dice() % run_length, static_cast<uint16_t>(dice() % 9));
    expect_counts(places, dice);
  }
}

TEST(PlaceRuns, AreOneForEachStretchOfADepartement) {
  Bits all(6);
  for (uint32_t d = 0; d < 6; ++d) all.set(d);
  const PlacedImage placed({3, 3, 3, 7, 7, 0});
  const PlaceRuns runs(*placed.image, all);
  ASSERT_EQ(runs.runs().size(), 3u);
  EXPECT_EQ(runs.runs()[0].end, 3u);
  EXPECT_EQ(runs.runs()[2].departement, PlaceRuns::none);
}

}  // namespace
}  // namespace filon
