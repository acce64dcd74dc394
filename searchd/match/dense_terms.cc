#include "searchd/match/dense_terms.h"

#include <algorithm>

namespace filon {

DenseTerm dense_term(std::span<const uint32_t> documents, std::span<const uint16_t> fields,
                     const SetWeights& weights, uint32_t all_documents) {
  DenseTerm term{Bits(all_documents), {}, 0, Bits(all_documents)};
  for (const uint32_t document : documents) term.documents.set(document);
  term.ranks.reserve(term.documents.word_count());
  uint32_t before = 0;
  for (size_t w = 0; w < term.documents.word_count(); ++w) {
    term.ranks.push_back(before);
    before += static_cast<uint32_t>(std::popcount(term.documents.word(w)));
  }
  if (fields.empty()) return term;
  term.least = UINT16_MAX;
  for (const uint16_t set : fields) term.least = std::min(term.least, weights[set]);
  for (size_t i = 0; i < documents.size(); ++i)
    if (weights[fields[i]] > term.least) term.better.set(documents[i]);
  return term;
}

DenseTerms::DenseTerms(const Image& image, const SetWeights& weights) {
  for (uint32_t stem = 0; stem < image.stems.size(); ++stem) {
    const uint64_t start = image.posting_starts[stem];
    const uint64_t count = image.posting_starts[stem + 1] - start;
    if (count > image.documents / 64)
      terms_.emplace(
          stem, dense_term(image.posting_docs.subspan(start, count),
                           image.posting_fields.subspan(start, count), weights, image.documents));
  }
}

}  // namespace filon
