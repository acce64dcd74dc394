#include "searchd/match/place_runs.h"

#include <algorithm>
#include <bit>

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
    const size_t w = from / 64, last = (to - 1) / 64;
    const uint64_t head = ~uint64_t{0} << from % 64, tail = ~uint64_t{0} >> (63 - (to - 1) % 64);
    if (w == last) {
      counts_[run] += static_cast<uint32_t>(std::popcount(documents[w] & head & tail));
    } else {
      counts_[run] += static_cast<uint32_t>(std::popcount(documents[w] & head) +
                                            std::popcount(documents[last] & tail)) +
                      count_bits(&documents[w + 1], last - w - 1);
    }
    from = to;
  }
}

}  // namespace filon
