#include "searchd/relays_json.h"

namespace filon {

void write_relay_list(JsonWriter& json, const std::vector<const Relay*>& relays,
                      const Territories& territories) {
  json.begin_array();
  for (const Relay* relay : relays)
    json.begin_object()
        .key("name")
        .string(relay->name)
        .key("kind")
        .string(relay->kind)
        .key("url")
        .string_or_null(relay->url)
        .key("territory")
        .string(territories.to_string(relay->territory))
        .end_object();
  json.end_array();
}

}  // namespace filon
