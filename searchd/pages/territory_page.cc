#include "searchd/pages/territory_page.h"

#include "searchd/pages/french.h"
#include "searchd/pages/lots_form.h"
#include "searchd/pages/territory_changes.h"
#include "searchd/snapshot.h"
#include "searchd/supply/place_supply.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

std::string page_of(PlaceId place, const Territories& territories) {
  return "/territoires/" + percent_encode(territories.to_string(place));
}

PageData places_data(const std::vector<PlaceId>& places, const Territories& territories) {
  PageData list(PageData::type::list);
  for (const PlaceId place : places) {
    PageData item;
    item.set("name", territories[place].name);
    item.set("url", page_of(place, territories));
    list.push_back(item);
  }
  return list;
}

std::vector<PlaceId> parents_of(const Territory& place) {
  std::vector<PlaceId> parents;
  for (const auto& parent :
       {place.parents.ept, place.parents.epci, place.parents.departement, place.parents.region})
    if (parent) parents.push_back(*parent);
  return parents;
}

PageData relays_data(PlaceId place, const std::vector<Relay>& relays,
                     const Territories& territories) {
  PageData list(PageData::type::list);
  for (const Relay* relay : relays_of(place, relays, territories)) {
    PageData item;
    item.set("name", relay->name);
    item.set("kind", relay->kind);
    item.set("territory", territories[relay->territory].name);
    set_text(item, "url", relay->url);
    list.push_back(item);
  }
  return list;
}

void set_counts(PageData& row, const SupplyCell& cell) {
  const auto eligible = [&](Eligible which) {
    return french_number(cell.eligible[static_cast<size_t>(which)]);
  };
  row.set("count", french_number(cell.legal_entities));
  row.set("service", french_number(cell.service));
  row.set("handicap", eligible(Eligible::Handicap));
  row.set("insertion", eligible(Eligible::Insertion));
  row.set("both", eligible(Eligible::Both));
  row.set("prison", eligible(Eligible::Prison));
  row.set("ess", eligible(Eligible::Ess));
}

std::string search_here(const std::string& territory, std::string_view sector) {
  QueryString query;
  query.add("territory", territory);
  query.add("reach", "located");
  query.add("sector", sector);
  return "/?" + query.text();
}

// In the order of the trades' table, by group: nothing here ranks.
void set_sectors(PageData& values, const PlaceSupply& supply, const Tables& tables) {
  const std::string territory = tables.territories.to_string(supply.place);
  PageData groups(PageData::type::list), gaps(PageData::type::list);
  for (const SectorGroup& group : tables.sectors.groups()) {
    PageData rows(PageData::type::list);
    for (const SectorId id : group.sectors) {
      const Sector& sector = tables.sectors[id];
      const SupplyCell& cell = supply.rows[id];
      PageData row;
      row.set("name", sector.name);
      row.set("url", search_here(territory, sector.slug));
      set_counts(row, cell);
      if (cell.legal_entities > 0)
        rows.push_back(row);
      else if (sector.name != "Autre")
        gaps.push_back(row);
    }
    PageData item;
    item.set("name", group.name);
    item.set("rows", rows);
    if (!rows.is_empty_list()) groups.push_back(item);
  }
  set_list(values, "groups", groups);
  set_list(values, "gaps", gaps);
}

void set_places(PageData& values, PlaceId place, const Territories& territories) {
  set_list(values, "parents", places_data(parents_of(territories[place]), territories));
  set_list(values, "parts", places_data(parts_of(place, territories), territories));
  set_list(values, "neighbours", places_data(neighbours_of(place, territories), territories));
}

// Where else this place leads: searches, lots, and its figures for other programs.
void set_addresses(PageData& values, PlaceId place, const Territories& territories) {
  const std::string value = territories.to_string(place);
  QueryString territory, lots;
  territory.add("territory", value);
  lots.add("lieu", place_text(place, territories));
  values.set("page", page_of(place, territories));
  values.set("search", "/?" + territory.text());
  values.set("lots", "/lots?" + lots.text());
  values.set("json", "/api/v1/territories/" + percent_encode(value));
  values.set("spaser_csv", "/api/v1/spaser.csv?" + territory.text());
  values.set("spaser_xlsx", "/api/v1/spaser.xlsx?" + territory.text());
}

Problem unknown_place(const std::string& code, const Territories& territories) {
  return {.code = ProblemCode::NotFound,
          .param = "code",
          .value = code,
          .suggestion = territories.suggestion(code),
          .reason_fr =
              "Aucun territoire n'a ce code. Formes admises : commune:21231, "
              "epci:242100410, departement:21, region:27, france.",
          .reason_en =
              "No territory has this code. Accepted forms: commune:21231, "
              "epci:242100410, departement:21, region:27, france."};
}

}  // namespace

void send_territory(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  const std::string& code = http.path_values.at("code");
  const auto place = tables.territories.parse(code);
  if (!place) return pages.problem(http, response, unknown_place(code, tables.territories));
  const Territory& territory = tables.territories[*place];
  const int64_t generation = snapshot->manifest.generation;
  const PlaceSupply supply =
      supply_of({*place}, a_row_each(*snapshot, tables), *snapshot, tables).front();
  Page page{.title = territory.name, .name = "territory"};
  page.description = fmt::format(
      "{} : structures de l'ESS, de l'insertion et du handicap par métier et par statut.",
      territory.name);
  PageData& values = page.values;
  values.set("name", territory.name);
  set_text(values, "detail", territory.detail);
  values.set("located",
             counted(supply.coverage.located, "structure implantée", "structures implantées"));
  values.set("with_sector", french_number(supply.coverage.with_sector));
  values.set("legal_entities",
             counted(supply.whole.legal_entities, "entité juridique", "entités juridiques"));
  PageData whole;
  set_counts(whole, supply.whole);
  values.set("whole", whole);
  set_addresses(values, *place, tables.territories);
  const auto since = http.params.find("depuis");
  set_changes(values, *place, since == http.params.end() ? "" : since->second,
              comparable_summaries(pages.service.index.folder(), generation), tables);
  set_sectors(values, supply, tables);
  set_places(values, *place, tables.territories);
  set_list(values, "relays", relays_data(*place, tables.relays, tables.territories));
  set_list(values, "links", relays_data(*place, tables.links, tables.territories));
  set_list(values, "mandataires", relays_data(*place, tables.mandataires, tables.territories));
  pages.send(http, response, page);
}

}  // namespace filon
