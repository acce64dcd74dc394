#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/criterion.h"
#include "annuaire/sector.h"
#include "annuaire/vocabulary.h"
#include "searchd/interpret/cpv_table.h"
#include "searchd/interpret/french_words.h"
#include "searchd/interpret/phrases.h"
#include "searchd/interpret/place_lexicon.h"
#include "searchd/interpret/speller.h"

namespace filon {

/// Words for a status, and what they ask for.
struct KindWords {
  std::vector<std::string> kinds;    ///< codes
  std::string reservation;           ///< code, or ""
  std::vector<std::string> without;  ///< stems anywhere in the question that say it is no status
  bool means_nothing() const { return kinds.empty() && reservation.empty(); }
};

/// Speller weights of the words of places, by the most people one of that name has: 2,000 …
inline constexpr int weight_of_small_place = 40, weight_of_middling_place = 65,
                     weight_of_large_place = 85, weight_of_no_place = 101;

/// All that a question is read with, whatever the index holds. Loaded once, then only read.
struct Lexicon {
  StopWords stop_words;
  Vocabulary vocabulary;
  PlaceLexicon places;
  CpvTable cpv;
  std::vector<KindWords> kinds;
  PhraseTable kind_phrases;         ///< numbers: indices of `kinds`
  std::vector<std::string> labels;  ///< slugs
  PhraseTable label_phrases;        ///< numbers: indices of `labels`
  FrenchWords french;               ///< words that are never corrected
  Speller speller;                  ///< vocabulary, statuses, labels, criteria, places

  /// The error names file and line.
  static Result<Lexicon> load(const std::filesystem::path& dir, const Sectors& sectors,
                              const Territories& territories, const Criteria& criteria,
                              const class Labels& labels);
};

}  // namespace filon
