#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace filon {

/// The letters of a folded word as bits; other bytes share what bits are left.
constexpr uint32_t letter_set(std::string_view word) {
  uint32_t set = 0;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    set |= 1u << (c >= 'a' && c <= 'z' ? byte - 'a' : 26 + byte % 6);
  }
  return set;
}

/// The letter sets of many words, to pass over those that no few edits lead to: an edit brings at
/// most one letter that was not there and takes at most one away.
class LetterSets {
 public:
  void add(std::string_view word) {
    if (count_ % block == 0) sets_.resize(count_ + block, no_word);
    sets_[count_++] = letter_set(word);
  }

  /// Calls visit(number) for the words that may be within `limit` (1 or 2) edits of one, by the
  /// order in which they were added; all that are within it are among them.
  template <class Visit>
  void for_each_near(std::string_view word, int limit, Visit&& visit) const {
    const uint32_t own = letter_set(word);
    Far far;
    for (size_t first = 0; first < sets_.size(); first += block) {
      mark_far(own, &sets_[first], limit > 1, far);
      for (size_t part = 0; part < block; part += part_size) {
        if (far.least[part / part_size] != 0) continue;  // as in most
        for (size_t i = part; i < part + part_size; ++i)
          if (far.of_word[i] == 0) visit(static_cast<uint32_t>(first + i));
      }
    }
  }

 private:
  static constexpr size_t block = 64, part_size = 16;
  static constexpr uint32_t no_word = UINT32_MAX;  // of all letters: near none

  struct Far {
    std::array<uint32_t, block> of_word;  ///< 0 where a word may be near
    std::array<uint32_t, block / part_size> least;
  };
  static void mark_far(uint32_t own, const uint32_t* sets, bool two, Far& far);

  size_t count_ = 0;
  std::vector<uint32_t> sets_;  ///< filled up to whole blocks
};

}  // namespace filon
