#pragma once

#include <span>
#include <vector>

#include "searchd/match/bits.h"

namespace filon {

/// The documents that have each value of one column: a bit a document for frequent values, a
/// sorted list for the others, whichever is smaller.
class ValueSets {
 public:
  ValueSets() = default;
  /// values_of(document) gives the values of a document, each below `values`.
  template <class ValuesOf>
  ValueSets(size_t values, uint32_t documents, ValuesOf&& values_of) : documents_(documents) {
    starts_.assign(values + 1, 0);
    for (uint32_t d = 0; d < documents; ++d)
      for (const auto value : values_of(d)) ++starts_[value + size_t{1}];
    begin_lists();
    std::vector<uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (uint32_t d = 0; d < documents; ++d)
      for (const auto value : values_of(d)) put(value, d, next[value]);
  }

  /// Adds the documents of a value to a set.
  void add_to(Bits& set, size_t value) const;
  /// The documents of a value where they are bits, else null.
  const Bits* bits_of(size_t value) const {
    return bits_of_[value] == no_bits ? nullptr : &bits_[bits_of_[value]];
  }
  /// The documents of a value where they are a list, in rising order; else none.
  std::span<const uint32_t> listed(size_t value) const {
    return std::span(listed_).subspan(starts_[value], starts_[value + 1] - starts_[value]);
  }

 private:
  static constexpr uint32_t no_bits = UINT32_MAX;

  void begin_lists();  ///< starts_ holds counts, moved by one; decides which values are bits
  void put(size_t value, uint32_t document, uint32_t& next) {
    if (bits_of_[value] != no_bits)
      bits_[bits_of_[value]].set(document);
    else
      listed_[next++] = document;
  }

  uint32_t documents_ = 0;
  std::vector<uint32_t> starts_;   ///< by value, into listed_
  std::vector<uint32_t> listed_;   ///< of the values that are no bits
  std::vector<uint32_t> bits_of_;  ///< by value, into bits_
  std::vector<Bits> bits_;
};

}  // namespace filon
