#include "searchd/pages/place_form.h"

#include <charconv>

#include "searchd/url_text.h"

namespace filon {
namespace {

int read_radius(const std::string& text) {
  int km = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), km);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && km >= 1 && km <= 500 ? km : 0;
}

std::optional<PlaceId> place_named(const std::string& typed, const Territories& territories) {
  if (const auto place = territories.parse(typed)) return *place;  // as a suggestion fills it in
  const auto found = territories.search(typed, 1);
  if (found.empty()) return std::nullopt;
  return found[0];
}

void add_circle(QueryString& query, const Territory& place, int km) {
  query.add("near", place.kind == TerritoryKind::Commune
                        ? place.code
                        : fmt::format("{:.6f},{:.6f}", place.centre->lat, place.centre->lon));
  query.add("radius_km", std::to_string(km));
}

}  // namespace

PlaceForm read_place_form(const HttpRequest& http, const Tables& tables) {
  const auto given = [&](const char* name) { return http.params.count(name) != 0; };
  if (!given("lieu") && !given("rayon")) return {};
  const std::string typed = value_of(http.params, "lieu");
  const int km = read_radius(value_of(http.params, "rayon"));
  std::optional<PlaceId> place;
  if (!typed.empty()) {
    place = place_named(typed, tables.territories);
    if (!place) return {typed, std::nullopt};
  } else if (km && !given("near")) {  // a radius around the place asked before
    if (const auto before = tables.territories.parse(value_of(http.params, "territory")))
      place = *before;
  }
  const bool circle = km && place && tables.territories[*place].centre;
  QueryString query;
  for (const auto& [name, value] : http.params) {
    if (name == "lieu" || name == "rayon" || name == "page") continue;
    const bool of_circle = name == "near" || name == "radius_km";
    if (place && (of_circle || name == "territory")) continue;
    if (of_circle && !km && given("rayon")) continue;  // "sans rayon"
    query.add(name, name == "radius_km" && km ? std::to_string(km) : value);
  }
  if (circle)
    add_circle(query, tables.territories[*place], km);
  else if (place)
    query.add("territory", tables.territories.to_string(*place));
  return {"", "/?" + query.text()};
}

}  // namespace filon
