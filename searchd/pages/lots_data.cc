#include "searchd/pages/lots_data.h"

#include <algorithm>

#include "annuaire/structure_kind.h"
#include "searchd/pages/french.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t page_structures = 50;  // of a lot; the API gives more

std::string whole(uint64_t number) { return french_number(number); }

PageData sector_choices(const std::vector<LotSector>& sectors) {
  PageData list(PageData::type::list);
  for (const LotSector& sector : sectors) {
    PageData item;
    item.set("slug", sector.slug);
    item.set("name", sector.name);
    std::string words;
    for (const std::string& because : sector.because)
      words += (words.empty() ? "« " : ", « ") + because + " »";
    set_text(item, "because", words);
    list.push_back(item);
  }
  return list;
}

PageData lot_row(size_t number, const Lot* lot, const std::vector<LotSector>& sectors) {
  PageData item;
  item.set("number", std::to_string(number));
  set_text(item, "title", lot ? lot->title : "");
  set_list(item, "sectors", sector_choices(sectors));
  return item;
}

/// One line of the table of a lot, and its bar.
void add_row(PageData& rows, const std::string& name, uint64_t count, uint64_t most) {
  PageData row;
  row.set("name", name);
  row.set("count", whole(count));
  row.set("width", std::to_string(most == 0 ? 0 : (count * 100 + most - 1) / most));
  rows.push_back(row);
}

std::string band_name(size_t i, const std::vector<int>& bands) {
  if (i == bands.size()) return fmt::format("à plus de {} km", bands.back());
  if (i == 0) return fmt::format("jusqu'à {} km", bands[0]);
  return fmt::format("de {} à {} km", bands[i - 1], bands[i]);
}

void add_group(PageData& groups, const char* name, const PageData& rows) {
  if (rows.is_empty_list()) return;
  PageData group;
  group.set("name", std::string(name));
  group.set("rows", rows);
  groups.push_back(group);
}

PageData count_groups(const LotCounts& counts, const Depth& depth) {
  const uint64_t most = std::max({counts.service, counts.staff, counts.unknown_area});
  PageData groups(PageData::type::list);
  const auto list = [] { return PageData(PageData::type::list); };
  PageData supply = list(), rights = list(), reach = list(), distance = list(), origin = list();
  add_row(supply, "peuvent répondre elles-mêmes", counts.service, most);
  add_row(supply, "mettent du personnel à disposition", counts.staff, most);
  add_row(supply, "hors du compte : ne disent pas où elles interviennent", counts.unknown_area,
          most);
  const auto eligible = [&](const char* name, Eligible which) {
    add_row(rights, name, counts.eligible[static_cast<size_t>(which)], most);
  };
  eligible("handicap (L.2113-12)", Eligible::Handicap);
  eligible("insertion (L.2113-13)", Eligible::Insertion);
  eligible("handicap ou insertion (L.2113-14)", Eligible::Both);
  eligible("travail en prison (L.2113-13-1)", Eligible::Prison);
  eligible("ESS (L.2113-15)", Eligible::Ess);
  if (depth.plan.place) {
    add_row(reach, "situées sur place", counts.located, most);
    add_row(reach, "y interviennent", counts.serves, most);
    add_row(reach, "interviennent dans toute la France", counts.national, most);
  }
  const std::vector<int>& bands = depth.request.cutoffs.distance_km;
  for (size_t i = 0; i < counts.by_distance.size(); ++i)
    add_row(distance, band_name(i, bands), counts.by_distance[i], most);
  if (!counts.by_distance.empty())
    add_row(distance, "distance inconnue", counts.unknown_distance, most);
  add_row(origin, "métier déclaré par une source", counts.declared, most);
  add_row(origin, "métier déduit d'un texte", counts.inferred, most);
  add_group(groups, "Offre (entités juridiques)", supply);
  add_group(groups, "Statut qui permet de réserver le lot", rights);
  add_group(groups, "Présence", reach);
  add_group(groups, "Distance", distance);
  add_group(groups, "Métier", origin);
  return groups;
}

PageData lever_data(const LeverCount& count) {
  const Lever& lever = *count.lever;
  const uint64_t found = count.service + count.staff;
  PageData item;
  item.set("name", lever.name);
  std::string articles;
  for (const std::string& code : lever.articles) articles += (articles.empty() ? "" : ", ") + code;
  item.set("articles", articles);
  item.set("count", counted(found, "entité", "entités"));
  item.set("explanation", lever.explanation);
  set_text(item, "sentence", lever.sentence);
  set_text(item, "cutoff",
           count.cutoff
               ? fmt::format("{} votre seuil de {}",
                             found >= static_cast<uint64_t>(*count.cutoff) ? "atteint" : "sous",
                             *count.cutoff)
               : "");
  PageData conditions(PageData::type::list);
  for (const LegalText& condition : lever.conditions) {
    PageData line;
    line.set("text", condition.text);
    line.set("unverified", !condition.verified);
    conditions.push_back(line);
  }
  set_list(item, "conditions", conditions);
  return item;
}

