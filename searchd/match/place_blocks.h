#pragma once

#include <vector>

#include "annuaire/circle.h"
#include "annuaire/image.h"
#include "searchd/match/bits.h"
#include "searchd/match/sphere_points.h"

namespace filon {

/// The rectangle that holds the points of 64 documents, and the one of 64 such: since documents
/// are numbered by place, a circle takes or leaves most of them together.
class PlaceBlocks {
 public:
  PlaceBlocks() = default;
  explicit PlaceBlocks(const Image& image);

  /// The documents whose printed point the circle holds.
  Bits inside(const Circle& circle, const Image& image) const;
  /// Of documents of block b, leaves those whose printed point the circle holds; whether that is
  /// any. reach: of the circle.
  bool keep_inside(size_t b, const Circle& circle, const SpherePoints::Reach& reach,
                   const Image& image, Block& documents) const;
  /// The documents that have one.
  const Bits& pointed() const { return pointed_; }

 private:
  /// Millionths of a degree, both ends held; empty while south > north.
  struct Box {
    int32_t south = INT32_MAX, north = INT32_MIN, west = INT32_MAX, east = INT32_MIN;
    void add(int32_t lat, int32_t lon);
    void add(const Box& other);
    Circle::Box degrees() const;
  };

  uint64_t inside_word(size_t w, uint64_t asked, const Circle& circle,
                       const SpherePoints::Reach& reach, const Image& image) const;

  Bits pointed_;
  SpherePoints points_;
  std::vector<Box> words_;   ///< by word
  std::vector<Box> groups_;  ///< by 64 words
};

}  // namespace filon
