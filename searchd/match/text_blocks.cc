#include "searchd/match/text_blocks.h"

#include <algorithm>

#include "annuaire/multiversion.h"
#include "searchd/match/gallop.h"

namespace filon {
namespace {

FILON_MULTIVERSION void add_dense_points(std::span<const uint32_t> documents,
                                         const DenseTerm& dense, const uint16_t* fields,
                                         const uint16_t* weights, uint32_t step, uint32_t* points) {
  for (size_t i = 0; i < documents.size(); ++i) {
    const size_t w = documents[i] / 64;
    const uint64_t before = (uint64_t{1} << documents[i] % 64) - 1;
    const auto posting =
        dense.ranks[w] + static_cast<uint32_t>(std::popcount(dense.documents.word(w) & before));
    points[i] += weights[fields[posting]] * step;
  }
}

}  // namespace

bool TermBlocks::keep_holding(size_t b, Block& found) {
  if (term_->dense) {
    return intersect(found, term_->dense->documents.block(b));
  }
  const auto first = static_cast<uint32_t>(b * block_documents);
  at_ = gallop(term_->documents, at_, first);
  field_ = at_;
  Block held{};
  const auto& docs = term_->documents;
  for (size_t i = at_; i < docs.size() && docs[i] - first < block_documents; ++i)
    held[(docs[i] - first) / 64] |= uint64_t{1} << docs[i] % 64;
  return intersect(found, held.data());
}

size_t TermBlocks::next_block(size_t b) {
  if (term_->dense) return b;
  at_ = gallop(term_->documents, at_, static_cast<uint32_t>(b * block_documents));
  return at_ < term_->documents.size() ? term_->documents[at_] / block_documents : SIZE_MAX;
}

uint16_t TermBlocks::fields_of(uint32_t document) {
  if (term_->dense) {
    const size_t w = document / 64;
    const uint64_t before = (uint64_t{1} << document % 64) - 1;
    return term_->fields[term_->dense->ranks[w] + static_cast<size_t>(std::popcount(
                                                      term_->dense->documents.word(w) & before))];
  }
  const auto& docs = term_->documents;
  if (field_ == docs.size() || docs[field_] > document) field_ = at_;
  field_ = gallop(docs, field_, document);
  return term_->fields[field_];
}

void TermBlocks::add_points(std::span<const uint32_t> documents, const SetWeights& weights,
                            uint32_t* points) {
  if (term_->dense)
    return add_dense_points(documents, *term_->dense, term_->fields.data(), weights.data(),
                            term_->step, points);
  for (size_t i = 0; i < documents.size(); ++i)
    points[i] += weights[fields_of(documents[i])] * term_->step;
}

TextBlocks::TextBlocks(const std::vector<TermPlan>& terms, uint32_t documents)
    : documents_(documents),
      end_((size_t{documents} + block_documents - 1) / block_documents),
      terms_(terms.begin(), terms.end()) {
  for (size_t i = 0; i < terms.size(); ++i) order_.push_back(i);
  std::sort(order_.begin(), order_.end(), [&](size_t a, size_t b) {
    return terms[a].documents.size() < terms[b].documents.size();
  });
}

size_t TextBlocks::next(size_t b) {
  if (b >= end_ || order_.empty()) return std::min(b, end_);
  return std::min(terms_[order_.front()].next_block(b), end_);
}

bool TextBlocks::read(size_t b, Block& found) {
  found.fill(~uint64_t{0});
  if (b + 1 == end_)  // bits past the last document stay 0
    for (size_t i = 0; i < block_words; ++i) {
      const size_t first = (b * block_words + i) * 64;
      if (first >= documents_)
        found[i] = 0;
      else if (documents_ - first < 64)
        found[i] = (uint64_t{1} << (documents_ - first)) - 1;
    }
  return std::all_of(order_.begin(), order_.end(),
                     [&](size_t i) { return terms_[i].keep_holding(b, found); });
}

}  // namespace filon
