#include "searchd/match/plain_pass.h"

#include "searchd/match/record_sets.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {

PlainPass::PlainPass(const Plan& plan, const Snapshot& snapshot, const Tables& tables,
                     FacetCounts& counts, HitCollector& collector)
    : plan_(plan),
      snapshot_(snapshot),
      collector_(collector),
      filters_(plan, snapshot),
      counts_(plan, *snapshot.image, *snapshot.sets, counts),
      ranking_(plan, snapshot, tables, collector),
      text_(plan.terms, snapshot.image->documents),
      looks_elsewhere_(!plan.place || plan.near_or_place || counts_.wants(Facet::Departement)) {}

void PlainPass::run(const TakeOther& take_other) {
  if (plan_.text_impossible) return;
  for (size_t b = text_.next(0); b < text_.end(); b = text_.next(b + 1))
    if (is_looked_at(b) || snapshot_.sets->others_in[b]) take_block(b, take_other);
  ranking_.finish();
  counts_.finish();
}

// Whether any plain record of block b may count.
bool PlainPass::is_looked_at(size_t b) const {
  return looks_elsewhere_ || plan_.place->in_block[b];
}

void PlainPass::take_block(size_t b, const TakeOther& take_other) {
  Block documents;
  if (!text_.read(b, documents)) return;
  Block others;
  if (snapshot_.sets->others_in[b] &&
      find_left_out(documents, snapshot_.sets->rows.plain().block(b), others))
    give_away(b, others, take_other);
  if (!is_looked_at(b)) return;
  if (!filters_.keep_countable(b, documents) || !filters_.pass(b, documents)) return;
  for (size_t f = 0; f < filters_.facets().size(); ++f)
    if (const Block* failing = filters_.failing(f); failing && counts_.wants(filters_.facets()[f]))
      counts_.count_but_for(filters_.facets()[f], b, *failing);
  if (!holds_any(filters_.all())) return;
  collector_.count(b, filters_.all());
  counts_.count(b, filters_.all());
  ranking_.add(b, filters_.all());
}

// Words of questions that read no trade stand in no phrase.
void PlainPass::give_away(size_t b, const Block& others, const TakeOther& take_other) {
  TextFit text{std::vector<uint16_t>(plan_.terms.size()), !plan_.terms.empty()};
  for (const uint32_t document : documents_.of(b, others)) {
    for (size_t i = 0; i < text.fields.size(); ++i)
      text.fields[i] = text_.terms()[i].fields_of(document);
    take_other(document, text);
  }
}

}  // namespace filon
