#include "searchd/facet_answer.h"

#include <algorithm>

#include "annuaire/structure_kind.h"
#include "searchd/tables.h"

namespace filon {
namespace {

std::vector<std::string> selected_values(Facet facet, const SearchRequest& request,
                                         const Tables& tables) {
  if (facet == Facet::Sector || facet == Facet::SectorGroup) return request.sectors;
  std::vector<std::string> selected = request.asked(facet);
  if (facet == Facet::Departement || facet == Facet::Region || facet == Facet::Epci)
    for (const PlaceId place : request.territories)
      selected.push_back(tables.territories.to_string(place));
  return selected;
}

bool belongs(Facet facet, const std::string& value, const Tables& tables) {
  switch (facet) {
    case Facet::Sector:
      return !tables.sectors.find_group(value);
    case Facet::SectorGroup:
      return tables.sectors.find_group(value).has_value();
    case Facet::Departement:
      return value.starts_with("departement:");
    case Facet::Region:
      return value.starts_with("region:");
    case Facet::Epci:
      return value.starts_with("epci:");
    default:
      return true;
  }
}

std::vector<FacetValue> counted(Facet facet, const FacetCounts& counts, const Snapshot& snapshot,
                                const Tables& tables) {
  std::vector<FacetValue> values;
  const std::vector<uint32_t>& count_of = counts.of(facet);
  const FacetColumn& column = snapshot.image->facet(facet);
  for (size_t i = 0; i < count_of.size(); ++i) {
    if (count_of[i] == 0) continue;
    if (facet == Facet::SectorGroup) {
      const SectorGroup& group = tables.sectors.group(static_cast<SectorGroupId>(i));
      values.push_back({group.slug, group.name, count_of[i], false});
      continue;
    }
    std::string value(column.values[i]), name(column.names[i]);
    if (name == value) name = value_name(facet, value, tables);
    values.push_back({std::move(value), std::move(name), count_of[i], false});
  }
  return values;
}

std::vector<FacetValue> answer_facet(Facet facet, const FacetCounts& counts,
                                     const SearchRequest& request, const Snapshot& snapshot,
                                     const Tables& tables) {
  std::vector<FacetValue> values = counted(facet, counts, snapshot, tables);
  for (const std::string& selected : selected_values(facet, request, tables)) {
    if (!belongs(facet, selected, tables)) continue;
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const FacetValue& v) { return v.value == selected; });
    if (found != values.end())
      found->selected = true;
    else
      values.push_back({selected, value_name(facet, selected, tables), 0, true});
  }
  const auto kept = [](const FacetValue& a, const FacetValue& b) {
    return a.selected != b.selected ? a.selected
           : a.count != b.count     ? a.count > b.count
                                    : a.value < b.value;
  };
  if (values.size() > max_facet_values) {
    std::sort(values.begin(), values.end(), kept);
    values.resize(max_facet_values);
  }
  std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  return values;
}

}  // namespace

std::string value_name(Facet facet, const std::string& value, const Tables& tables) {
  switch (facet) {
    case Facet::Sector:
      if (const auto sector = tables.sectors.find(value)) return tables.sectors[*sector].name;
      break;
    case Facet::SectorGroup:
      if (const auto group = tables.sectors.find_group(value))
        return tables.sectors.group(*group).name;
      break;
    case Facet::Kind:
      if (const auto kind = parse_kind(value)) return std::string(kind_info(*kind).name);
      break;
    case Facet::Reservation:
      if (const auto code = parse_reservation(value))
        return std::string(reservation_info(*code).title);
      break;
    case Facet::Prestation:
      if (const auto item = tables.prestations.find(value)) return tables.prestations[*item].name;
      break;
    case Facet::Label:
      if (const Label* label = tables.labels.find(value)) return label->name;
      break;
    case Facet::Network:
      if (const auto item = tables.networks.find(value)) return tables.networks[*item].name;
      break;
    case Facet::Criterion:
      if (const auto item = tables.criteria.list().find(value))
        return tables.criteria.list()[*item].name;
      break;
    default:
      if (const auto place = tables.territories.parse(value))
        return tables.territories[*place].name;
  }
  return value;
}

std::array<std::vector<FacetValue>, facet_count> answer_facets(const FacetCounts& counts,
                                                               const SearchRequest& request,
                                                               const Snapshot& snapshot,
                                                               const Tables& tables) {
  std::array<std::vector<FacetValue>, facet_count> all;
  for (const FacetInfo& info : facets)
    if (counts.wanted(info.facet))
      all[static_cast<size_t>(info.facet)] =
          answer_facet(info.facet, counts, request, snapshot, tables);
  return all;
}

}  // namespace filon
