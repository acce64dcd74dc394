#include "searchd/supply/place_supply.h"

#include <algorithm>

#include "searchd/match/place_fit.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

class Collector {
 public:
  Collector(const std::vector<std::shared_ptr<const PlacePlan>>& places,
            const std::vector<WantedSectors>& rows, const Snapshot& snapshot)
      : places_(places),
        image_(*snapshot.image),
        any_(static_cast<uint32_t>(rows.size())),
        rows_of_sector_(image_.facet(Facet::Sector).values.size()) {
    for (uint32_t row = 0; row < rows.size(); ++row)
      for (size_t value = 0; value < rows[row].size(); ++value)
        if (rows[row][value]) rows_of_sector_[value].push_back(row);
  }

  std::vector<SupplyEntry> run() {
    for (uint32_t d = 0; d < image_.documents; ++d)
      if (is_supply(d, image_)) consider(d);
    return std::move(entries_);
  }

 private:
  void consider(uint32_t document) {
    bool read = false;
    for (uint32_t place = 0; place < places_.size(); ++place) {
      if (!places_[place]->documents.has(document)) continue;
      if (!read) read_rows(document);
      read = true;
      const bool service = is_service(document, image_);
      const uint8_t eligible = eligibility_of(document, image_);
      for (const uint32_t row : rows_)
        entries_.push_back({place, row, image_.entity[document], service, eligible});
    }
  }

  void read_rows(uint32_t document) {
    rows_ = {any_};
    for (uint32_t u = image_.unit_starts[document]; u < image_.unit_starts[document + 1]; ++u)
      for (const uint16_t value : image_.unit_sectors[u])
        for (const uint32_t row : rows_of_sector_[value & static_cast<uint16_t>(~inferred_bit)])
          rows_.push_back(row);
    std::sort(rows_.begin(), rows_.end());
    rows_.erase(std::unique(rows_.begin(), rows_.end()), rows_.end());
  }

  const std::vector<std::shared_ptr<const PlacePlan>>& places_;
  const Image& image_;
  const uint32_t any_;  ///< the row of any trade
  std::vector<std::vector<uint32_t>> rows_of_sector_;
  std::vector<uint32_t> rows_;  ///< of the record at hand
  std::vector<SupplyEntry> entries_;
};

}  // namespace

std::vector<PlaceSupply> supply_of(const std::vector<PlaceId>& places,
                                   const std::vector<WantedSectors>& rows, const Snapshot& snapshot,
                                   const Tables& tables) {
  std::vector<std::shared_ptr<const PlacePlan>> plans;
  std::vector<PlaceSupply> supplies;
  for (const PlaceId place : places) {
    SearchRequest request;
    request.territories = {place};
    const Plan plan = make_plan(request, {}, tables, snapshot, "", 0);
    plans.push_back(plan.place);
    supplies.push_back({place, {}, std::vector<SupplyCell>(rows.size()), coverage(plan, snapshot)});
  }
  for (const auto& [cell, counts] : count_supply(Collector(plans, rows, snapshot).run())) {
    PlaceSupply& supply = supplies[cell.first];
    (cell.second == rows.size() ? supply.whole : supply.rows[cell.second]) = counts;
  }
  return supplies;
}

std::vector<WantedSectors> a_row_each(const Snapshot& snapshot, const Tables& tables) {
  const StringList& values = snapshot.image->facet(Facet::Sector).values;
  std::vector<WantedSectors> rows;
  for (const Sector& sector : tables.sectors.all()) {
    rows.emplace_back(values.size());
    if (const auto value = values.find(sector.slug)) rows.back()[*value] = 1;
  }
  return rows;
}

std::vector<PlaceId> parts_of(PlaceId place, const Territories& territories) {
  const auto kind = territories[place].kind;
  if (kind == TerritoryKind::Commune) return {};
  const TerritoryKind smaller = kind == TerritoryKind::France        ? TerritoryKind::Region
                                : kind == TerritoryKind::Region      ? TerritoryKind::Departement
                                : kind == TerritoryKind::Departement ? TerritoryKind::Epci
                                                                     : TerritoryKind::Commune;
  std::vector<PlaceId> parts;
  for (const PlaceId commune : territories.communes_of(place)) {
    const Parents& parents = territories[commune].parents;
    const auto part = smaller == TerritoryKind::Region        ? parents.region
                      : smaller == TerritoryKind::Departement ? parents.departement
                      : smaller == TerritoryKind::Epci        ? parents.epci
                                                              : std::optional(commune);
    if (part) parts.push_back(*part);
  }
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  return parts;
}

std::vector<PlaceId> neighbours_of(PlaceId place, const Territories& territories) {
  const Territory& self = territories[place];
  std::optional<PlaceId> around;
  switch (self.kind) {
    case TerritoryKind::Commune:
      around = self.parents.epci;
      break;
    case TerritoryKind::Epci:
      around = self.parents.departement;
      break;
    case TerritoryKind::Departement:
      around = self.parents.region;
      break;
    case TerritoryKind::Region:
      around = territories.france();
      break;
    case TerritoryKind::France:
      break;
  }
  if (!around) return {};
  std::vector<PlaceId> parts = parts_of(*around, territories);
  std::erase(parts, place);
  return parts;
}

}  // namespace filon
