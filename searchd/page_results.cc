#include <fmt/ranges.h>

#include <algorithm>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "annuaire/structure_kind.h"
#include "searchd/page_data.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

constexpr size_t shown_values = 10;

struct FilterGroup {
  Facet facet;
  const char* title;
  const char* param;
};
constexpr std::array filter_groups = {
    FilterGroup{Facet::Kind, "Statut", "kind"},
    FilterGroup{Facet::Reservation, "Réservation possible", "reservation"},
    FilterGroup{Facet::SectorGroup, "Domaine", "sector"},
    FilterGroup{Facet::Sector, "Secteur", "sector"},
    FilterGroup{Facet::Departement, "Département", "territory"},
    FilterGroup{Facet::Label, "Label", "label"},
    FilterGroup{Facet::Network, "Réseau", "network"},
    FilterGroup{Facet::Prestation, "Prestation", "prestation"},
    FilterGroup{Facet::Criterion, "Engagement", "criterion"},
    FilterGroup{Facet::Source, "Source", "source"}};

std::string page_url(const SearchResult& result, const Tables& tables, int page) {
  QueryString more;
  more.add("sort", result.request.sort == Sort::Relevance ? "" : to_string(result.request.sort));
  more.add("seed", result.seed);
  if (page > 1) more.add("page", std::to_string(page));
  const std::string filters = normalised_filters(result.request, tables);
  return "/?" + filters + (filters.empty() ? "" : "&") + more.text();
}

PageData filter_values(const SearchResult& result, const FilterGroup& group) {
  PageData values(PageData::type::list);
  size_t shown = 0;
  for (const FacetValue& value : result.facet(group.facet)) {
    if (shown++ >= shown_values && !value.selected) continue;
    PageData item;
    item.set("id", fmt::format("{}-{}", group.param, value.value));
    item.set("param", group.param);
    item.set("value", value.value);
    item.set("name", value.name);
    item.set("count", std::to_string(value.count));
    item.set("selected", value.selected);
    values.push_back(item);
  }
  return values;
}

PageData filters_data(const SearchResult& result) {
  PageData groups(PageData::type::list);
  for (const FilterGroup& group : filter_groups) {
    if (result.facet(group.facet).empty()) continue;
    PageData item;
    item.set("title", group.title);
    item.set("values", filter_values(result, group));
    groups.push_back(item);
  }
  return groups;
}

// A search without one of its values, as a link.
void add_active(PageData& list, SearchRequest without, const std::string& name,
                const SearchResult& result, const Tables& tables) {
  SearchResult other;
  other.request = std::move(without);
  other.seed = result.request.seed;
  PageData item;
  item.set("name", name);
  item.set("url", page_url(other, tables, 1));
  list.push_back(item);
}

PageData active_data(const SearchResult& result, const Tables& tables) {
  PageData list(PageData::type::list);
  const SearchRequest& request = result.request;
  for (const PlaceId place : request.territories) {
    SearchRequest without = request;
    std::erase(without.territories, place);
    add_active(list, without, tables.territories[place].name, result, tables);
  }
  for (const std::string& slug : request.sectors) {
    SearchRequest without = request;
    std::erase(without.sectors, slug);
    const auto sector = tables.sectors.find(slug);
    const auto group = tables.sectors.find_group(slug);
    add_active(list, without,
               sector  ? tables.sectors[*sector].name
               : group ? tables.sectors.group(*group).name
                       : slug,
               result, tables);
  }
  for (const FacetInfo& info : facets)
    for (const FacetValue& value : result.facet(info.facet)) {
      const auto& asked = request.asked(info.facet);
      if (std::find(asked.begin(), asked.end(), value.value) == asked.end()) continue;
      SearchRequest without = request;
      std::erase(without.values[static_cast<size_t>(info.facet)], value.value);
      add_active(list, without, value.name, result, tables);
    }
  return list;
}

