#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"
#include "searchd/match/place_plan.h"
#include "searchd/match/ranking.h"
#include "searchd/question.h"
#include "searchd/search_request.h"

namespace filon {

struct DenseTerm;

/// Values of one facet that are asked for, as flags by value number.
struct Choice {
  bool asked = false;
  std::vector<uint8_t> wanted;  ///< none while nothing is asked
  bool has(uint32_t value) const { return value < wanted.size() && wanted[value] != 0; }
};

/// A word that must occur.
struct TermPlan {
  std::span<const uint32_t> documents;
  std::span<const uint16_t> fields;
  uint32_t step = 1;                 ///< rarity
  const DenseTerm* dense = nullptr;  ///< the same as bits, where many documents hold it
  uint32_t stem = 0;                 ///< its number in the image
};

/// What the words of `q` must do.
enum class TextRule {
  Required,     ///< all must occur
  Alternative,  ///< a trade was read: all occur, or the record has the trade
  Bonus,        ///< the trade was given as a parameter: they only raise a record
};

/// Words that were read as trades: a record is worth the best of these it has.
struct PhrasePlan {
  struct Sector {
    uint16_t value = 0;                   ///< of Facet::Sector
    uint32_t declared = 0, inferred = 0;  ///< points
  };
  std::vector<Sector> sectors;
  std::vector<size_t> terms;   ///< of Plan::terms
  uint32_t text_step = 1;      ///< rarity a record that only holds the words is given
  bool held_by_words = false;  ///< there are words, and the index has them all
  int confidence = 100;        ///< of its surest reading, percent
};

/// A request made ready for one image: everything looked up once, nothing left to parse.
struct Plan {
  bool text_impossible = false;  ///< a word no record has
  TextRule text = TextRule::Required;
  std::vector<TermPlan> terms;
  std::vector<PhrasePlan> phrases;    ///< empty unless text is Alternative
  std::vector<uint8_t> read_sectors;  ///< values of Facet::Sector that were read in `q`
  /// Only records with one of the trades, or (TextRule::Alternative) every word, answer or count:
  /// one is asked or read, and no facet counts the others.
  bool needs_trade = false;
  std::vector<std::span<const uint32_t>> trade_postings;  ///< of these trades, when it is needed
  uint32_t most_for_words = 0;              ///< field weight a phrase can have by its words alone
  std::array<Choice, facet_count> choices;  ///< of facets asked as parameters, and sectors
  bool declared_only = false;
  bool label_expired = false, inactive = false;
  bool located_only = false, national = true;
  uint32_t today = 0;                      ///< yyyymmdd
  std::shared_ptr<const PlacePlan> place;  ///< null where none is asked
  std::optional<Point> near;               ///< circle asked
  double radius_km = 0;
  Bits circle;                                ///< the documents it holds
  bool near_or_place = false;                 ///< the circle or the territory: either is enough
  std::optional<Point> origin;                ///< what distances are measured from: see origin_of()
  std::optional<std::vector<uint32_t>> only;  ///< documents an identifier names, sorted
  bool news_only = false;
  Sort sort = Sort::Relevance;
  size_t offset = 0, count = 20;
  std::array<bool, facet_count> facets{};
  uint64_t seed_hash = 0;

  const Choice& choice(Facet facet) const { return choices[static_cast<size_t>(facet)]; }
};

/// today: yyyymmdd, after which a label has ended.
Plan make_plan(const SearchRequest& request, const Question& question, const Tables& tables,
               const Snapshot& snapshot, std::string_view seed, uint32_t today);

}  // namespace filon
