#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "annuaire/reference_list.h"
#include "annuaire/text.h"

namespace filon {

/// Where words of a text reveal a criterion: `count` words from the one at `first`.
struct CriterionMention {
  size_t criterion = 0;  ///< index into Criteria::list()
  size_t first = 0;
  size_t count = 0;
  bool operator==(const CriterionMention&) const = default;
};

/// What buyers ask for besides the trade (organic, local, zero waste …) and the words that tell.
class Criteria {
 public:
  static Result<Criteria> load(const std::filesystem::path& dir);

  const ReferenceList& list() const { return list_; }

  /// The criteria these words (of words()) reveal, in reading order, the longest phrase at each
  /// place. A phrase of the `except` column hides the words it covers: "bio déchets" is not
  /// organic. One criterion may come up several times.
  std::vector<CriterionMention> mentions(std::span<const Word> words) const;

 private:
  struct Phrase {
    std::vector<std::string> words;
    std::optional<size_t> criterion;  ///< none: the phrase means something else
  };

  void add(const std::vector<std::string>& phrases, std::optional<size_t> criterion);
  const Phrase* longest_at(std::span<const Word> words, size_t place) const;

  ReferenceList list_;
  /// By first word; an exception may share its first word with what it excepts and is longer.
  std::unordered_map<std::string, std::vector<Phrase>> phrases_;
};

}  // namespace filon
