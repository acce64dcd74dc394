#include "searchd/match/dense_terms.h"

#include <algorithm>
#include <functional>
#include <map>

namespace filon {

namespace {

std::vector<DenseTerm::Level> levels_of(std::span<const uint32_t> documents,
                                        std::span<const uint16_t> fields, const SetWeights& weights,
                                        const DenseTerm& term) {
  std::map<uint16_t, std::vector<uint32_t>, std::greater<>> by_weight;
  for (size_t i = 0; i < documents.size(); ++i)
    if (const uint16_t weight = weights[fields[i]]; weight > term.least)
      by_weight[weight].push_back(documents[i]);
  std::vector<DenseTerm::Level> levels;
  for (auto& [weight, listed] : by_weight) {
    DenseTerm::Level& level = levels.emplace_back();
    level.weight = weight;
    level.count = listed.size();
    if (listed.size() * sizeof(uint32_t) < term.better.word_count() * sizeof(uint64_t)) {
      listed.shrink_to_fit();
      level.listed = std::move(listed);
      continue;
    }
    level.bits = Bits(term.better.word_count() * 64);
    for (const uint32_t document : listed) level.bits.set(document);
  }
  return levels;
}

}  // namespace

DenseTerm dense_term(std::span<const uint32_t> documents, std::span<const uint16_t> fields,
                     const SetWeights& weights, uint32_t all_documents) {
  DenseTerm term{Bits(all_documents), {}, 0, Bits(all_documents), {}};
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
  term.levels = levels_of(documents, fields, weights, term);
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
