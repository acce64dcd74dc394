#include "tests/integration/oracle.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "searchd/ranking.h"

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

std::set<std::string> stems(const std::string& text) {
  std::set<std::string> found;
  for (const Word& word : words(text)) found.insert(stem(word.text));
  return found;
}

// Stems of a record by field.
std::map<TextField, std::set<std::string>> texts_of(const Structure& s) {
  std::map<TextField, std::set<std::string>> texts;
  const auto add = [&](TextField field, const std::string& text) {
    for (const std::string& one : stems(text)) texts[field].insert(one);
  };
  add(TextField::Name, s.name + " " + s.brand);
  for (const auto& sector : s.sectors)
    add(sector.origin == Origin::Declared ? TextField::SectorDeclared : TextField::SectorInferred,
        sector.name);
  for (const auto& label : s.labels) add(TextField::Label, label.name);
  for (const auto& network : s.networks) add(TextField::Network, network.name);
  for (const auto& criterion : s.criteria) add(TextField::Criterion, criterion.name);
  for (const auto& offer : s.offers) add(TextField::Offer, offer.name + " " + offer.description);
  add(TextField::City, s.address.city);
  add(TextField::Description, s.description);
  return texts;
}

uint32_t day(const std::string& iso) {
  return iso.empty() ? 0
                     : static_cast<uint32_t>(
                           std::stoul(iso.substr(0, 4) + iso.substr(5, 2) + iso.substr(8, 2)));
}

}  // namespace

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

Oracle::Reach Oracle::best_activity(const Structure& s, const SearchRequest& request) const {
  std::set<std::string> asked;
  for (const std::string& slug : request.sectors)
    for (const SectorId id : tables_.sectors.resolve(slug)) asked.insert(tables_.sectors[id].slug);
  const auto has_sector = [&](const std::string& only) {
    return request.sectors.empty() ||
           std::any_of(s.sectors.begin(), s.sectors.end(), [&](const SectorLink& sector) {
             return (s.activities.empty() || only == sector.slug) && asked.count(sector.slug) &&
                    (!request.declared_only || sector.origin == Origin::Declared);
           });
  };
  std::vector<Activity> activities = s.activities;
  if (activities.empty()) activities.push_back({"", s.prestations, {}});
  Reach best = Reach::No;
  for (const Activity& activity : activities)
    if (has_sector(activity.sector) &&
        any_of(request.asked(Facet::Prestation), activity.prestations))
      best = std::min(best, reach(s, activity.area, request));
  return best;
}

bool Oracle::fits_record(const Structure& s, const SearchRequest& request) const {
  if (!s.active && !request.inactive) return false;
  if (request.near) {
    if (!s.location ||
        distance_km(request.near->point, s.location->point) > request.near->radius_km)
      return false;
  }
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

bool Oracle::fits_text(const Structure& s, const std::string& q) const {
  const auto texts = texts_of(s);
  for (const std::string& wanted : stems(q)) {
    const bool held = std::any_of(texts.begin(), texts.end(), [&](const auto& field) {
      return field.second.count(wanted) > 0;
    });
    if (!held) return false;
  }
  return true;
}

uint32_t Oracle::score(const Structure& s, const std::string& q) const {
  uint32_t sum = 0;
  const auto texts = texts_of(s);
  for (const std::string& wanted : stems(q)) {
    uint32_t best = 0;
    for (const auto& [field, held] : texts)
      if (held.count(wanted))
        best = std::max<uint32_t>(best, tables_.field_weights[static_cast<size_t>(field)]);
    size_t holding = 0;
    for (const Structure& other : records_) holding += fits_text(other, wanted);
    uint32_t step = 1;  // one more each time the word is half as frequent, at most 12
    if (holding < records_.size())
      step = std::min<uint32_t>(
          12, 1 + static_cast<uint32_t>(std::log2(std::floor(static_cast<double>(records_.size()) /
                                                             static_cast<double>(holding)))));
    sum += best * step;
  }
  return sum;
}

bool Oracle::matches(const Structure& s, const SearchRequest& request) const {
  return fits_record(s, request) && fits_text(s, request.q) &&
         best_activity(s, request) != Reach::No;
}

size_t Oracle::count(SearchRequest request, Facet facet, const std::string& value) const {
  const auto code_of = [&](const Structure& s) {
    return facet == Facet::Departement ? "departement:" + s.address.departement
           : facet == Facet::Region    ? "region:" + s.address.region
                                       : "epci:" + s.address.epci;
  };
  const bool place = facet == Facet::Departement || facet == Facet::Region || facet == Facet::Epci;
  if (place)
    request.territories.clear();
  else if (facet == Facet::Sector || facet == Facet::SectorGroup)
    request.sectors = {value};
  else
    request.values[static_cast<size_t>(facet)] = {value};
  return static_cast<size_t>(std::count_if(
      records_.begin(), records_.end(),
      [&](const Structure& s) { return matches(s, request) && (!place || code_of(s) == value); }));
}

Oracle::Answer Oracle::answer(const SearchRequest& request, const std::string& seed) const {
  Answer answer;
  std::set<std::string> entities;
  using Key = std::tuple<double, uint64_t, int, int, uint64_t, std::string>;
  std::vector<std::pair<Key, std::string>> ranked;
  std::optional<Point> origin;
  if (request.near)
    origin = request.near->point;
  else if (request.territories.size() == 1)
    origin = tables_.territories[request.territories[0]].centre;
  for (const Structure& s : records_) {
    if (!matches(s, request)) continue;
    ++answer.total;
    answer.without_siren += s.siren.empty();
    entities.insert(s.siren.empty() ? "id " + s.id : s.siren);
    std::optional<double> km;
    if (origin && s.location) km = distance_km(*origin, s.location->point);
    const uint64_t shuffle = shuffle_key(stable_hash(s.id), stable_hash(seed));
    const int place = request.territories.empty() ? 0 : static_cast<int>(best_activity(s, request));
    const int band = !km ? 5 : *km <= 10 ? 0 : *km <= 25 ? 1 : *km <= 50 ? 2 : *km <= 100 ? 3 : 4;
    Key key;
    switch (request.sort) {
      case Sort::Relevance:
        key = {0, UINT32_MAX - score(s, request.q), place, band, shuffle, ""};
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
