#include "tests/integration/depth_world.h"

#include <algorithm>
#include <random>

#include "annuaire/reservation.h"
#include "annuaire/structure_kind.h"

namespace filon {
namespace {

class Maker {
 public:
  explicit Maker(uint32_t seed) : random_(seed) {}

  Structure make(int number) {
    Structure s = workshop(number, fmt::format("Atelier {}", number));
    s.id = fmt::format("w-{}", number);
    s.siret.clear();
    s.siren = chance(5) ? "" : fmt::format("9990{:05}", pick(30));
    s.kinds = {one_of({"ACI", "EI", "ETTI", "AI", "ESAT", "EA", "SCOP", "CAE", "SEP", "GEIQ"})};
    if (chance(5)) s.kinds.push_back("ETTI");
    std::sort(s.kinds.begin(), s.kinds.end());
    s.kinds.erase(std::unique(s.kinds.begin(), s.kinds.end()), s.kinds.end());
    s.active = !chance(9);
    s.unverified = chance(9);
    move_to(s, one_of({"21231", "25056", "21054", "39198", "75056", "69123"}));
    if (chance(10)) s.location.reset();
    if (chance(12)) s.address = {}, s.location.reset();
    give_trades(s);
    s.reservations = reservations_of(s, shipped_tables().labels, test_day.text);
    return s;
  }

 private:
  int pick(int n) { return static_cast<int>(random_() % static_cast<uint32_t>(n)); }
  bool chance(int one_in) { return pick(one_in) == 0; }
  std::string one_of(const std::vector<std::string>& values) {
    return values[static_cast<size_t>(pick(static_cast<int>(values.size())))];
  }

  void give_trades(Structure& s) {
    for (const char* slug : {"blanchisserie", "menuiserie", "traiteur", "plomberie"})
      if (chance(3)) give_sector(s, slug, chance(3) ? Origin::Inferred : Origin::Declared);
    if (chance(3)) return;  // areas unknown
    for (const SectorLink& link : s.sectors) s.activities.push_back({link.slug, {}, area()});
  }

  Area area() {
    switch (pick(5)) {
      case 0:
        return {Area::Kind::France, 0, {}};
      case 1:
        return {Area::Kind::Radius, 1 + pick(150), {}};
      case 2:
        return {Area::Kind::Territories, 0, {"departement:21"}};
      case 3:
        return {Area::Kind::Territories, 0, {"commune:25056", "epci:242100410"}};
      default:
        return {};
    }
  }