std::string joined(const Structure& s, Origin origin) {
  std::vector<std::string> names;
  for (const SectorLink& sector : s.sectors)
    if (sector.origin == origin) names.push_back(sector.name);
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string place_of(const Structure& s, const Tables& tables) {
  const auto departement =
      tables.territories.find(TerritoryKind::Departement, s.address.departement);
  std::string text = s.address.city;
  if (departement) text += (text.empty() ? "" : ", ") + tables.territories[*departement].name;
  return text.empty() ? "Lieu non renseigné" : text;
}

std::string_view proof_in_french(Proof proof) {
  switch (proof) {
    case Proof::Verified:
      return "vérifié";
    case Proof::Relayed:
      return "repris d'une source";
    case Proof::Declared:
      return "déclaré";
  }
  return "";
}

PageData hit_data(const FoundStructure& found, const Tables& tables) {
  const auto [record, provenance] = split_data(found.data);
  const auto read = structure_from_json(record, provenance);
  if (!read) return {};
  PageData item = record_data(*read, tables);
  item.set("url", "/structures/" + percent_encode(read->id));
  item.set("place", place_of(*read, tables));
  if (found.hit.km) item.set("distance", fmt::format("{:.0f}", *found.hit.km));
  set_text(item, "declared", joined(*read, Origin::Declared));
  set_text(item, "inferred", joined(*read, Origin::Inferred));
  PageData labels(PageData::type::list);
  for (const LabelLink& label : read->labels) {
    PageData one;
    one.set("name", label.name);
    one.set("proof", std::string(proof_in_french(label.proof)));
    labels.push_back(one);
  }
  item.set("labels", labels);
  set_text(item, "snippet", found.snippet);
  std::vector<std::string> why;
  for (const Why& reason : found.why) why.push_back(reason.text);
  set_text(item, "why", fmt::format("{}", fmt::join(why, " · ")));
  set_text(item, "doubts",
           read->doubts.empty() ? ""
                                : fmt::format("{} point{} à vérifier", read->doubts.size(),
                                              read->doubts.size() > 1 ? "s" : ""));
  return item;
}

PageData sorts_data(const SearchRequest& request) {
  PageData list(PageData::type::list);
  for (const auto& [sort, name] : {std::pair{Sort::Relevance, "pertinence"},
                                   {Sort::Distance, "distance"},
                                   {Sort::Name, "nom"},
                                   {Sort::Newest, "nouveauté"}}) {
    if (sort == Sort::Distance && !request.near && request.territories.size() != 1) continue;
    PageData item;
    item.set("value", std::string(to_string(sort)));
    item.set("name", name);
    item.set("selected", sort == request.sort);
    list.push_back(item);
  }
  return list;
}

// What the filter form does not show but must not lose. Places that are no département are not
// among its boxes.
PageData kept_data(const SearchResult& result, const Tables& tables) {
  PageData list(PageData::type::list);
  const auto keep = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    PageData item;
    item.set("name", name);
    item.set("value", value);
    list.push_back(item);
  };
  const SearchRequest& request = result.request;
  keep("q", request.q);
  if (request.near) {
    keep("near", request.near->text);
    keep("radius_km", std::to_string(request.near->radius_km));
  }
  keep("reach", request.located_only ? "located" : "");
  keep("national", request.national ? "" : "false");
  keep("origin", request.declared_only ? "declared" : "");
  keep("seed", request.seed);
  for (const PlaceId place : request.territories)
    if (tables.territories[place].kind != TerritoryKind::Departement)
      keep("territory", tables.territories.to_string(place));
  return list;
}

void set_paging(PageData& data, const SearchResult& result, const Tables& tables) {
  const SearchRequest& request = result.request;
  const auto per_page = static_cast<uint64_t>(request.per_page);
  const uint64_t reachable = std::min<uint64_t>(result.total, max_rank);
  const uint64_t last = std::max<uint64_t>(1, (reachable + per_page - 1) / per_page);
  data.set("page", std::to_string(request.page));
  data.set("last_page", std::to_string(last));
  data.set("first", std::to_string((request.page - 1) * request.per_page + 1));
  if (request.page > 1) data.set("previous", page_url(result, tables, request.page - 1));
  if (static_cast<uint64_t>(request.page) < last)
    data.set("next", page_url(result, tables, request.page + 1));
}

PageData corrections_data(const SearchResult& result) {
  PageData list(PageData::type::list);
  for (const Correction& correction : result.question.interpretation.corrections) {
    PageData item;
    item.set("from", correction.from);
    item.set("to", correction.to);
    list.push_back(item);
  }
  return list;
}

}  // namespace

PageData results_data(const SearchResult& result, const Tables& tables,
                      const std::string& unknown_place) {
  PageData data;
  set_text(data, "q", result.request.q);
  set_text(data, "lieu_inconnu", unknown_place);
  data.set("corrections", corrections_data(result));
  PageData active = active_data(result, tables);
  data.set("has_active", !active.is_empty_list());
  data.set("active", active);
  data.set("total", std::to_string(result.total));
  data.set("structure_word", result.total > 1 ? "structures" : "structure");
  data.set("legal_entities", std::to_string(result.legal_entities));
  data.set("entity_word", result.legal_entities > 1 ? "entités juridiques" : "entité juridique");
  data.set("located", std::to_string(result.coverage.located));
  data.set("with_sector", std::to_string(result.coverage.with_sector));
  const bool place = !result.request.territories.empty() || result.request.near;
  data.set("where", place ? "dans ce lieu" : "en France");
  data.set("groups", filters_data(result));
  data.set("kept", kept_data(result, tables));
  data.set("sorts", sorts_data(result.request));
  PageData hits(PageData::type::list);
  for (const FoundStructure& found : result.found) hits.push_back(hit_data(found, tables));
  data.set("hits", hits);
  data.set("none", result.total == 0);
  set_paging(data, result, tables);
  data.set("seed", result.seed);
  data.set("generation", std::to_string(result.snapshot->manifest.generation));
  data.set("built_day", french_day(result.snapshot->manifest.built_at));
  data.set("json", "/api/v1/structures" + page_url(result, tables, result.request.page).substr(1));
  return data;
}

}  // namespace filon
