#include "tests/integration/oracle.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "searchd/match/ranking.h"

namespace filon {
namespace {

bool any_of(const std::vector<std::string>& asked, const std::vector<std::string>& held) {
  return asked.empty() || std::any_of(asked.begin(), asked.end(), [&](const std::string& value) {
           return std::find(held.begin(), held.end(), value) != held.end();
         });
}

template <class Links>
std::vector<std::string> slugs(const Links& links) {
  std::vector<std::string> found;
  for (const auto& link : links) found.push_back(link.slug);
  return found;
}

uint32_t day(const std::string& iso) {
  return iso.empty() ? 0
                     : static_cast<uint32_t>(
                           std::stoul(iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2)));
}

}  // namespace

std::pair<size_t, size_t> Oracle::coverage(const SearchRequest& applied) const {
  size_t found = 0, with_sector = 0;
  for (const Structure& s : records_) {
    const bool in_place = std::any_of(applied.territories.begin(), applied.territories.end(),
                                      [&](PlaceId place) { return located(s, place); });
    const bool near = applied.near && is_near(s, applied);
    const bool asks_place = !applied.territories.empty();
    const bool here = asks_place || applied.near
                          ? (applied.near_or_territory && asks_place && applied.near
                                 ? in_place || near
                                 : (in_place || !asks_place) && (near || !applied.near))
                          : !s.address.departement.empty();
    if (!s.active || !here) continue;
    ++found;
    with_sector += !s.sectors.empty();
  }
  return {found, with_sector};
}

bool Oracle::located(const Structure& s, PlaceId asked) const {
  const auto& places = tables_.territories;
  const auto place = s.address.insee_code.empty()
                         ? places.find(TerritoryKind::Departement, s.address.departement)
                         : places.find(TerritoryKind::Commune, s.address.insee_code);
  return place && places.contains(asked, *place);
}

Oracle::Reach Oracle::reach(const Structure& s, const Area& area,
                            const SearchRequest& request) const {
  if (area.kind == Area::Kind::France && !request.national) return Reach::No;
  if (request.territories.empty()) return Reach::Located;
  const auto& places = tables_.territories;
  if (request.near_or_territory && is_near(s, request)) return Reach::Located;
  for (const PlaceId asked : request.territories)
    if (located(s, asked)) return Reach::Located;
  if (request.located_only) return Reach::No;
  if (area.kind == Area::Kind::France) return Reach::National;
  for (const PlaceId asked : request.territories) {
    for (const std::string& text : area.territories) {
      const PlaceId served = *places.parse(text);
      if (places.contains(served, asked) || places.contains(asked, served)) return Reach::Serves;
    }
    if (area.kind != Area::Kind::Radius || !s.location) continue;
    for (const PlaceId commune : places.communes_of(asked))
      if (places[commune].centre &&
          distance_km(s.location->point, *places[commune].centre) <= area.radius_km)
        return Reach::Serves;
  }
  return Reach::No;
}

bool Oracle::is_near(const Structure& s, const SearchRequest& request) const {
  return request.near && s.location &&
         distance_km(request.near->point, s.location->point) <= request.near->radius_km;
}

std::vector<SectorLink> sectors_of(const Structure& s, const Activity& activity) {
  std::vector<SectorLink> held;
  for (const SectorLink& sector : s.sectors)
    if (s.activities.empty() || activity.sector == sector.slug) held.push_back(sector);
  return held;
}

std::vector<Activity> activities_of(const Structure& s) {
  return s.activities.empty() ? std::vector<Activity>{{"", s.prestations, {}}} : s.activities;
}

// The trades a reading selects, and how surely: its own, and the others of the group when widened.
std::vector<std::pair<std::string, uint32_t>> Oracle::selected_by(const SectorReading& reading,
                                                                  const Asked& asked) const {
  std::vector<std::pair<std::string, uint32_t>> selected;
  const auto& sectors = tables_.sectors;
  const auto sure = static_cast<uint32_t>(reading.confidence);
  for (const SectorId id : sectors.resolve(reading.value))
    selected.emplace_back(sectors[id].slug, sure);
  if (asked.question.neighbours)
    for (const SectorId id : sectors.resolve(reading.value))
      for (const Sector& other : sectors.all())
        if (other.group == sectors[id].group && other.slug != sectors[id].slug)
          selected.emplace_back(other.slug, sure / 2);
  return selected;
}

bool Oracle::has_read_sector(const Structure& s, const Activity& activity,
                             const Asked& asked) const {
  for (const SectorReading& reading : asked.question.interpretation.sectors)
    for (const auto& [slug, sure] : selected_by(reading, asked))
      for (const SectorLink& sector : sectors_of(s, activity))
        if (sector.slug == slug &&
            (!asked.request.declared_only || sector.origin == Origin::Declared))
          return true;
  return false;
}

