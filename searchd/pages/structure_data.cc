#include "searchd/pages/structure_data.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "annuaire/structure_kind.h"
#include "searchd/pages/french.h"
#include "searchd/tables.h"
#include "searchd/why_filters.h"

namespace filon {
namespace {

PageData kinds_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const std::string& code : s.kinds) {
    const auto kind = parse_kind(code);
    PageData item;
    item.set("name", kind ? std::string(kind_info(*kind).name) : code);
    // Only the ten of insertion and handicap are spoken of by their letters.
    set_text(item, "code", kind && *kind <= Kind::Sep ? code : "");
    item.set("family", kind ? std::string(to_string(kind_info(*kind).family)) : "other");
    list.push_back(item);
  }
  return list;
}

std::string_view short_right(ReservationCode code) {
  switch (code) {
    case ReservationCode::Handicap:
      return "Réservation handicap";
    case ReservationCode::Insertion:
      return "Réservation insertion";
    case ReservationCode::Prison:
      return "Réservation travail en détention";
    case ReservationCode::Ess:
      return "Réservation ESS";
  }
  return "";
}

// Articles have no address that would last; the code has, and opens on the text in force.
constexpr const char* procurement_code =
    "https://www.legifrance.gouv.fr/codes/texte_lc/LEGITEXT000037701019/";

PageData rights_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const ReservationRight& right : s.reservations) {
    const auto code = parse_reservation(right.code);
    PageData item;
    item.set("short", code ? std::string(short_right(*code)) : right.code);
    item.set("title", code ? std::string(reservation_info(*code).title) : right.code);
    item.set("article", right.article);
    item.set("law", procurement_code);
    item.set("certain", right.certain);
    list.push_back(item);
  }
  return list;
}

PageData sectors_data(const Structure& s, Origin origin) {
  PageData list(PageData::type::list);
  for (const SectorLink& sector : s.sectors) {
    if (sector.origin != origin) continue;
    PageData item;
    item.set("name", sector.name);
    item.set("how", origin == Origin::Inferred ? deduced_in_words(sector.because) : "déclaré");
    list.push_back(item);
  }
  return list;
}

PageData labels_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const LabelLink& label : s.labels) {
    PageData item;
    item.set("name", label.name);
    item.set("proof", std::string(proof_in_french(label.proof)));
    item.set("level", std::string(to_string(label.proof)));
    set_text(item, "until", french_day(label.valid_until));
    list.push_back(item);
  }
  return list;
}

std::string reach_in_words(PlaceClass place) {
  switch (place) {
    case PlaceClass::Serves:
      return "intervient sur ce territoire";
    case PlaceClass::National:
      return "intervient dans toute la France";
    case PlaceClass::Located:
    case PlaceClass::None:
      break;
  }
  return "";
}

PageData why_data(const FoundStructure& found) {
  PageData list(PageData::type::list);
  for (const Why& reason : found.why) {
    if (reason.signal == "place" || reason.signal == "distance") continue;  // shown with the place
    PageData item;
    item.set("text", reason.text);
    list.push_back(item);
  }
  return list;
}

}  // namespace

Result<Structure> read_structure(std::string_view data) {
  const auto [record, provenance] = split_data(data);
  return structure_from_json(record, provenance);
}

bool is_web_address(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

std::string place_in_words(const Structure& s, const Tables& tables) {
  const auto named = [&](TerritoryKind kind, const std::string& code) {
    const auto place = tables.territories.find(kind, code);
    return place ? tables.territories[*place].name : "";
  };
  const std::string departement = named(TerritoryKind::Departement, s.address.departement);
  std::string city = named(TerritoryKind::Commune, s.address.insee_code);
  if (city.empty()) city = s.address.city;  // as a source writes it: "DIJON CEDEX"
  if (city.empty()) return departement.empty() ? "Lieu non renseigné" : departement;
  const bool same = departement.empty() || departement == city;  // "Paris (Paris)" says no more
  return same ? city : fmt::format("{} ({})", city, departement);
}

std::string near_in_words(const std::string& near, const Tables& tables) {
  std::string_view code = near;
  if (code.starts_with("commune:")) code.remove_prefix(8);
  const auto commune = tables.territories.find(TerritoryKind::Commune, code);
  return commune ? tables.territories[*commune].name : near;
}

std::string source_in_french(const std::string& name) {
  if (name == "lemarche") return "Le Marché de l'inclusion";
  if (name == "carteco") return "Carteco";
  return name;
}

std::string_view proof_in_french(Proof proof) {
  switch (proof) {
    case Proof::Verified:
      return "vérifié";
    case Proof::Relayed:
      return "repris";
    case Proof::Declared:
      return "déclaré";
  }
  return "";
}

PageData structure_data(const Structure& s, const Tables& tables) {
  PageData data;
  data.set("id", s.id);
  data.set("name", s.display_name());
  set_text(data, "legal_name", s.brand.empty() || s.brand == s.name ? "" : s.name);
  data.set("url", record_url(s.id));
  data.set("inactive", !s.active);
  data.set("place", place_in_words(s, tables));
  set_list(data, "kinds", kinds_data(s));
  set_list(data, "rights", rights_data(s));
  set_list(data, "declared", sectors_data(s, Origin::Declared));
  set_list(data, "inferred", sectors_data(s, Origin::Inferred));
  set_list(data, "labels", labels_data(s));
  return data;
}

PageData hit_data(const FoundStructure& found, const Structure& s, const PageState& state,
                  const Tables& tables) {
  PageData item = structure_data(s, tables);
  set_text(item, "distance", found.hit.km ? french_distance(*found.hit.km) : "");
  set_text(item, "reach", reach_in_words(found.hit.place));
  set_text(item, "snippet", found.snippet);
  set_list(item, "why", why_data(found));
  const size_t doubts = s.doubts.size();
  set_text(item, "doubts", doubts == 0 ? "" : counted(doubts, "point", "points") + " à vérifier");
  PageState other = state;
  const auto held = std::find(other.retained.begin(), other.retained.end(), s.id);
  item.set("held", held != other.retained.end());
  if (held != other.retained.end())
    other.retained.erase(held);
  else
    other.retained.push_back(s.id);
  item.set("keep_url", results_url(other, tables, state.request.page));
  return item;
}

void add_licence(PageData& data, const Manifest::Source& source) {
  set_text(data, "licence", source.licence);
  set_text(data, "attribution", source.attribution);
}

PageData sources_data(const Snapshot& snapshot) {
  PageData list(PageData::type::list);
  for (const Manifest::Source& source : snapshot.manifest.sources) {
    PageData item;
    item.set("name", source_in_french(source.name));
    item.set("structures", counted(source.structures, "structure", "structures"));
    item.set("harvested_at", source.harvested_at);
    item.set("harvested_day", french_day(source.harvested_at));
    item.set("stale", source.stale);
    add_licence(item, source);
    list.push_back(item);
  }
  return list;
}

}  // namespace filon
