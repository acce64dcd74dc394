#include "annuaire/near_words.h"

#include <algorithm>

namespace filon {
namespace {

// First index in [from, end) for which `before` no longer holds, by strides that double: what is
// looked for is mostly near.
template <class Before>
uint32_t gallop(uint32_t from, uint32_t end, const Before& before) {
  uint32_t low = from, step = 1;
  while (low < end && before(low)) {
    from = low + 1;
    low += step;
    step *= 2;
  }
  for (uint32_t high = std::min(low, end); from < high;) {
    const uint32_t middle = from + (high - from) / 2;
    if (before(middle))
      from = middle + 1;
    else
      high = middle;
  }
  return from;
}

/// One row of the edit distance table per letter of a word, kept for the next word as far as both
/// begin alike.
class Walk {
 public:
  Walk(const StringList& words, std::string_view typed, int limit)
      : words_(words), typed_(typed), limit_(limit) {
    rows_.emplace_back();
    for (size_t j = 0; j <= typed.size(); ++j) rows_[0].push_back(static_cast<int>(j));
    nearest_.push_back(static_cast<int>(typed.size()));
  }

  std::vector<WordRange> run() {
    const auto count = static_cast<uint32_t>(words_.size());
    for (uint32_t at = 0; at < count;) {
      const size_t depth = descend(words_[at]);
      const std::string_view beginning = words_[at].substr(0, depth);
      const uint32_t next =
          depth == words_[at].size() && !settled_
              ? at + 1
              : gallop(at + 1, count, [&](uint32_t i) { return words_[i].starts_with(beginning); });
      keep(at, next, nearest_[depth] + first_letter_missed());
      at = next;
    }
    return std::move(found_);
  }

 private:
  // Follows a word until nothing after can be nearer than what was met; the letters followed.
  size_t descend(std::string_view word) {
    size_t depth = 0;
    while (depth < path_.size() && depth < word.size() && path_[depth] == word[depth]) ++depth;
    path_.resize(depth);
    for (settled_ = is_settled(depth); depth < word.size() && !settled_; ++depth) {
      path_ += word[depth];
      fill_row(depth + 1);
      settled_ = is_settled(depth + 1);
    }
    return depth;
  }

  bool is_settled(size_t depth) const {
    return least_[depth] >= std::min(nearest_[depth], limit_ + 1 - first_letter_missed());
  }

  int first_letter_missed() const { return path_.empty() || path_[0] == typed_[0] ? 0 : 1; }

  void fill_row(size_t i) {
    rows_.resize(std::max(rows_.size(), i + 1));
    nearest_.resize(rows_.size());
    least_.resize(rows_.size());
    std::vector<int>& row = rows_[i];
    row.resize(typed_.size() + 1);
    row[0] = static_cast<int>(i);
    int least = row[0];
    for (size_t j = 1; j < row.size(); ++j) {
      const std::vector<int>& back = rows_[i - 1];
      row[j] = std::min(
          {back[j] + 1, row[j - 1] + 1, back[j - 1] + (path_[i - 1] != typed_[j - 1] ? 1 : 0)});
      if (i > 1 && j > 1 && path_[i - 1] == typed_[j - 2] && path_[i - 2] == typed_[j - 1])
        row[j] = std::min(row[j], rows_[i - 2][j - 2] + 1);
      least = std::min(least, row[j]);
    }
    least_[i] = least;
    nearest_[i] = std::min(nearest_[i - 1], row.back());
  }

  void keep(uint32_t begin, uint32_t end, int typos) {
    if (typos > limit_) return;
    if (!found_.empty() && found_.back().end == begin && found_.back().typos == typos)
      found_.back().end = end;
    else
      found_.push_back({begin, end, typos});
  }

  const StringList& words_;
  const std::string_view typed_;
  const int limit_;
  std::string path_;                    ///< letters of the rows there are
  std::vector<std::vector<int>> rows_;  ///< by number of letters followed
  std::vector<int> least_{0};           ///< of each row: no later cell is less
  std::vector<int> nearest_;            ///< least distance to the typed word of the beginnings met
  bool settled_ = false;
  std::vector<WordRange> found_;
};

}  // namespace

WordRange words_beginning_with(const StringList& words, std::string_view beginning) {
  const auto count = static_cast<uint32_t>(words.size());
  uint32_t low = 0;
  for (uint32_t high = count; low < high;) {
    const uint32_t middle = low + (high - low) / 2;
    if (words[middle] < beginning)
      low = middle + 1;
    else
      high = middle;
  }
  const uint32_t end =
      gallop(low, count, [&](uint32_t i) { return words[i].starts_with(beginning); });
  return {low, end, 0};
}

std::vector<WordRange> words_begun_nearly(const StringList& words, std::string_view typed,
                                          int limit) {
  return Walk(words, typed, limit).run();
}

}  // namespace filon
