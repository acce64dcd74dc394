#pragma once

#include <algorithm>
#include <vector>

#include "searchd/match/gallop.h"
#include "searchd/match/plan.h"

namespace filon {

/// Walks a sorted posting list forward only.
class Cursor {
 public:
  explicit Cursor(const TermPlan& term) : term_(&term) {}

  /// The fields in which the term stands in the document, 0 when it does not. Documents must be
  /// asked in rising order.
  uint16_t fields_at(uint32_t document) {
    const auto& docs = term_->documents;
    at_ = gallop(docs, at_, document);
    return at_ < docs.size() && docs[at_] == document ? term_->fields[at_] : uint16_t{0};
  }

 private:
  const TermPlan* term_;
  size_t at_ = 0;
};

/// How the words of the question stand in one document.
struct TextFit {
  std::vector<uint16_t> fields;  ///< by term: the fields it stands in, 0 when it does not
  bool all = false;              ///< every word occurs
};

/// The documents that a question with a trade may find, in rising order: those that have one of the
/// trades asked or read, and those that hold every word.
inline std::vector<uint32_t> with_trade_or_words(const Plan& plan, const TermPlan* rarest) {
  std::vector<uint32_t> documents;
  for (const auto postings : plan.trade_postings)
    documents.insert(documents.end(), postings.begin(), postings.end());
  if (rarest && !plan.text_impossible && plan.text == TextRule::Alternative)
    documents.insert(documents.end(), rarest->documents.begin(), rarest->documents.end());
  std::sort(documents.begin(), documents.end());
  documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
  return documents;
}

/// Calls visit(document, fit) for the documents that may answer or be counted, in rising order:
/// those that hold every word when all must occur, those with a trade where one is needed, else
/// all, and only those an identifier names when one does.
template <class Visit>
void for_each_candidate(const Plan& plan, uint32_t documents, Visit&& visit) {
  const bool required = plan.text == TextRule::Required;
  if (required && plan.text_impossible) return;
  std::vector<Cursor> cursors;
  size_t rarest = 0;
  for (const TermPlan& term : plan.terms) {
    if (term.documents.size() < plan.terms[rarest].documents.size()) rarest = cursors.size();
    cursors.emplace_back(term);
  }
  TextFit fit{std::vector<uint16_t>(cursors.size()), false};
  const auto consider = [&](uint32_t document) {
    fit.all = !plan.text_impossible && !cursors.empty();
    for (size_t i = 0; i < cursors.size(); ++i) {
      fit.fields[i] = cursors[i].fields_at(document);
      if (fit.fields[i] != 0) continue;
      if (required) return;
      fit.all = false;
    }
    visit(document, fit);
  };
  if (plan.only) {
    for (const uint32_t document : *plan.only) consider(document);
  } else if (required && !cursors.empty()) {
    for (const uint32_t document : plan.terms[rarest].documents) consider(document);
  } else if (plan.needs_trade) {
    const TermPlan* const words = cursors.empty() ? nullptr : &plan.terms[rarest];
    for (const uint32_t document : with_trade_or_words(plan, words)) consider(document);
  } else {
    for (uint32_t document = 0; document < documents; ++document) consider(document);
  }
}

}  // namespace filon
