#include "indexer/list_mapping.h"

#include "indexer/clean.h"

namespace filon {
namespace {

std::vector<std::string> split_at(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (size_t at; (at = text.find(separator)) != std::string_view::npos;
       text.remove_prefix(at + separator.size()))
    parts.push_back(clean_line(text.substr(0, at)));
  parts.push_back(clean_line(text));
  return parts;
}

FieldRule::Part part_of(const std::string& text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
    return {text.substr(1, text.size() - 2), true};
  return {text, false};
}

}  // namespace

const std::vector<std::string>& mapping_fields() {
  static const std::vector<std::string> fields = {
      "id",     "siret",       "siren",      "name",     "brand",      "naf",         "active",
      "kind",   "street",      "post_code",  "city",     "insee_code", "latitude",    "longitude",
      "point",  "description", "html",       "website",  "phone",      "email",       "sectors",
      "themes", "networks",    "labels",     "criteria", "offers",     "prestations", "zones",
      "url",    "updated_at",  "valid_until"};
  return fields;
}

Result<FieldRule> parse_field_rule(std::string_view text) {
  FieldRule rule;
  // Blanks at the ends, so that a sign with nothing behind it is seen.
  for (const std::string& choice : split_at(fmt::format(" {} ", text), " | ")) {
    std::vector<FieldRule::Part> parts;
    for (const std::string& part : split_at(fmt::format(" {} ", choice), " + ")) {
      if (part.empty())
        return fail(ErrorCode::Usage, "'{}': a column's name is missing", clean_line(text));
      parts.push_back(part_of(part));
    }
    rule.choices.push_back(std::move(parts));
  }
  return rule;
}

}  // namespace filon
