#include "annuaire/area_json.h"

#include <algorithm>

namespace filon {

void write_area(JsonWriter& json, const Area& area) {
  switch (area.kind) {
    case Area::Kind::Unknown:
      json.string("unknown");
      break;
    case Area::Kind::France:
      json.string("france");
      break;
    case Area::Kind::Radius:
      json.begin_object().key("radius_km").integer(area.radius_km).end_object();
      break;
    case Area::Kind::Territories:
      json.begin_object().key("territories").strings(area.territories).end_object();
      break;
  }
}

Result<Area> area_from_json(const Json& json) {
  if (json.is(Json::Type::Null) || json.text() == "unknown") return Area{};
  if (json.text() == "france") return Area{Area::Kind::France, 0, {}};
  if (json.has("radius_km")) {
    const auto radius = json["radius_km"].integer();
    if (!radius || *radius < 1 || *radius > 1000)
      return fail(ErrorCode::Invalid, "area: radius_km '{}' is not 1 to 1000",
                  json["radius_km"].text());
    return Area{Area::Kind::Radius, static_cast<int>(*radius), {}};
  }
  if (!json["territories"].items().empty()) {
    Area area{Area::Kind::Territories, 0, {}};
    for (const Json& place : json["territories"].items()) area.territories.push_back(place.text());
    std::sort(area.territories.begin(), area.territories.end());
    area.territories.erase(std::unique(area.territories.begin(), area.territories.end()),
                           area.territories.end());
    return area;
  }
  return fail(ErrorCode::Invalid,
              "area: '{}' is none of \"france\", {{\"radius_km\"}}, {{\"territories\"}}",
              json.text());
}

}  // namespace filon
