#include "annuaire/json_text.h"

#include <set>

#include "annuaire/json_writer.h"

namespace filon {
namespace {

void append(const Json& json, std::string& out) {
  switch (json.type()) {
    case Json::Type::Null:
      out += "null";
      return;
    case Json::Type::Bool:
      out += json.truth() ? "true" : "false";
      return;
    case Json::Type::Number:
      out += json.text();
      return;
    case Json::Type::String:
      append_json_string(json.text(), out);
      return;
    case Json::Type::Array: {
      out += '[';
      for (size_t i = 0; i < json.items().size(); ++i) {
        if (i) out += ',';
        append(json.items()[i], out);
      }
      out += ']';
      return;
    }
    case Json::Type::Object: {
      std::set<std::string_view> written;
      out += '{';
      for (const auto& [key, value] : json.members()) {
        if (!written.insert(key).second) continue;
        if (written.size() > 1) out += ',';
        append_json_string(key, out);
        out += ':';
        append(json[key], out);
      }
      out += '}';
      return;
    }
  }
}

}  // namespace

// As deep as parse_json lets a document be.
std::string json_text(const Json& json) {
  std::string out;
  append(json, out);
  return out;
}

}  // namespace filon
