#include "searchd/pages/filters_data.h"

#include <algorithm>
#include <array>
#include <set>

#include "searchd/pages/french.h"
#include "searchd/pages/structure_data.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t shown_at_once = 6;
constexpr size_t shown_in_all = 40;

struct FilterGroup {
  Facet facet;
  const char* title;
  const char* param;
};
// In the order a buyer narrows: what, under which status, where, with which proof.
constexpr std::array filter_groups = {
    FilterGroup{Facet::Kind, "Statut", "kind"},
    FilterGroup{Facet::Reservation, "Réservation que le statut ouvre", "reservation"},
    FilterGroup{Facet::SectorGroup, "Domaine", "sector"},
    FilterGroup{Facet::Sector, "Secteur", "sector"},
    FilterGroup{Facet::Departement, "Département", "territory"},
    FilterGroup{Facet::Label, "Label", "label"},
    FilterGroup{Facet::Criterion, "Engagement", "criterion"},
    FilterGroup{Facet::Network, "Réseau", "network"},
    FilterGroup{Facet::Prestation, "Type de prestation", "prestation"},
    FilterGroup{Facet::Source, "Source", "source"}};

// What was given, not what was read in the text: the boxes are sent as parameters.
bool is_given(const FilterGroup& group, const std::string& value, const SearchRequest& request,
              const Tables& tables) {
  const auto among = [&](const std::vector<std::string>& values) {
    return std::find(values.begin(), values.end(), value) != values.end();
  };
  if (group.facet == Facet::Sector || group.facet == Facet::SectorGroup)
    return among(request.sectors);
  if (group.facet != Facet::Departement) return among(request.asked(group.facet));
  const auto place = tables.territories.parse(value);
  return place && std::find(request.territories.begin(), request.territories.end(), *place) !=
                      request.territories.end();
}

PageData choice_data(const FilterGroup& group, const FacetValue& value, bool given) {
  PageData item;
  item.set("id", fmt::format("{}-{}", facet_name(group.facet), value.value()));
  item.set("param", group.param);
  item.set("value", std::string(value.value()));
  const std::string name(value.name());
  item.set("name",
           group.facet == Facet::Source ? source_in_french(std::string(value.value())) : name);
  item.set("count", french_number(value.count));
  item.set("selected", given);
  return item;
}

PageData group_data(const SearchResult& result, const FilterGroup& group,
                    const SearchRequest& request, const Tables& tables) {
  PageData first(PageData::type::list), rest(PageData::type::list);
  size_t shown = 0, more = 0;
  for (const FacetValue& value : result.facet(group.facet)) {
    const bool given = is_given(group, std::string(value.value()), request, tables);
    if (shown++ < shown_at_once || given) {
      first.push_back(choice_data(group, value, given));
    } else if (more < shown_in_all) {
      rest.push_back(choice_data(group, value, false));
      ++more;
    }
  }
  PageData item;
  item.set("title", group.title);
  item.set("values", first);
  set_list(item, "more", rest);
  item.set("more_count", counted(more, "autre", "autres"));
  return item;
}

PageData sorts_data(const SearchRequest& request, const Tables& tables) {
  PageData list(PageData::type::list);
  for (const auto& [sort, name] : {std::pair{Sort::Relevance, "Pertinence"},
                                   {Sort::Distance, "Distance"},
                                   {Sort::Name, "Nom"},
                                   {Sort::Newest, "Nouveauté"}}) {
    if (sort == Sort::Distance && !origin_of(request, tables.territories)) continue;
    PageData item;
    item.set("value", std::string(to_string(sort)));
    item.set("name", name);
    item.set("selected", sort == request.sort);
    list.push_back(item);
  }
  return list;
}

PageData radii_data(const SearchRequest& request) {
  PageData list(PageData::type::list);
  std::set<int> choices = {10, 25, 50, 100, 200};
  if (request.near) choices.insert(request.near->radius_km);
  for (const int km : choices) {
    PageData item;
    item.set("value", std::to_string(km));
    item.set("selected", request.near && request.near->radius_km == km);
    list.push_back(item);
  }
  return list;
}

class HiddenFields {
 public:
  void add(const char* name, const std::string& value) {
    if (value.empty()) return;
    PageData item;
    item.set("name", name);
    item.set("value", value);
    list_.push_back(item);
  }
  PageData take() { return std::move(list_); }

