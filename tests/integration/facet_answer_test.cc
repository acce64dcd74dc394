#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/test_index.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// "value: count", with a star where it is selected.
std::vector<std::string> shown_values(const SearchResult& result, Facet facet) {
  std::vector<std::string> lines;
  for (const FacetValue& value : result.facet(facet))
    lines.push_back(fmt::format("{}: {}{}", value.value(), value.count, value.selected ? "*" : ""));
  return lines;
}

const TestIndex& index_of_three() {
  static const TestIndex index = [] {
    std::vector<Structure> records = {workshop(1, "Un"), workshop(2, "Deux"), workshop(3, "Trois")};
    give_sector(records[0], "traiteur");
    give_sector(records[0], "blanchisserie");
    give_sector(records[1], "blanchisserie");
    give_sector(records[2], "menuiserie");
    return TestIndex(records);
  }();
  return index;
}

TEST(FacetAnswer, PutsTheMostCountedFirstThenEqualsByValue) {
  const SearchResult all = index_of_three().search({});
  EXPECT_THAT(shown_values(all, Facet::Sector),
              ElementsAre("blanchisserie: 2", "menuiserie: 1", "traiteur: 1"));
  std::vector<std::string> groups;
  for (const FacetValue& group : all.facet(Facet::SectorGroup))
    if (group.count == 1) groups.emplace_back(group.value());
  EXPECT_GE(groups.size(), 2u);
  EXPECT_TRUE(std::is_sorted(groups.begin(), groups.end())) << "whatever the tables' order";
}

TEST(FacetAnswer, NamesWhatIsSelectedThoughNoRecordHasIt) {
  const SearchResult none = index_of_three().search({{"sector", "plomberie"}});
  EXPECT_EQ(none.total, 0u);
  EXPECT_EQ(shown_values(none, Facet::Sector).back(), "plomberie: 0*");
  EXPECT_EQ(none.facet(Facet::Sector).back().name(), "Plomberie");
  const SearchResult both =
      index_of_three().search({{"sector", "traiteur"}, {"territory", "departement:25"}});
  EXPECT_THAT(shown_values(both, Facet::Sector), ElementsAre("traiteur: 0*"))
      << "records have it elsewhere";
}

TEST(FacetAnswer, KeepsWhatIsSelectedPastAsManyAsAreShown) {
  std::vector<Structure> records;
  for (int i = 0; i < 450; ++i) {
    records.push_back(workshop(i + 1, fmt::format("Atelier {}", i)));
    const int network = i % 225;  // the first of them twice, so that they are before it
    if (i < 225 || network < 224)
      records.back().networks = {{fmt::format("reseau-{:03}", network), "Réseau"}};
  }
  const TestIndex index(records);
  const SearchResult result = index.search({{"network", "reseau-224"}});
  const auto lines = shown_values(result, Facet::Network);
  EXPECT_THAT(lines, SizeIs(200));
  EXPECT_EQ(lines.back(), "reseau-224: 1*");
}

TEST(FacetAnswer, IsKeptForTheNextWhoAsksOneFilterAndNotSeveral) {
  const Parameters one = {{"kind", "EI"}};
  EXPECT_EQ(index_of_three().search(one).facets, index_of_three().search(one).facets);
  const Parameters two = {{"kind", "EI"}, {"sector", "traiteur"}};
  EXPECT_NE(index_of_three().search(two).facets, index_of_three().search(two).facets);
}

}  // namespace
}  // namespace filon
