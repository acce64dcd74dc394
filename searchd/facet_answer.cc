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

/// The values of one facet, in the order of their answer: the most counted first.
class FacetList {
 public:
  /// owned: where the texts go that the generation has not.
  FacetList(Facet facet, const FacetTexts& texts, const Tables& tables,
            std::deque<FacetText>& owned)
      : facet_(facet), texts_(texts), tables_(tables), owned_(owned) {}

  void add_counted(const std::vector<uint32_t>& counts) {
    keys_.reserve(counts.size());
    for (size_t i = 0; i < counts.size(); ++i)
      if (counts[i] != 0) keys_.push_back(key_of(counts[i], texts_.number_of(facet_, i)));
  }

  void select(const std::string& value) {
    const auto number = texts_.find(facet_, value);
    const auto key = std::find_if(keys_.begin(), keys_.end(),
                                  [&](uint64_t k) { return number && number_of(k) == *number; });
    if (key != keys_.end()) {
      selected_.push_back(*number);
      return;
    }
    const bool known = std::any_of(uncounted_.begin(), uncounted_.end(),
                                   [&](const FacetValue& v) { return v.value() == value; });
    if (known) return;
    if (!number) owned_.push_back(facet_text(value, value_name(facet_, value, tables_)));
    uncounted_.push_back({number ? &texts_.of(facet_, *number) : &owned_.back(), 0, true});
  }

  std::vector<FacetValue> take() {
    keep_most();
    std::sort(keys_.begin(), keys_.end());
    std::vector<FacetValue> values;
    values.reserve(keys_.size() + uncounted_.size());
    for (const uint64_t key : keys_)
      values.push_back({&texts_.of(facet_, number_of(key)), count_of(key), is_selected(key)});
    std::sort(uncounted_.begin(), uncounted_.end(),
              [](const FacetValue& a, const FacetValue& b) { return a.value() < b.value(); });
    values.insert(values.end(), uncounted_.begin(), uncounted_.end());
    return values;
  }

 private:
  // One number to sort by: by count, the most first, then value.
  static uint64_t key_of(uint32_t count, uint32_t number) {
    return uint64_t{UINT32_MAX - count} << 32 | number;
  }
  static uint32_t count_of(uint64_t key) { return UINT32_MAX - static_cast<uint32_t>(key >> 32); }
  static uint32_t number_of(uint64_t key) { return static_cast<uint32_t>(key); }

  bool is_selected(uint64_t key) const {
    return std::find(selected_.begin(), selected_.end(), number_of(key)) != selected_.end();
  }

  void keep_most() {
    const size_t most = max_facet_values - std::min(max_facet_values, uncounted_.size());
    if (keys_.size() <= most) return;
    const auto last = keys_.begin() + static_cast<ptrdiff_t>(most);
    std::nth_element(keys_.begin(), last, keys_.end(), [&](uint64_t a, uint64_t b) {
      const bool selected = is_selected(a);
      return selected != is_selected(b) ? selected : a < b;
    });
    keys_.resize(most);
  }

  const Facet facet_;
  const FacetTexts& texts_;
  const Tables& tables_;
  std::deque<FacetText>& owned_;
  std::vector<uint64_t> keys_;
  std::vector<uint32_t> selected_;     ///< numbers
  std::vector<FacetValue> uncounted_;  ///< selected ones that no record has
};

std::vector<FacetValue> answer_facet(Facet facet, const FacetCounts& counts,
                                     const SearchRequest& request, const Snapshot& snapshot,
                                     const Tables& tables, std::deque<FacetText>& owned) {
  FacetList list(facet, snapshot.facet_texts, tables, owned);
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
