#include "searchd/match/known_counts.h"

#include <algorithm>

#include "searchd/match/facet_counts.h"
#include "searchd/match/plan.h"

namespace filon {
namespace {

constexpr uint32_t no_word = UINT32_MAX;

bool is_word_and_filters(const Plan& plan) {
  const bool frequent = plan.terms.empty() || (plan.terms.size() == 1 && plan.terms[0].dense);
  return frequent && !plan.text_impossible && plan.text == TextRule::Required && !plan.only &&
         !plan.near && !plan.news_only && !plan.inactive && !plan.label_expired && plan.national &&
         !plan.choice(Facet::Zone).asked;
}

// The facets that each filter asked leaves itself out of.
std::vector<std::vector<Facet>> facets_of_filters(const Plan& plan) {
  std::vector<std::vector<Facet>> filters;
  for (const Facet facet : plain_facets)
    if (plan.choice(facet).asked) filters.push_back({facet});
  if (plan.choice(Facet::Prestation).asked) filters.push_back({Facet::Prestation});
  if (plan.choice(Facet::Sector).asked) filters.push_back({Facet::Sector, Facet::SectorGroup});
  if (plan.place) filters.emplace_back(place_facets.begin(), place_facets.end());
  return filters;
}

}  // namespace

std::array<bool, facet_count> facets_without_filters(const Plan& plan) {
  std::array<bool, facet_count> known{};
  if (!is_word_and_filters(plan)) return known;
  const auto filters = facets_of_filters(plan);
  if (filters.size() > 1) return known;
  for (const FacetInfo& info : facets)
    known[static_cast<size_t>(info.facet)] =
        plan.facets[static_cast<size_t>(info.facet)] &&
        (filters.empty() ||
         std::find(filters[0].begin(), filters[0].end(), info.facet) != filters[0].end());
  return known;
}

Plan plan_without_filters(const Plan& plan) {
  Plan word;
  word.terms = plan.terms;
  word.declared_only = plan.declared_only;
  word.today = plan.today;
  word.count = 0;
  word.facets.fill(true);
  word.facets[static_cast<size_t>(Facet::Zone)] = false;  // counted in no answer
  return word;
}

uint64_t known_counts_key(const Plan& plan) {
  const uint64_t word = plan.terms.empty() ? no_word : plan.terms[0].stem;
  return (uint64_t{plan.today} << 1 | plan.declared_only) << 32 | word;
}

}  // namespace filon
