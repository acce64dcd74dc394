#pragma once

#include <optional>
#include <vector>

#include "searchd/match/bits.h"
#include "searchd/match/facet_counts.h"
#include "searchd/match/plan.h"

namespace filon {

struct Snapshot;

/// What a question asks of plain records (see PackedRows) besides its words, as sets of documents.
class PlainFilters {
 public:
  /// A filter whose facet is counted without it. Facet::Departement stands for all places.
  struct Filter {
    Facet facet;
    Bits documents;
  };
  /// The documents of one word that pass all filters, and those that fail one alone.
  struct Passed {
    uint64_t all = 0;
    uint64_t all_but_one = 0;
  };

  PlainFilters(const Plan& plan, const Snapshot& snapshot);

  /// Those of the documents of word w that may be counted at all: plain, active, in the circle …
  uint64_t countable(size_t w, uint64_t documents) const {
    for (const Bits* set : required_) documents &= set->word(w);
    return documents;
  }
  Passed pass(size_t w, uint64_t documents) const {
    uint64_t fails_one = 0, fails_two = 0;
    for (const Filter& filter : filters_) {
      const uint64_t fails = documents & ~filter.documents.word(w);
      fails_two |= fails_one & fails;
      fails_one |= fails;
    }
    return {documents & ~fails_one, fails_one & ~fails_two};
  }
  const std::vector<Filter>& filters() const { return filters_; }

 private:
  void add_filter(Facet facet, const Plan& plan, const Snapshot& snapshot);
  void add_place(const Plan& plan);

  std::vector<const Bits*> required_;
  Bits news_, zone_;
  std::vector<Filter> filters_;
};

}  // namespace filon
