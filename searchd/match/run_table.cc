#include "searchd/match/run_table.h"

#include <algorithm>
#include <array>

#include "searchd/match/plan.h"

namespace filon {
namespace {

constexpr std::array facets_told = {Facet::Kind, Facet::Label, Facet::Sector};

// Sources may bring labels without end: then each question counts for itself.
constexpr size_t most_cells = 16 << 20;

bool asks_more(const Plan& plan) {
  return !plan.terms.empty() || plan.text_impossible || plan.only || plan.near || plan.news_only ||
         plan.inactive || (plan.place && !plan.place->runs) ||
         std::any_of(facets.begin(), facets.end(), [&](const FacetInfo& info) {
           return plan.choice(info.facet).asked && std::find(facets_told.begin(), facets_told.end(),
                                                             info.facet) == facets_told.end();
         });
}

// The one value of a choice; none where several are asked, as some records have more than one.
std::optional<size_t> only_value(const Choice& choice) {
  const auto& wanted = choice.wanted;
  if (std::count(wanted.begin(), wanted.end(), 1) != 1) return std::nullopt;
  return static_cast<size_t>(std::find(wanted.begin(), wanted.end(), 1) - wanted.begin());
}

}  // namespace

RunTable::RunTable(const Image& image, const PackedRows& rows, const Bits& plain_active,
                   const PlaceRuns& runs)
    : runs_(runs.runs().size()),
      kinds_(image.facet(Facet::Kind).values.size()),
      labels_(image.facet(Facet::Label).values.size()),
      sectors_(image.facet(Facet::Sector).values.size()) {
  const size_t cells = (runs_ + 1) * (kinds_ + 1) * row_count();
  if (cells > most_cells) return;
  counts_.resize(cells);
  size_t run = 0;
  const auto count = [&](size_t row, uint8_t kind) {
    for (const size_t of_run : {run, runs_}) {
      ++counts_[index_of(of_run, kinds_) + row];
      if (kind != PackedRow::none) ++counts_[index_of(of_run, kind) + row];
    }
  };
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (!plain_active.has(d)) continue;
    while (runs.runs()[run].end <= d) ++run;
    const uint8_t kind = rows[d].kind;
    count(0, kind);
    for (const uint16_t label : rows.label_sets()[rows[d].labels]) count(1 + label, kind);
    for (const bool declared_only : {false, true})
      rows.for_each_sector(d, declared_only, [&](uint8_t sector) {
        count(first_sector(declared_only) + sector, kind);
      });
  }
}

std::optional<size_t> RunTable::row_of(const Plan& plan, Facet without) const {
  if (counts_.empty() || asks_more(plan)) return std::nullopt;
  const Choice &label = plan.choice(Facet::Label), &sector = plan.choice(Facet::Sector);
  const bool by_label = label.asked && without != Facet::Label;
  const bool by_sector = sector.asked && without != Facet::Sector;
  if (!by_label && !by_sector) return 0;
  const auto value = by_label && by_sector ? std::nullopt : only_value(by_label ? label : sector);
  if (!value) return std::nullopt;
  return (by_label ? 1 : first_sector(plan.declared_only)) + *value;
}

std::vector<size_t> RunTable::runs_of(const Plan& plan) const {
  if (!plan.place) return {runs_};
  return *plan.place->runs;
}

std::vector<size_t> RunTable::kinds_of(const Plan& plan) const {
  const Choice& choice = plan.choice(Facet::Kind);
  if (!choice.asked) return {kinds_};
  std::vector<size_t> kinds;  // a record has one at most
  for (size_t kind = 0; kind < kinds_; ++kind)
    if (choice.has(static_cast<uint32_t>(kind))) kinds.push_back(kind);
  return kinds;
}

RunTable::Counts RunTable::by_run(const Plan& plan) const {
  const auto row = row_of(plan, Facet::Departement);
  if (!row) return std::nullopt;
  std::vector<uint32_t> counts(runs_);
  for (const size_t kind : kinds_of(plan))
    for (size_t run = 0; run < runs_; ++run) counts[run] += counts_at(run, kind)[*row];
  return counts;
}

RunTable::Counts RunTable::by_value(const Plan& plan, Facet facet) const {
  const auto row = row_of(plan, facet);
  if (!row) return std::nullopt;
  if (facet == Facet::Kind) return by_kind(*row, runs_of(plan));
  if (*row != 0) return std::nullopt;  // a row is of one label or sector, not of both
  const size_t first = facet == Facet::Label ? 1 : first_sector(plan.declared_only);
  std::vector<uint32_t> counts(facet == Facet::Label ? labels_ : sectors_);
  for (const size_t run : runs_of(plan))
    for (const size_t kind : kinds_of(plan)) {
      const uint32_t* const more = counts_at(run, kind) + first;
      for (size_t value = 0; value < counts.size(); ++value) counts[value] += more[value];
    }
  return counts;
}

std::vector<uint32_t> RunTable::by_kind(size_t row, const std::vector<size_t>& runs) const {
  std::vector<uint32_t> counts(kinds_);
  for (const size_t run : runs)
    for (size_t kind = 0; kind < kinds_; ++kind) counts[kind] += counts_at(run, kind)[row];
  return counts;
}

}  // namespace filon
