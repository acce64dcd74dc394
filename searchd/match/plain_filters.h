#pragma once

#include <vector>

#include "searchd/match/document_filter.h"
#include "searchd/match/facet_counts.h"
#include "searchd/match/plan.h"

namespace filon {

struct Snapshot;

/// What a question asks of plain records (see PackedRows) besides its words, a block of documents
/// at a time in rising order.
class PlainFilters {
 public:
  PlainFilters(const Plan& plan, const Snapshot& snapshot);
  PlainFilters(const PlainFilters&) = delete;
  PlainFilters& operator=(const PlainFilters&) = delete;

  /// The facets that are counted without their own filter, one a filter. Facet::Departement stands
  /// for all places.
  const std::vector<Facet>& facets() const { return facets_; }

  /// Leaves the documents of block b that may be counted at all: plain, active, in the circle …;
  /// whether that is any.
  bool keep_countable(size_t b, Block& documents);
  /// Of such documents, finds those that pass all filters, and those that fail one alone. False
  /// when there are none of either.
  bool pass(size_t b, const Block& documents);
  /// What pass() found: those that pass all;
  const Block& all() const { return all_; }
  /// those that fail the filter of facets()[f] alone: null where none does.
  const Block* failing(size_t f) const { return fails_[f] ? &failing_[f] : nullptr; }

 private:
  void add_filter(Facet facet, const Plan& plan, const Snapshot& snapshot);
  void add_place(const Plan& plan);
  bool pass_elsewhere(size_t b, const Block& documents);

  Bits news_;
  std::vector<DocumentFilter> required_;
  std::vector<Facet> facets_;
  std::vector<DocumentFilter> filters_;  ///< one for each, the place's last
  bool has_place_ = false;
  Block all_, fails_one_, fails_two_;
  std::vector<Block> failing_;
  std::vector<uint8_t> fails_;  ///< whether there are any
};

}  // namespace filon
