#include "annuaire/structure.h"

#include <algorithm>

#include "annuaire/area_json.h"

namespace filon {

std::string_view to_string(Origin origin) {
  return origin == Origin::Declared ? "declared" : "inferred";
}

std::string_view to_string(Proof proof) {
  switch (proof) {
    case Proof::Verified:
      return "verified";
    case Proof::Relayed:
      return "relayed";
    case Proof::Declared:
      return "declared";
  }
  return "declared";
}

bool is_news(const Structure& structure) {
  return !structure.changed_at.empty() &&
         (!structure.from_first_harvest || structure.changed_at > structure.first_seen);
}

std::string area_summary_json(const Structure& structure) {
  const auto& activities = structure.activities;
  JsonWriter json;
  if (activities.empty())
    write_area(json, Area{});
  else if (std::all_of(activities.begin(), activities.end(),
                       [&](const Activity& a) { return a.area == activities[0].area; }))
    write_area(json, activities[0].area);
  else
    json.string("several");
  return json.take();
}

}  // namespace filon