  std::mt19937 random_;
};

enum class PlainReach { Located, Serves, National, Unknown, No };

PlainReach answer_of(const Structure& s, const Area& area, const SearchRequest& where) {
  const auto& places = shipped_tables().territories;
  const auto place = places.find(TerritoryKind::Commune, s.address.insee_code);
  for (const PlaceId asked : where.territories)
    if (place && places.contains(asked, *place)) return PlainReach::Located;
  if (area.kind == Area::Kind::France) return PlainReach::National;
  if (area.kind == Area::Kind::Unknown || (area.kind == Area::Kind::Radius && !s.location))
    return PlainReach::Unknown;
  for (const PlaceId asked : where.territories) {
    for (const std::string& text : area.territories) {
      const PlaceId served = *places.parse(text);
      if (places.contains(served, asked) || places.contains(asked, served))
        return PlainReach::Serves;
    }
    if (area.kind != Area::Kind::Radius) continue;
    for (const PlaceId commune : places.communes_of(asked))
      if (places[commune].centre &&
          distance_km(s.location->point, *places[commune].centre) <= area.radius_km)
        return PlainReach::Serves;
  }
  return PlainReach::No;
}

struct PlainFit {
  bool here = false, unknown = false, declared = false;
  PlainReach best = PlainReach::No;
};

PlainFit fit_of(const Structure& s, const std::set<std::string>& wanted,
                const SearchRequest& where) {
  PlainFit fit;
  const bool nowhere = where.near && !s.location;
  for (const SectorLink& sector : s.sectors) {
    if (!wanted.count(sector.slug)) continue;
    Area area;
    for (const Activity& activity : s.activities)
      if (activity.sector == sector.slug) area = activity.area;
    const PlainReach answer =
        where.territories.empty() ? PlainReach::Located : answer_of(s, area, where);
    const bool answers = answer != PlainReach::No && answer != PlainReach::Unknown;
    const bool says_nothing =
        area.kind == Area::Kind::Unknown || (area.kind == Area::Kind::Radius && !s.location);
    if (nowhere || !answers) {
      fit.unknown |= (nowhere && answers) || says_nothing;
      continue;
    }
    fit.here = true;
    fit.best = std::min(fit.best, answer);
    fit.declared |= sector.origin == Origin::Declared;
  }
  return fit;
}

bool lends_only(const Structure& s) {
  return !s.kinds.empty() && std::all_of(s.kinds.begin(), s.kinds.end(), [](const auto& code) {
    return kind_info(*parse_kind(code)).supply == Supply::Staff;
  });
}

std::optional<Point> origin_of(const SearchRequest& where) {
  if (where.near) return where.near->point;
  if (where.territories.size() != 1) return std::nullopt;
  return shipped_tables().territories[where.territories[0]].centre;
}

}  // namespace

std::vector<Structure> depth_world(uint32_t seed, int size) {
  Maker maker(seed);
  std::vector<Structure> records;
  for (int i = 0; i < size; ++i) records.push_back(maker.make(i));
  return records;
}

std::string entity_of(const Structure& s) { return s.siren.empty() ? s.id : s.siren; }

namespace {

/// What is known of the entities of a lot while its records are read.
struct Seen {
  std::map<std::string, PlainReach> best;
  std::map<std::string, double> nearest;
  std::set<std::string> lending, unknown;
};

template <class Value>
void keep_least(std::map<std::string, Value>& all, const std::string& entity, Value value) {
  const auto known = all.emplace(entity, value).first;
  known->second = std::min(known->second, value);
}

void count_record(const Structure& s, const PlainFit& fit, std::optional<double> km,
                  CountedLot& lot, Seen& seen) {
  const std::string entity = entity_of(s);
  if (!fit.here) {
    if (fit.unknown && !lends_only(s)) seen.unknown.insert(entity);
    return;
  }
  if (lends_only(s)) {
    seen.lending.insert(entity);
    return;
  }
  ++lot.total;
  lot.service.insert(entity);
  if (fit.declared) lot.declared.insert(entity);
  keep_least(seen.best, entity, fit.best);
  if (km) keep_least(seen.nearest, entity, *km);
  for (const ReservationRight& right : s.reservations) {
    if (!right.certain) continue;
    lot.by_reservation[right.code].insert(entity);
    if (right.code == "handicap" || right.code == "insertion")
      lot.by_reservation["both"].insert(entity);
  }
}

void sum_up(const Seen& seen, const DepthRequest& request, CountedLot& lot) {
  for (const std::string& entity : seen.lending)
    if (!lot.service.count(entity)) lot.staff.insert(entity);
  for (const std::string& entity : seen.unknown)
    if (!lot.service.count(entity)) lot.unknown_area.insert(entity);
  for (const auto& [entity, answer] : seen.best)
    if (!request.where.territories.empty())
      lot.by_reach[answer == PlainReach::Located  ? "located"
                   : answer == PlainReach::Serves ? "serves"
                                                  : "national"]
          .insert(entity);
  const auto& bands = request.cutoffs.distance_km;
  for (const std::string& entity : lot.service) {
    const auto near = seen.nearest.find(entity);
    if (near == seen.nearest.end()) {
      lot.unknown_distance.insert(entity);
      continue;
    }
    size_t band = 0;
    while (band < bands.size() && near->second > bands[band]) ++band;
    lot.by_band[band].insert(entity);
  }
}

}  // namespace

CountedLot count_plainly(const std::vector<Structure>& records, const DepthRequest& request,
                         const std::vector<std::string>& sectors) {
  const SearchRequest& where = request.where;
  const std::set<std::string> wanted(sectors.begin(), sectors.end());
  CountedLot lot;
  Seen seen;
  for (const Structure& s : records) {
    if (!s.active || s.unverified) continue;
    std::optional<double> km;
    if (const auto origin = origin_of(where); origin && s.location)
      km = distance_km(*origin, s.location->point);
    if (where.near && km && *km > where.near->radius_km) continue;
    count_record(s, fit_of(s, wanted, where), km, lot, seen);
  }
  sum_up(seen, request, lot);
  return lot;
}

}  // namespace filon
