#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// Words a mistyped one may have been meant for. Immutable once built.
class Speller {
 public:
  /// `weight` of 0 to 100: how readily the word is meant (100: a word of the vocabulary);
  /// 0: it is known, and no correction leads to it.
  void add(std::string word, int weight) { add(std::move(word), weight, false); }
  /// A word of a name of a place: meant only where a place may stand.
  void add_place(std::string word, int weight) { add(std::move(word), weight, true); }
  /// Call once, after the last add().
  void sort();
  bool knows(std::string_view word) const;

  /// Words with the weight of each, for what the tables do not hold: those of an index.
  using MoreWords = std::function<void(const std::function<void(std::string_view, int)>&)>;

  /// The word most likely meant: one edit away for 4 to 7 letters, two for more; of these the one
  /// that costs least (a slip to a neighbouring key, a swap, a letter doubled or not cost less than
  /// others) and is meant most readily. "" for shorter words, numbers, or when none is near.
  /// Words of places need `least_place_weight`, and keep the first letter.
  std::string correct(std::string_view folded_word, int least_place_weight,
                      const MoreWords& more) const;

 private:
  struct Entry {
    std::string word;
    uint32_t letters = 0;  ///< one bit per letter, to pass over most words at once
    int weight = 0;
    bool place = false;
  };
  void add(std::string word, int weight, bool place);
  std::vector<Entry> entries_;
};

/// Cost in hundredths of turning one word into another, or limit × 100 + 100 when it takes more
/// than `limit` edits.
int typing_cost(std::string_view from, std::string_view to, int limit);

}  // namespace filon
