#include "searchd/request_places.h"

#include <algorithm>
#include <charconv>

namespace filon {
namespace {

std::optional<Point> parse_point(std::string_view text) {
  const size_t comma = text.find(',');
  if (comma == std::string_view::npos) return std::nullopt;
  Point point;
  const char* const middle = text.data() + comma;
  const char* const last = text.data() + text.size();
  const auto lat = std::from_chars(text.data(), middle, point.lat);
  const auto lon = std::from_chars(middle + 1, last, point.lon);
  if (lat.ec != std::errc{} || lat.ptr != middle || lon.ec != std::errc{} || lon.ptr != last ||
      !is_on_earth(point))
    return std::nullopt;
  return point;
}

std::optional<Point> point_of(const std::string& text, const Territories& territories) {
  if (const auto point = parse_point(text)) return point;
  std::string_view code = text;
  if (code.starts_with("commune:")) code.remove_prefix(8);
  const auto commune = territories.find(TerritoryKind::Commune, code);
  return commune ? territories[*commune].centre : std::nullopt;
}

}  // namespace

void read_territories(ParameterReader& reader, const Parameters& parameters,
                      const Territories& territories, SearchRequest& request) {
  for (const auto& [name, value] : parameters) {
    if (name != "territory" || (value.empty() && reader.lenient())) continue;
    if (const auto place = territories.parse(value)) {
      request.territories.push_back(*place);
    } else {
      reader.report({.code = ProblemCode::UnknownValue,
                     .param = name,
                     .value = value,
                     .suggestion = territories.suggestion(value),
                     .reason_fr = "Formes admises : commune:21231, epci:242100410, "
                                  "departement:21, region:27, france.",
                     .reason_en = "Accepted forms: commune:21231, epci:242100410, "
                                  "departement:21, region:27, france."});
    }
  }
  std::sort(request.territories.begin(), request.territories.end());
  request.territories.erase(std::unique(request.territories.begin(), request.territories.end()),
                            request.territories.end());
}

void read_near(ParameterReader& reader, const Territories& territories, SearchRequest& request) {
  auto text = reader.text("near");
  const auto radius = reader.text("radius_km");
  if (reader.lenient() && (!text || text->empty() || !radius || radius->empty())) return;
  if (!text && !radius) return;
  if (!text || !radius) {
    const char* const missing = text ? "radius_km" : "near";
    return reader.report({.code = ProblemCode::MissingParameter,
                          .param = missing,
                          .reason_fr = "« near » et « radius_km » vont ensemble.",
                          .reason_en = "'near' and 'radius_km' go together."});
  }
  const int km = reader.integer("radius_km", 1, 500, 0);
  const auto point = point_of(*text, territories);
  if (!point)
    reader.report({.code = ProblemCode::InvalidValue,
                   .param = "near",
                   .value = *text,
                   .reason_fr = "Il faut « latitude,longitude » ou un code de commune (21231).",
                   .reason_en = "It must be 'latitude,longitude' or a commune code (21231)."});
  if (point && km) request.near = SearchRequest::Near{*point, *std::move(text), km};
}

}  // namespace filon
