#include "searchd/evidence_json.h"

namespace filon {

void write_because(JsonWriter& json, const std::vector<Evidence>& because) {
  json.key("because").begin_array();
  for (const Evidence& evidence : because)
    json.begin_object()
        .key("text")
        .string(evidence.text)
        .key("start")
        .integer(static_cast<int64_t>(evidence.start))
        .key("end")
        .integer(static_cast<int64_t>(evidence.end))
        .end_object();
  json.end_array();
}

}  // namespace filon