// Whether an activity is of a trade asked for, given and read, and supplied in a way asked for.
bool Oracle::fits(const Structure& s, const Activity& activity, const Asked& asked) const {
  const SearchRequest& request = asked.request;
  std::set<std::string> given;
  for (const std::string& slug : request.sectors)
    for (const SectorId id : tables_.sectors.resolve(slug)) given.insert(tables_.sectors[id].slug);
  const auto held = sectors_of(s, activity);
  const bool has_given =
      request.sectors.empty() || std::any_of(held.begin(), held.end(), [&](const auto& sector) {
        return given.count(sector.slug) &&
               (!request.declared_only || sector.origin == Origin::Declared);
      });
  const bool has_read = asked.question.interpretation.sectors.empty() ||
                        has_read_sector(s, activity, asked) ||
                        (!asked.question.words.empty() && holds_all(s, asked.question));
  return has_given && has_read && any_of(request.asked(Facet::Prestation), activity.prestations);
}

Oracle::Reach Oracle::best_activity(const Structure& s, const Asked& asked) const {
  Reach best = Reach::No;
  for (const Activity& activity : activities_of(s))
    if (fits(s, activity, asked)) best = std::min(best, reach(s, activity.area, asked.request));
  return best;
}

bool Oracle::fits_record(const Structure& s, const SearchRequest& request) const {
  if (!s.active && !request.inactive) return false;
  if (request.near && !request.near_or_territory && !is_near(s, request)) return false;
  std::vector<std::string> labels, sources, rights;
  for (const LabelLink& label : s.labels)
    if (request.label_expired || label.valid_until.empty() || day(label.valid_until) >= today_)
      labels.push_back(label.slug);
  for (const SourceRef& source : s.sources) sources.push_back(source.name);
  for (const ReservationRight& right : s.reservations)
    if (right.certain) rights.push_back(right.code);
  return any_of(request.asked(Facet::Kind), s.kinds) &&
         any_of(request.asked(Facet::Label), labels) &&
         any_of(request.asked(Facet::Network), slugs(s.networks)) &&
         any_of(request.asked(Facet::Source), sources) &&
         any_of(request.asked(Facet::Reservation), rights) &&
         any_of(request.asked(Facet::Criterion), slugs(s.criteria)) &&
         any_of(request.asked(Facet::Zone), s.zones);
}

bool Oracle::matches(const Structure& s, const Asked& asked) const {
  const Question& question = asked.question;
  if (!question.reads_sector && !holds_all(s, question)) return false;
  return fits_record(s, asked.request) && best_activity(s, asked) != Reach::No;
}

size_t Oracle::count(Asked asked, Facet facet, const std::string& value) const {
  SearchRequest& request = asked.request;
  const auto code_of = [&](const Structure& s) {
    return facet == Facet::Departement ? "departement:" + s.address.departement
           : facet == Facet::Region    ? "region:" + s.address.region
                                       : "epci:" + s.address.epci;
  };
  const bool place = facet == Facet::Departement || facet == Facet::Region || facet == Facet::Epci;
  if (place) {
    request.territories.clear();
    if (request.near_or_territory) request.near.reset();
  } else if (facet == Facet::Sector || facet == Facet::SectorGroup) {
    request.sectors = {value};
    asked.question.interpretation.sectors.clear();
  } else {
    request.values[static_cast<size_t>(facet)] = {value};
  }
  return static_cast<size_t>(std::count_if(
      records_.begin(), records_.end(),
      [&](const Structure& s) { return matches(s, asked) && (!place || code_of(s) == value); }));
}

Oracle::Answer Oracle::answer(const Asked& asked, const std::string& seed) const {
  const SearchRequest& request = asked.request;
  Answer answer;
  std::set<std::string> entities;
  using Key = std::tuple<double, uint64_t, int, int, uint64_t, std::string>;
  std::vector<std::pair<Key, std::string>> ranked;
  std::optional<Point> origin;
  if (request.origin)  // widened past the place asked, and measured from it all the same
    origin = request.origin;
  else if (request.near)
    origin = request.near->point;
  else if (request.territories.size() == 1)
    origin = tables_.territories[request.territories[0]].centre;
  for (const Structure& s : records_) {
    if (!matches(s, asked)) continue;
    ++answer.total;
    answer.without_siren += s.siren.empty();
    entities.insert(s.siren.empty() ? "id " + s.id : s.siren);
    std::optional<double> km;
    if (origin && s.location) km = distance_km(*origin, s.location->point);
    const uint64_t shuffle = shuffle_key(stable_hash(s.id), stable_hash(seed));
    const int place = request.territories.empty() ? 0 : static_cast<int>(best_activity(s, asked));
    const int band = !km ? 5 : *km <= 10 ? 0 : *km <= 25 ? 1 : *km <= 50 ? 2 : *km <= 100 ? 3 : 4;
    Key key;
    switch (request.sort) {
      case Sort::Relevance:
        key = {0, UINT32_MAX - score(s, asked), place, band, shuffle, ""};
        break;
      case Sort::Distance:
        key = {km ? std::floor(*km * 1e6) : 1e300, 0, 0, 0, shuffle, ""};
        break;
      case Sort::Name:
        key = {0, 0, 0, 0, 0, fmt::format("{}{}{:020}", fold(s.display_name()), '\0', shuffle)};
        break;
      case Sort::Newest:
        key = {0, UINT64_MAX - std::stoull(s.first_seen.substr(8, 2)), 0, 0, shuffle, ""};
        break;
    }
    ranked.emplace_back(key, s.id);
  }
  answer.legal_entities = entities.size();
  std::sort(ranked.begin(), ranked.end());
  for (const auto& [key, id] : ranked) answer.order.push_back(id);
  return answer;
}

}  // namespace filon
