#include "searchd/body_reader.h"

#include <algorithm>
#include <cctype>

#include "annuaire/text.h"

namespace filon {
namespace {

std::string joined(const std::string& place, std::string_view name) {
  return place.empty() ? std::string(name) : fmt::format("{}.{}", place, name);
}

// What was given, in few words: a value may be a whole tree.
std::string shown(const Json& json) {
  switch (json.type()) {
    case Json::Type::Null:
      return "null";
    case Json::Type::Bool:
      return json.truth() ? "true" : "false";
    case Json::Type::Array:
      return "[…]";
    case Json::Type::Object:
      return "{…}";
    case Json::Type::Number:
    case Json::Type::String:
      break;
  }
  constexpr size_t most = 60;
  if (json.text().size() <= most) return json.text();
  size_t cut = most;
  while (cut > 0 && (static_cast<unsigned char>(json.text()[cut]) & 0xC0) == 0x80) --cut;
  return json.text().substr(0, cut) + "…";
}

// "application/json", whatever its case and parameters.
bool is_json(std::string_view type) {
  type = type.substr(0, type.find(';'));
  while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
  constexpr std::string_view json = "application/json";
  return std::equal(type.begin(), type.end(), json.begin(), json.end(), [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == b;
  });
}

}  // namespace

Answer<Json> read_json_body(const HttpRequest& request) {
  if (!is_json(request.header("content-type")))
    return refuse({.code = ProblemCode::UnsupportedMediaType,
                   .reason_fr = "Il faut « Content-Type: application/json ».",
                   .reason_en = "It must be 'Content-Type: application/json'."});
  auto json = parse_json(request.body);
  if (!json)
    return refuse(
        {.code = ProblemCode::InvalidValue,
         .param = "body",
         .value = std::string(request.body.empty() ? "" : "…"),
         .reason_fr = fmt::format("Le corps n'est pas du JSON : {}.", json.error().message),
         .reason_en = fmt::format("The body is no JSON: {}.", json.error().message)});
  if (!json->is(Json::Type::Object))
    return refuse({.code = ProblemCode::InvalidValue,
                   .param = "body",
                   .value = shown(*json),
                   .reason_fr = "Le corps doit être un objet JSON.",
                   .reason_en = "The body must be a JSON object."});
  return *std::move(json);
}

void BodyReader::report(Problem problem) {
  if (!problem_) problem_ = std::move(problem);
}

void BodyReader::missing(const std::string& place, std::string reason_fr, std::string reason_en) {
  report({.code = ProblemCode::MissingParameter,
          .param = place,
          .reason_fr = std::move(reason_fr),
          .reason_en = std::move(reason_en)});
}

void BodyReader::invalid(const Json& json, const std::string& place, std::string reason_fr,
                         std::string reason_en) {
  report({.code = ProblemCode::InvalidValue,
          .param = place,
          .value = shown(json),
          .reason_fr = std::move(reason_fr),
          .reason_en = std::move(reason_en)});
}

void BodyReader::only(const Json& object, const std::string& place,
                      std::initializer_list<const char*> known) {
  const std::vector<std::string> names(known.begin(), known.end());
  std::vector<std::string> seen;
  for (const auto& [name, value] : object.members()) {
    if (std::find(names.begin(), names.end(), name) == names.end())
      return report({.code = ProblemCode::UnknownParameter,
                     .param = joined(place, name),
                     .value = shown(value),
                     .allowed = names,
                     .suggestion = nearest(name, names)});
    if (std::find(seen.begin(), seen.end(), name) != seen.end())
      return report({.code = ProblemCode::RepeatedParameter, .param = joined(place, name)});
    seen.push_back(name);
  }
}

bool BodyReader::object(const Json& json, const std::string& place) {
  if (json.is(Json::Type::Object)) return true;
  invalid(json, place, "Il faut un objet JSON.", "It must be a JSON object.");
  return false;
}

std::vector<Json> BodyReader::list(const Json& json, const std::string& place, size_t least,
                                   size_t most) {
  if (json.is(Json::Type::Null) && least > 0) {
    missing(place, fmt::format("Il faut une liste de {} à {} éléments.", least, most),
            fmt::format("It must be a list of {} to {} items.", least, most));
    return {};
  }
  if (!json.is(Json::Type::Array) || json.items().size() < least || json.items().size() > most) {
    invalid(json, place, fmt::format("Il faut une liste de {} à {} éléments.", least, most),
            fmt::format("It must be a list of {} to {} items.", least, most));
    return {};
  }
  return json.items();
}

std::string BodyReader::text(const Json& object, const std::string& place, const char* name,
                             size_t max_bytes) {
  const Json& json = object[name];
  if (json.is(Json::Type::Null)) return "";
  const bool is_text = json.is(Json::Type::String);
  if (is_text && is_utf8(json.text()) && json.text().size() <= max_bytes) return json.text();
  invalid(json, joined(place, name),
          fmt::format("Il faut un texte d'au plus {} octets.", max_bytes),
          fmt::format("It must be a text of at most {} bytes.", max_bytes));
  return "";
}

std::string BodyReader::word(const Json& json, const std::string& place) {
  const bool fits = json.is(Json::Type::String) || json.is(Json::Type::Number);
  if (fits && is_utf8(json.text())) return json.text();
  invalid(json, place, "Il faut un texte.", "It must be a text.");
  return "";
}

int BodyReader::integer(const Json& json, const std::string& place, int least, int most) {
  const auto number = json.is(Json::Type::Number) ? json.integer() : std::nullopt;
  if (number && *number >= least && *number <= most) return static_cast<int>(*number);
  invalid(json, place, fmt::format("Il faut un nombre entier de {} à {}.", least, most),
          fmt::format("It must be a whole number from {} to {}.", least, most));
  return least;
}

}  // namespace filon
