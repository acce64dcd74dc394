#include "searchd/match/plain_pass.h"

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
      counts_(plan, *snapshot.image, snapshot.sets.rows, snapshot.group_of_sector, counts),
      terms_(plan.terms.begin(), plan.terms.end()),
      place_(plan.place.asked ? PlaceClass::Located : PlaceClass::None) {
  for (const PlainFilters::Filter& filter : filters_.filters())
    if (counts_.wants(filter.facet)) counted_.push_back(&filter);
}

void PlainPass::run(const TakeOther& take_other) {
  if (plan_.text_impossible) return;
  const Bits& plain = snapshot_.sets.rows.plain();
  for_each_text_word(terms_, snapshot_.image->documents, [&](size_t w, uint64_t documents) {
    if (const uint64_t others = documents & ~plain.word(w)) give_away(w, others, take_other);
    if (const uint64_t countable = filters_.countable(w, documents)) take_word(w, countable);
  });
  take_waiting();
  counts_.finish();
}

void PlainPass::take_word(size_t w, uint64_t documents) {
  const auto passed = filters_.pass(w, documents);
  for (const PlainFilters::Filter* filter : counted_)
    for_each_bit(w, passed.all_but_one & ~filter->documents.word(w), [&](uint32_t document) {
      wait({document, 0, &filter->facet});
    });
  if (passed.all == 0) return;
  collector_.count(w, passed.all);
  for_each_bit(w, passed.all, [&](uint32_t document) {
    wait({document, score_of(document), nullptr});
  });
}

void PlainPass::give_away(size_t w, uint64_t documents, const TakeOther& take_other) {
  TextFit text{std::vector<uint16_t>(terms_.size()), !terms_.empty()};
  for_each_bit(w, documents, [&](uint32_t document) {
    for (size_t i = 0; i < terms_.size(); ++i) text.fields[i] = terms_[i].fields_of(document);
    take_other(document, text);
  });
}

void PlainPass::wait(const Waiting& record) {
  __builtin_prefetch(&snapshot_.sets.rows[record.document]);
  waiting_[waiting_count_++] = record;
  if (waiting_count_ == waiting_.size()) take_waiting();
}

void PlainPass::take_waiting() {
  for (size_t i = 0; i < waiting_count_; ++i) {
    const Waiting& record = waiting_[i];
    if (record.failing) {
      counts_.count_but_for(*record.failing, record.document);
      continue;
    }
    counts_.count(record.document);
    collector_.rank(record.document, record.score, place_);
  }
  waiting_count_ = 0;
}

// Words of questions that read no trade stand in no phrase.
uint32_t PlainPass::score_of(uint32_t document) const {
  uint32_t score = 0;
  for (const TermWords& term : terms_)
    score += tables_.set_weights[term.fields_of(document)] * term.term().step;
  return score;
}

}  // namespace filon
