#include "tests/bench/checksum.h"

#include <array>
#include <limits>

namespace filon {
namespace {

struct WeighedFacet {
  Facet facet;
  uint64_t weight;
};
constexpr std::array<WeighedFacet, 5> weighed = {{{Facet::Sector, 1},
                                                  {Facet::Label, 3},
                                                  {Facet::Kind, 5},
                                                  {Facet::Departement, 7},
                                                  {Facet::Region, 11}}};

bool filters(const SearchRequest& request, Facet facet) {
  if (facet == Facet::Sector) return !request.sectors.empty();
  if (facet == Facet::Departement || facet == Facet::Region) return !request.territories.empty();
  return !request.asked(facet).empty();
}

std::vector<Hit> all_hits(const Bench& bench, SearchRequest request) {
  request.page = 1;
  request.per_page = std::numeric_limits<int>::max();
  request.wanted_facets.fill(false);
  return rank(request, bench.snapshot, *bench.tables, bench.today).hits;
}

void count_declared_sectors(const Image& image, uint32_t document, std::vector<uint64_t>& counts) {
  std::vector<bool> seen(counts.size());
  for (uint32_t u = image.unit_starts[document]; u < image.unit_starts[document + 1]; ++u)
    for (const uint16_t value : image.unit_sectors[u])
      if (!(value & inferred_bit) && !seen[value]) {
        seen[value] = true;
        ++counts[value];
      }
}

uint64_t squares(const std::vector<uint64_t>& counts) {
  uint64_t sum = 0;
  for (const uint64_t count : counts) sum += count * count;
  return sum;
}

uint64_t squares_of_hits(const Image& image, Facet facet, const std::vector<Hit>& hits) {
  std::vector<uint64_t> counts(image.facet(facet).values.size());
  for (const Hit& hit : hits) {
    if (facet == Facet::Sector) {
      count_declared_sectors(image, hit.document, counts);
      continue;
    }
    for (const uint16_t value : image.facet(facet).of_document[hit.document]) ++counts[value];
  }
  return squares(counts);
}

}  // namespace

uint64_t facet_checksum(const Bench& bench, const SearchRequest& request,
                        const SearchResult& answer) {
  uint64_t sum = 0;
  std::vector<Hit> hits;
  for (const auto& [facet, weight] : weighed) {
    if (filters(request, facet)) {
      if (hits.empty() && answer.total > 0) hits = all_hits(bench, request);
      sum += weight * squares_of_hits(*bench.snapshot->image, facet, hits);
      continue;
    }
    std::vector<uint64_t> counts;
    for (const FacetValue& value : answer.facet(facet)) counts.push_back(value.count);
    sum += weight * squares(counts);
  }
  return sum;
}

}  // namespace filon