 private:
  PageData list_{PageData::type::list};
};

PageData kept_data(const PageState& state, const Tables& tables) {
  const SearchRequest& request = state.request;
  HiddenFields kept;
  kept.add("q", request.q);
  kept.add("interpret", request.interpret ? "" : "false");
  for (const std::string& id : request.ignore) kept.add("ignore", id);
  if (request.near) {
    kept.add("near", request.near->text);
    kept.add("radius_km", std::to_string(request.near->radius_km));
  }
  kept.add("label_expired", request.label_expired ? "true" : "");
  kept.add("inactive", request.inactive ? "true" : "");
  for (const std::string& zone : request.asked(Facet::Zone)) kept.add("zone", zone);
  kept.add("seed", request.seed);
  for (const std::string& id : state.retained) kept.add("retenir", id);
  // Places that are no département are not among the boxes.
  for (const PlaceId place : request.territories)
    if (tables.territories[place].kind != TerritoryKind::Departement)
      kept.add("territory", tables.territories.to_string(place));
  return kept.take();
}

class Chips {
 public:
  explicit Chips(const Tables& tables) : tables_(tables) {}
  void add(const std::string& kind, const std::string& name, const PageState& without) {
    PageData item;
    item.set("kind", kind);
    item.set("name", name);
    item.set("url", results_url(without, tables_));
    list_.push_back(item);
  }
  PageData take() { return std::move(list_); }

 private:
  const Tables& tables_;
  PageData list_{PageData::type::list};
};

std::string sector_name(const std::string& slug, const Tables& tables) {
  if (const auto sector = tables.sectors.find(slug)) return tables.sectors[*sector].name;
  if (const auto group = tables.sectors.find_group(slug)) return tables.sectors.group(*group).name;
  return slug;
}

void add_place_chips(Chips& chips, const PageState& state, const Tables& tables) {
  const SearchRequest& request = state.request;
  for (const PlaceId place : request.territories)
    chips.add("Lieu", tables.territories[place].name,
              changed(state, [&](SearchRequest& r) { std::erase(r.territories, place); }));
  if (request.near)
    chips.add("Rayon",
              fmt::format("{}\u00a0km autour de {}", request.near->radius_km,
                          near_in_words(request.near->text, tables)),
              changed(state, [](SearchRequest& r) { r.near.reset(); }));
  if (request.located_only)
    chips.add("Lieu", "implantées sur place",
              changed(state, [](SearchRequest& r) { r.located_only = false; }));
  if (!request.national)
    chips.add("Lieu", "sans les structures nationales",
              changed(state, [](SearchRequest& r) { r.national = true; }));
}

}  // namespace

void add_filters(PageData& data, const SearchResult& result, const PageState& state,
                 const Tables& tables) {
  PageData groups(PageData::type::list);
  for (const FilterGroup& group : filter_groups)
    if (!result.facet(group.facet).empty())
      groups.push_back(group_data(result, group, state.request, tables));
  const SearchRequest& request = state.request;
  data.set("groups", groups);
  data.set("sorts", sorts_data(result.applied, tables));
  data.set("radii", radii_data(request));
  data.set("located_only", request.located_only);
  data.set("without_national", !request.national);
  data.set("declared_only", request.declared_only);
  data.set("kept", kept_data(state, tables));
}

PageData active_filters(const SearchResult& result, const PageState& state, const Tables& tables) {
  Chips chips(tables);
  add_place_chips(chips, state, tables);
  for (const std::string& slug : state.request.sectors)
    chips.add("Secteur", sector_name(slug, tables),
              changed(state, [&](SearchRequest& r) { std::erase(r.sectors, slug); }));
  if (state.request.declared_only)
    chips.add("Secteur", "déclarés seulement",
              changed(state, [](SearchRequest& r) { r.declared_only = false; }));
  for (const FilterGroup& group : filter_groups)
    for (const std::string& value : state.request.asked(group.facet)) {
      const auto& counts = result.facet(group.facet);
      const auto known = std::find_if(counts.begin(), counts.end(),
                                      [&](const FacetValue& v) { return v.value() == value; });
      chips.add(group.title, known == counts.end() ? value : std::string(known->name()),
                changed(state, [&](SearchRequest& r) {
                  std::erase(r.values[static_cast<size_t>(group.facet)], value);
                }));
    }
  return chips.take();
}

}  // namespace filon
