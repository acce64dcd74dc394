#pragma once

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "annuaire/data_dir.h"
#include "annuaire/reservation.h"
#include "searchd/search_request.h"
#include "searchd/searcher.h"
#include "searchd/tables.h"

namespace filon {

// Every tenth world is large enough for rare words, and for sets of documents of many words.
inline constexpr int large_world = 10;
inline const Today today{20261123, "2026-11-23"};

inline const Tables& tables() {
  static const Result<Tables> loaded = Tables::load(data_dir());
  return *loaded;
}

/// Small random worlds, the same for a seed on every machine.
class World {
 public:
  explicit World(uint32_t seed) : random_(seed) {
    // Dijon, its EPCI, Besançon, two communes of Grand Paris (one with an EPT), La Réunion.
    for (const char* code :
         {"21231", "21166", "21355", "25056", "39198", "75056", "93066", "97411"})
      communes_.push_back(*tables().territories.find(TerritoryKind::Commune, code));
    add(seed % large_world == 0 ? 400 + pick(300) : 5 + pick(45));
  }
  void add(int count) {
    for (int i = 0; i < count; ++i) records.push_back(make(static_cast<int>(records.size())));
  }

  /// Leaves of a record what its row can tell (searchd/match/packed_rows.h).
  void make_plain(size_t record) {
    records[record].activities.clear();
    std::erase_if(records[record].labels,
                  [](const LabelLink& label) { return !label.valid_until.empty(); });
  }

  SearchRequest ask() {
    SearchRequest request;
    request.interpret = chance(2);
    if (chance(2)) request.q = word();
    if (chance(4)) request.q += " " + word();
    if (chance(3)) request.q += " " + said();
    if (chance(8)) request.q += " ocarina";
    if (chance(3)) request.sectors = {sector()};
    if (chance(6)) request.sectors.push_back("restauration");
    request.declared_only = chance(5);
    for (int n = pick(3); n > 0; --n)
      request.territories.push_back(*tables().territories.parse(territory()));
    std::sort(request.territories.begin(), request.territories.end());
    request.territories.erase(std::unique(request.territories.begin(), request.territories.end()),
                              request.territories.end());
    request.located_only = chance(4);
    request.national = !chance(4);
    if (chance(4)) request.near = SearchRequest::Near{{47.32, 5.04}, "47.32,5.04", 1 + pick(400)};
    const auto value = [&](Facet facet, const std::vector<std::string>& values) {
      if (chance(6)) request.values[static_cast<size_t>(facet)] = {one_of(values)};
    };
    value(Facet::Kind, kinds_);
    value(Facet::Label, {"esus", "rge"});
    value(Facet::Network, {"fei"});
    value(Facet::Prestation, {"DISP", "PREST"});
    value(Facet::Source, {"lemarche", "carteco"});
    value(Facet::Reservation, {"insertion", "handicap", "ess"});
    value(Facet::Criterion, {"bio", "local"});
    value(Facet::Zone, {"qpv", "zrr"});
    request.label_expired = chance(3);
    request.inactive = chance(4);
    request.per_page = 1 + pick(12);
    request.page = 1 + pick(3);
    request.sort = static_cast<Sort>(pick(4));
    if (request.sort == Sort::Distance && !request.near) request.sort = Sort::Relevance;
    request.wanted_facets.fill(true);
    request.wanted_facets[static_cast<size_t>(Facet::Zone)] = false;
    // Without counts of sectors, records come from postings.
    if (chance(3))
      for (const Facet facet : {Facet::Sector, Facet::SectorGroup})
        request.wanted_facets[static_cast<size_t>(facet)] = false;
    request.seed = "s" + std::to_string(pick(1000));
    return request;
  }

  std::vector<Structure> records;

 private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  bool chance(int one_in) { return pick(one_in) == 0; }
  std::string one_of(const std::vector<std::string>& values) {
    return values[static_cast<size_t>(pick(static_cast<int>(values.size())))];
  }
  std::string word() {
    return one_of(
        {"nettoyage", "Nettoyages", "traiteur", "bois", "Emmaüs", "dijon", "atelier", "qqqqqqq"});
  }
  // What is read as a trade, a place, a status, a label or a criterion.
  std::string said() {
    return one_of({"plomberie", "repas", "à Dijon", "autour de Dijon", "20 km autour de Besançon",
                   "Côte-d'Or", "ESAT", "insertion", "ESUS", "bio", "lot réservé insertion",
                   "traiteur et blanchisserie à Besançon", "menuisier dans le 21", "BTP", "linge"});
  }
  std::string sector() { return one_of({"traiteur", "menuiserie", "blanchisserie", "plomberie"}); }
  std::string territory() {
    return one_of({"commune:21231", "commune:25056", "epci:242100410", "departement:21",
                   "region:27", "departement:39", "france", "epci:200054781", "commune:93066",
                   "departement:974"});
  }

