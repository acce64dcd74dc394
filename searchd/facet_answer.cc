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

/// A value of a facet before it is named.
struct Counted {
  uint32_t value;  ///< in its column, or the number of a group
  uint64_t count;
  bool selected;
};

/// The values of one facet: their texts are made last, for those shown alone.
class FacetList {
 public:
  /// owned: where texts go that neither the generation nor the tables hold.
  FacetList(Facet facet, const Snapshot& snapshot, const Tables& tables,
            std::deque<std::string>& owned)
      : facet_(facet),
        column_(snapshot.image->facet(facet)),
        texts_(snapshot.facet_texts),
        tables_(tables),
        owned_(owned) {}

  void add_counted(const std::vector<uint32_t>& counts) {
    for (uint32_t i = 0; i < counts.size(); ++i)
      if (counts[i] != 0) values_.push_back({i, counts[i], false});
  }

  void select(const std::string& text) {
    const auto value = number_of(text);
    const auto found = std::find_if(values_.begin(), values_.end(),
                                    [&](const Counted& v) { return value && v.value == *value; });
    if (found != values_.end()) {
      found->selected = true;
      return;
    }
    const bool known = std::any_of(uncounted_.begin(), uncounted_.end(),
                                   [&](const FacetValue& v) { return v.value == text; });
    if (known) return;
    const std::string& value_text = owned_.emplace_back(text);
    const std::string& name = owned_.emplace_back(value_name(facet_, text, tables_));
    uncounted_.push_back({value_text, name, 0, true});
  }

  std::vector<FacetValue> take() {
    keep_most();
    std::sort(values_.begin(), values_.end(),
              [&](const Counted& a, const Counted& b) { return is_before(a, b); });
    std::vector<FacetValue> named;
    named.reserve(values_.size() + uncounted_.size());
    for (const Counted& value : values_) named.push_back(name(value));
    std::sort(uncounted_.begin(), uncounted_.end(),
              [](const FacetValue& a, const FacetValue& b) { return a.value < b.value; });
    std::move(uncounted_.begin(), uncounted_.end(), std::back_inserter(named));
    return named;
  }

 private:
  std::optional<uint32_t> number_of(const std::string& text) const {
    if (facet_ != Facet::SectorGroup) return column_.values.find(text);
    const auto group = tables_.sectors.find_group(text);
    return group ? std::optional<uint32_t>(*group) : std::nullopt;
  }

  // By count, then value; values of a column are numbered in their order.
  bool is_before(const Counted& a, const Counted& b) const {
    if (a.count != b.count) return a.count > b.count;
    if (facet_ != Facet::SectorGroup) return a.value < b.value;
    return group(a).slug < group(b).slug;
  }

  void keep_most() {
    const size_t most = max_facet_values - std::min(max_facet_values, uncounted_.size());
    if (values_.size() <= most) return;
    const auto last = values_.begin() + static_cast<ptrdiff_t>(most);
    std::nth_element(values_.begin(), last, values_.end(), [&](const Counted& a, const Counted& b) {
      return a.selected != b.selected ? a.selected : is_before(a, b);
    });
    values_.resize(most);
  }

  const SectorGroup& group(const Counted& value) const {
    return tables_.sectors.group(static_cast<SectorGroupId>(value.value));
  }

  FacetValue name(const Counted& counted) const {
    if (facet_ == Facet::SectorGroup)
      return {group(counted).slug, group(counted).name, counted.count, counted.selected};
    const FacetTexts::Text& text = texts_.of(facet_, counted.value);
    return {column_.values[counted.value], text.name, counted.count, counted.selected, text.json};
  }

  const Facet facet_;
  const FacetColumn& column_;
  const FacetTexts& texts_;
  const Tables& tables_;
  std::deque<std::string>& owned_;
  std::vector<Counted> values_;
  std::vector<FacetValue> uncounted_;  ///< selected ones that no record has
};

std::vector<FacetValue> answer_facet(Facet facet, const FacetCounts& counts,
                                     const SearchRequest& request, const Snapshot& snapshot,
                                     const Tables& tables, std::deque<std::string>& owned) {
  FacetList list(facet, snapshot, tables, owned);
  list.add_counted(counts.of(facet));
  for (const std::string& selected : selected_values(facet, request, tables))
    if (belongs(facet, selected, tables)) list.select(selected);
  return list.take();
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

FacetAnswers answer_facets(const FacetCounts& counts, const SearchRequest& request,
                           const Snapshot& snapshot, const Tables& tables) {
  FacetAnswers all;
  for (const FacetInfo& info : facets)
    if (counts.asked(info.facet))
      all.of_facet[static_cast<size_t>(info.facet)] =
          answer_facet(info.facet, counts, request, snapshot, tables, all.texts);
  return all;
}

}  // namespace filon
