#include "searchd/match/dense_terms.h"

namespace filon {
namespace {

DenseTerm dense(std::span<const uint32_t> postings, uint32_t documents) {
  DenseTerm term{Bits(documents), {}};
  for (const uint32_t document : postings) term.documents.set(document);
  term.ranks.reserve(term.documents.word_count());
  uint32_t before = 0;
  for (size_t w = 0; w < term.documents.word_count(); ++w) {
    term.ranks.push_back(before);
    before += static_cast<uint32_t>(std::popcount(term.documents.word(w)));
  }
  return term;
}

}  // namespace

DenseTerms::DenseTerms(const Image& image) {
  for (uint32_t stem = 0; stem < image.stems.size(); ++stem) {
    const uint64_t start = image.posting_starts[stem];
    const uint64_t count = image.posting_starts[stem + 1] - start;
    if (count > image.documents / 64)
      terms_.emplace(stem, dense(image.posting_docs.subspan(start, count), image.documents));
  }
}

}  // namespace filon