  Area area() {
    switch (pick(5)) {
      case 0:
        return {Area::Kind::France, 0, {}};
      case 1:
        return {Area::Kind::Radius, 1 + pick(120), {}};
      case 2:
        return {
            Area::Kind::Territories, 0, {territory() == "france" ? "region:27" : "departement:21"}};
      case 3:
        return {Area::Kind::Territories, 0, {"commune:21231", "epci:242100410"}};
      default:
        return {};
    }
  }

  void settle(Structure& s) {
    if (chance(8)) return;  // no place known
    const auto& places = tables().territories;
    const PlaceId id = communes_[static_cast<size_t>(pick(static_cast<int>(communes_.size())))];
    const Territory& commune = places[id];
    const auto code = [&](const std::optional<PlaceId>& parent) {
      return parent ? places[*parent].code : std::string();
    };
    s.address = {"",
                 commune.post_codes.empty() ? "" : commune.post_codes[0],
                 commune.name,
                 commune.code,
                 code(commune.parents.epci),
                 code(commune.parents.ept),
                 code(commune.parents.departement),
                 code(commune.parents.region)};
    if (chance(8)) return;
    const auto rounded = [](double x) { return std::round(x * 1e6) / 1e6; };
    s.location =
        Location{{rounded(commune.centre->lat + pick(100) / 700.0), rounded(commune.centre->lon)},
                 PointPrecision::Commune};
  }

  void describe(Structure& s) {
    const auto& all = tables().sectors;
    const bool many = chance(4);  // more than a row of eight bytes has room for
    for (const char* slug : {"blanchisserie", "menuiserie", "traiteur", "repassage", "agriculture",
                             "maraichage", "garage-mecanique-automobile-10"})
      if (many ? !chance(5) : chance(3))
        s.sectors.push_back({slug, all[*all.find(slug)].name,
                             chance(3) ? Origin::Inferred : Origin::Declared, 80, ""});
    if (chance(2)) {
      for (const SectorLink& link : s.sectors)
        s.activities.push_back(
            {link.slug,
             chance(2) ? std::vector<std::string>{"PREST"} : std::vector<std::string>{"DISP"},
             area()});
      if (chance(2)) s.activities.push_back({"", {"DISP"}, area()});
    }
    if (chance(2)) s.prestations = {"DISP", "PREST"};
    if (!s.activities.empty()) s.prestations = {"DISP", "PREST"};
    if (chance(3))
      s.labels.push_back({"esus", "ESUS", chance(2) ? Proof::Verified : Proof::Declared,
                          chance(2) ? "2026-11-22" : "2027-01-01"});
    if (chance(3)) s.labels.push_back({"rge", "RGE", Proof::Relayed, ""});
    if (chance(3)) s.criteria.push_back({"bio", "Bio", ""});
    if (chance(4)) s.networks.push_back({"fei", "Fédération des entreprises d'insertion"});
    if (chance(4)) s.zones = {"qpv"};
    if (chance(2)) s.description = word() + " et " + word();
    if (chance(100)) s.description += " ocarina";
    if (chance(3)) s.offers.push_back({word(), word()});
  }

  Structure make(int number) {
    Structure s;
    s.id = "r-" + std::to_string(number);
    s.name = word() + " " + word();
    if (!chance(4)) s.siren = "99900000" + std::to_string(pick(9));
    s.active = !chance(7);
    s.kinds = {one_of(kinds_)};
    describe(s);
    settle(s);
    s.sources = {{chance(2) ? "lemarche" : "carteco", s.id, "", "2026-11-01T00:00:00Z"}};
    s.first_seen = fmt::format("2026-10-{:02}T00:00:00Z", 1 + pick(28));
    s.reservations = reservations_of(s, tables().labels, today.text);
    return s;
  }

  std::mt19937 random_;
  std::vector<PlaceId> communes_;
  std::vector<std::string> kinds_ = {"ACI", "EI", "ETTI", "ESAT", "EA", "SCOP", "GEIQ"};
};

}  // namespace filon
