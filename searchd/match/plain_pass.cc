#include "searchd/match/plain_pass.h"

#include <algorithm>

#include "searchd/match/record_sets.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

PlainPass::PlainPass(const Plan& plan, const Snapshot& snapshot, const Tables& tables,
                     FacetCounts& counts, HitCollector& collector)
    : plan_(plan),
      snapshot_(snapshot),
      tables_(tables),
      collector_(collector),
      filters_(plan, snapshot),
      counts_(plan, *snapshot.image, snapshot.sets->rows, snapshot.sets->runs, counts),
      text_(plan.terms, snapshot.image->documents),
      place_(plan.place.asked ? PlaceClass::Located : PlaceClass::None) {
  sets_least_apart_ =
      collector.ranks_by_score() && !plan.terms.empty() &&
      std::all_of(plan.terms.begin(), plan.terms.end(), [](const TermPlan& t) { return t.dense; });
  if (sets_least_apart_)
    for (const TermPlan& term : plan.terms) least_points_ += term.dense->least * term.step;
}

void PlainPass::run(const TakeOther& take_other) {
  if (plan_.text_impossible) return;
  for (size_t b = text_.next(0); b < text_.end(); b = text_.next(b + 1)) take_block(b, take_other);
  rank_waiting();
  counts_.finish();
}

void PlainPass::take_block(size_t b, const TakeOther& take_other) {
  Block documents;
  if (!text_.read(b, documents)) return;
  Block others;
  if (find_left_out(documents, snapshot_.sets->rows.plain().block(b), others))
    give_away(b, others, take_other);
  if (!filters_.keep_countable(b, documents) || !filters_.pass(b, documents)) return;
  for (size_t f = 0; f < filters_.facets().size(); ++f)
    if (counts_.wants(filters_.facets()[f]))
      counts_.count_but_for(filters_.facets()[f], b, filters_.failing(f));
  if (!holds_any(filters_.all())) return;
  collector_.count(b, filters_.all());
  counts_.count(b, filters_.all());
  if (sets_least_apart_)
    rank_best_first(b, filters_.all());
  else if (plan_.terms.empty())
    collector_.rank_equals(b, filters_.all(), 0, place_);
  else
    rank(b, filters_.all());
}

void PlainPass::give_away(size_t b, const Block& others, const TakeOther& take_other) {
  TextFit text{std::vector<uint16_t>(plan_.terms.size()), !plan_.terms.empty()};
  for (const uint32_t document : documents_.of(b, others)) {
    for (size_t i = 0; i < text.fields.size(); ++i)
      text.fields[i] = text_.terms()[i].fields_of(document);
    take_other(document, text);
  }
}

void PlainPass::rank(size_t b, const Block& records) {
  const auto documents = documents_.of(b, records);
  collector_.rank(documents, points_of(documents), place_);
}

void PlainPass::rank_best_first(size_t b, const Block& records) {
  Block better{};
  for (const TermPlan& term : plan_.terms) unite(better, term.dense->better.block(b));
  if (intersect(better, records.data())) rank(b, better);
  if (!collector_.may_rank(least_points_, place_)) return;
  Block others;
  if (find_left_out(records, better.data(), others)) waiting_.push_back({b, others});
}

void PlainPass::rank_waiting() {
  if (waiting_.empty()) return;
  collector_.tighten();
  for (const Waiting& waiting : waiting_) {
    if (!collector_.may_rank(least_points_, place_)) return;
    collector_.rank_equals(waiting.b, waiting.records, least_points_, place_);
  }
}

// Words of questions that read no trade stand in no phrase.
const uint32_t* PlainPass::points_of(std::span<const uint32_t> documents) {
  std::fill_n(points_.begin(), documents.size(), 0);
  for (TermBlocks& term : text_.terms())
    term.add_points(documents, tables_.set_weights, points_.data());
  return points_.data();
}

}  // namespace filon
