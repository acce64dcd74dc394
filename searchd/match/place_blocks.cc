#include "searchd/match/place_blocks.h"

#include <algorithm>

namespace filon {
namespace {

constexpr size_t words_a_group = block_words;

}  // namespace

void PlaceBlocks::Box::add(int32_t lat, int32_t lon) {
  south = std::min(south, lat);
  north = std::max(north, lat);
  west = std::min(west, lon);
  east = std::max(east, lon);
}

void PlaceBlocks::Box::add(const Box& other) {
  if (other.south > other.north) return;
  add(other.south, other.west);
  add(other.north, other.east);
}

Circle::Box PlaceBlocks::Box::degrees() const {
  return {south / 1e6, north / 1e6, west / 1e6, east / 1e6};
}

PlaceBlocks::PlaceBlocks(const Image& image)
    : pointed_(image.documents),
      points_(image.lat, image.lon),
      words_(pointed_.word_count()),
      groups_((pointed_.word_count() + words_a_group - 1) / words_a_group) {
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (image.lat[d] == no_point) continue;
    pointed_.set(d);
    words_[d / 64].add(image.lat[d], image.lon[d]);
  }
  for (size_t w = 0; w < words_.size(); ++w) groups_[w / words_a_group].add(words_[w]);
}

// Those of a word that a circle holds, of those asked.
uint64_t PlaceBlocks::inside_word(size_t w, uint64_t asked, const Circle& circle,
                                  const SpherePoints::Reach& reach, const Image& image) const {
  const auto sides = points_.sides_of(w, reach);
  uint64_t inside = sides.inside;
  for_each_bit(w, sides.unsure & asked, [&](uint32_t d) {
    if (circle.holds({image.lat[d] / 1e6, image.lon[d] / 1e6})) inside |= uint64_t{1} << d % 64;
  });
  return inside & asked;
}

bool PlaceBlocks::keep_inside(size_t b, const Circle& circle, const SpherePoints::Reach& reach,
                              const Image& image, Block& documents) const {
  uint64_t any = 0;
  for (size_t i = 0; i < block_words; ++i) {
    if (documents[i] == 0) continue;
    const size_t w = b * block_words + i;
    const bool misses = circle.misses(words_[w].degrees());
    documents[i] = misses ? 0 : inside_word(w, documents[i], circle, reach, image);
    any |= documents[i];
  }
  return any != 0;
}

Bits PlaceBlocks::inside(const Circle& circle, const Image& image) const {
  Bits found(image.documents);
  const auto side_of = [&](const Box& box) { return circle.side_of(box.degrees()); };
  const auto reach = SpherePoints::reach_of(circle);
  for (size_t group = 0; group < groups_.size(); ++group) {
    if (side_of(groups_[group]) == Circle::Side::Outside) continue;
    const size_t end = std::min(words_.size(), (group + 1) * words_a_group);
    for (size_t w = group * words_a_group; w < end; ++w) {
      const auto side = side_of(words_[w]);
      if (side == Circle::Side::Inside) found.word(w) = pointed_.word(w);
      if (side == Circle::Side::Across)
        found.word(w) = inside_word(w, ~uint64_t{0}, circle, reach, image);
    }
  }
  return found;
}

}  // namespace filon
