#include "indexer/sources/geometry.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "indexer/clean.h"

namespace filon {
namespace {

using Ring = std::vector<Point>;

std::optional<Point> pair_of(const Json& json) {
  if (json.items().size() < 2) return std::nullopt;
  const auto lon = json.items()[0].real(), lat = json.items()[1].real();
  return lon && lat ? std::optional(Point{*lat, *lon}) : std::nullopt;
}

Ring ring_of(const Json& json) {
  Ring ring;
  for (const Json& item : json.items())
    if (const auto point = pair_of(item)) ring.push_back(*point);
  return ring;
}

double signed_area(const Ring& ring) {
  double area = 0;
  for (size_t i = 0; i < ring.size(); ++i) {
    const Point &a = ring[i], &b = ring[(i + 1) % ring.size()];
    area += a.lon * b.lat - b.lon * a.lat;
  }
  return area / 2;
}

bool is_inside(const Ring& ring, Point p) {
  bool inside = false;
  for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point &a = ring[i], &b = ring[j];
    if ((a.lat > p.lat) != (b.lat > p.lat) &&
        p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon)
      inside = !inside;
  }
  return inside;
}

// The centre of a building is inside it, but that of a horseshoe is not: then a corner stands in.
std::optional<Point> inside_of(const Ring& ring) {
  if (ring.empty()) return std::nullopt;
  Point centre{0, 0};
  for (const Point& point : ring) centre.lat += point.lat, centre.lon += point.lon;
  centre.lat /= static_cast<double>(ring.size());
  centre.lon /= static_cast<double>(ring.size());
  return ring.size() > 2 && !is_inside(ring, centre) ? ring.front() : centre;
}

std::optional<Point> largest_of(const Json& polygons) {
  Ring largest;
  for (const Json& polygon : polygons.items()) {
    if (polygon.items().empty()) continue;
    Ring ring = ring_of(polygon.items()[0]);
    if (largest.empty() || std::fabs(signed_area(ring)) > std::fabs(signed_area(largest)))
      largest = std::move(ring);
  }
  return inside_of(largest);
}

bool is_number_sign(char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+'; }

}  // namespace

std::optional<Point> representative_point(const Json& geometry) {
  const std::string& type = geometry["type"].text();
  const Json& coordinates = geometry["coordinates"];
  if (type == "GeometryCollection") {
    for (const Json& part : geometry["geometries"].items())
      if (part["type"].text() != type)  // one level is enough, and cannot loop
        if (const auto point = representative_point(part)) return point;
    return std::nullopt;
  }
  if (type == "Polygon")
    return coordinates.items().empty() ? std::nullopt : inside_of(ring_of(coordinates.items()[0]));
  if (type == "MultiPolygon") return largest_of(coordinates);
  if (type == "LineString" || type == "MultiPoint") {
    const Ring line = ring_of(coordinates);
    return line.empty() ? std::nullopt : std::optional(line[line.size() / 2]);
  }
  if (type == "MultiLineString") {
    const Ring line = coordinates.items().empty() ? Ring{} : ring_of(coordinates.items()[0]);
    return line.empty() ? std::nullopt : std::optional(line[line.size() / 2]);
  }
  return pair_of(coordinates);
}

std::optional<Point> point_of_text(std::string_view text, bool latitude_first) {
  if (const size_t open = text.find_first_of("(["); open != std::string_view::npos)
    text.remove_prefix(open + 1);
  std::vector<double> numbers;
  for (size_t i = 0; i < text.size() && numbers.size() < 2;) {
    if (!is_number_sign(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_number_sign(text[end])) ++end;
    const auto number = decimal_of(text.substr(i, end - i));
    if (!number) return std::nullopt;
    numbers.push_back(*number);
    i = end;
  }
  if (numbers.size() < 2) return std::nullopt;
  return latitude_first ? Point{numbers[0], numbers[1]} : Point{numbers[1], numbers[0]};
}

std::optional<double> decimal_of(std::string_view text) {
  std::string number = clean_line(text);
  std::replace(number.begin(), number.end(), ',', '.');
  while (number.ends_with('.')) number.pop_back();
  if (number.starts_with('+')) number.erase(0, 1);
  double value = 0;
  const char* const last = number.data() + number.size();
  const auto [end, error] = std::from_chars(number.data(), last, value);
  if (number.empty() || error != std::errc{} || end != last || !std::isfinite(value))
    return std::nullopt;
  return value;
}

}  // namespace filon
