#include "searchd/match/place_runs.h"

#include <algorithm>

#include "searchd/match/count_bits.h"

namespace filon {
namespace {

uint16_t one_of(const FacetColumn& column, uint32_t document) {
  const auto values = column.of_document[document];
  return values.empty() ? PlaceRuns::none : values[0];
}

}  // namespace

PlaceRuns::PlaceRuns(const Image& image, const Bits& counted) {
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (!counted.has(d)) continue;
    const Run run{d + 1, one_of(image.facet(Facet::Departement), d),
                  one_of(image.facet(Facet::Region), d)};
    const bool goes_on = !runs_.empty() && runs_.back().departement == run.departement &&
                         runs_.back().region == run.region;
    if (goes_on)
      runs_.back().end = run.end;
    else
      runs_.push_back(run);
  }
}

void RunCounts::count(size_t b, const Block& documents) {
  const size_t first = b * block_documents;
  while (at_ < runs_.size() && runs_[at_].end <= first) ++at_;
  size_t from = 0;  // document in the block
  for (size_t run = at_; run < runs_.size() && from < block_documents; ++run) {
    const size_t to = std::min<size_t>(runs_[run].end - first, block_documents);
    counts_[run] += count_bits_between(documents.data(), from, to);
    from = to;
  }
}

}  // namespace filon