std::string kinds_of(uint32_t document, const Image& image) {
  const FacetColumn& kinds = image.facet(Facet::Kind);
  std::string text;
  for (const uint16_t kind : kinds.of_document[document])
    text += (text.empty() ? "" : ", ") + std::string(kinds.values[kind]);
  return text;
}

std::string city_of(uint32_t document, const Image& image, const Tables& tables) {
  if (image.commune[document] == 0) return "";
  const auto place =
      tables.territories.find(TerritoryKind::Commune, image.communes[image.commune[document] - 1]);
  return place ? tables.territories[*place].name : "";
}

PageData structure_data(uint32_t document, const Image& image, const Tables& tables) {
  PageData item;
  item.set("id", std::string(image.ids[document]));
  item.set("name", std::string(image.shown_names[document]));
  set_text(item, "kinds", kinds_of(document, image));
  set_text(item, "city", city_of(document, image, tables));
  return item;
}

const char* reach_in_french(PlaceClass place) {
  switch (place) {
    case PlaceClass::Located:
      return "située sur place";
    case PlaceClass::Serves:
      return "y intervient";
    case PlaceClass::National:
      return "toute la France";
    case PlaceClass::None:
      return "";
  }
  return "";
}

PageData structures_data(const LotDepth& lot, const Image& image, const Tables& tables) {
  PageData list(PageData::type::list);
  for (size_t i = 0; i < std::min(lot.found.matches.size(), page_structures); ++i) {
    const LotMatch& match = lot.found.matches[i];
    PageData item = structure_data(match.document, image, tables);
    set_text(item, "reach", reach_in_french(match.place));
    set_text(item, "distance", match.km ? french_distance(*match.km) : "");
    item.set("inferred", !match.declared);
    item.set("staff", !match.service);
    list.push_back(item);
  }
  return list;
}

}  // namespace

PageData lots_form_data(const LotsForm& form, const Depth* depth, const Tables& tables) {
  PageData data, lots(PageData::type::list), sectors(PageData::type::list);
  const auto& given = form.request.lots;
  for (size_t i = 0; i < given.size(); ++i)
    lots.push_back(
        lot_row(i + 1, &given[i], depth ? depth->lots[i].sectors : std::vector<LotSector>()));
  if (given.size() < max_lots) lots.push_back(lot_row(given.size() + 1, nullptr, {}));
  for (const Sector& sector : tables.sectors.all()) sectors.push_back(sector.name);
  data.set("lots", lots);
  data.set("all_sectors", sectors);
  set_text(data, "place", form.place);
  set_text(data, "radius", form.radius_km ? std::to_string(form.radius_km) : "");
  set_text(data, "bands", form.bands);
  const auto number = [](const std::optional<int>& n) { return n ? std::to_string(*n) : ""; };
  set_text(data, "reservation", number(form.request.cutoffs.reservation));
  set_text(data, "clause", number(form.request.cutoffs.clause));
  return data;
}

PageData lots_depth_data(const Depth& depth, const Tables& tables) {
  PageData lots(PageData::type::list);
  for (size_t i = 0; i < depth.lots.size(); ++i) {
    const LotDepth& lot = depth.lots[i];
    PageData item;
    item.set("number", std::to_string(i + 1));
    set_text(item, "title", depth.request.lots[i].title);
    set_list(item, "sectors", sector_choices(lot.sectors));
    item.set("count", counted(lot.counts.service, "entité juridique", "entités juridiques"));
    item.set("none", !lot.sectors.empty() && lot.counts.service == 0);
    item.set("groups", count_groups(lot.counts, depth));
    PageData levers(PageData::type::list);
    for (const LeverCount& lever : lot.levers) levers.push_back(lever_data(lever));
    item.set("levers", levers);
    set_list(item, "structures", structures_data(lot, *depth.snapshot->image, tables));
    item.set("structure_count", counted(lot.found.matches.size(), "site", "sites"));
    item.set("cut", lot.found.matches.size() > page_structures);
    lots.push_back(item);
  }
  return lots;
}

}  // namespace filon
