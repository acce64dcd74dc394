#include "indexer/sources/carteco_taxonomy.h"

#include <algorithm>

#include "annuaire/digits.h"
#include "annuaire/table.h"
#include "indexer/clean.h"
#include "indexer/json_page.h"

namespace filon {
namespace {

// Categories hold options, which hold categories …; their numbers are of two sorts, and elements
// give those of options.
void collect(const Json& json, bool are_options, OptionNames& names) {
  for (const Json& item : json.items()) {
    const std::string id = clean_value(item["id"].text()), name = clean_value(item["name"].text());
    if (are_options && !id.empty() && !name.empty()) names.try_emplace(id, name);
    collect(item, false, names);
  }
  for (const auto& [key, value] : json.members()) collect(value, key == "options", names);
}

}  // namespace

OptionNames option_names(std::span<const std::string> pages) {
  OptionNames names;
  for (const std::string& page : pages) {
    if (!is_carteco_taxonomy(page)) continue;
    if (const auto parsed = parse_json_page(page)) collect(parsed->json, false, names);
  }
  return names;
}

bool is_carteco_taxonomy(std::string_view page) {
  const std::string_view head = page.substr(0, 4096);
  const auto holds = [&](std::string_view key) { return head.find(key) != std::string_view::npos; };
  return file_format(page) == FileFormat::Json && holds("\"options\"") && !holds("\"data\"") &&
         !holds("\"geo\"");
}

bool has_numbered_categories(const Json& element) {
  const auto& categories = element["categories"].items();
  return !categories.empty() &&
         std::all_of(categories.begin(), categories.end(),
                     [](const Json& item) { return is_digits(item.text()); });
}

}  // namespace filon
