#include "indexer/source_settings.h"

#include <algorithm>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/snapshot_store.h"

namespace filon {
namespace {

const std::vector<std::string>& other_keys() {
  static const std::vector<std::string> keys = {
      "items",       "encoding", "separator",   "sheet",           "list_separator", "point_order",
      "themes_file", "licence",  "attribution", "publish_contact", "verifies"};
  return keys;
}

bool holds(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

Failure<Error> unknown_key(const std::string& source, const std::string& key) {
  std::vector<std::string> known = mapping_fields();
  known.insert(known.end(), other_keys().begin(), other_keys().end());
  std::string near = nearest(key, known);
  if (near.empty())  // "sector" for "sectors", "address" for nothing
    for (const std::string& name : known)
      if (name.starts_with(key) || key.starts_with(name)) near = name;
  return fail(ErrorCode::Usage, "source.{}.{}: no such key{}", source, key,
              near.empty() ? "; see indexer/sources/README.md" : "; did you mean " + near + "?");
}

class SettingsReader {
 public:
  SettingsReader(std::string source, SourceSettings& settings)
      : source_(std::move(source)), settings_(settings) {}

  Status read(const std::string& key, const std::string& value) {
    if (value.empty()) return wrong(key, value, "has no value");
    if (holds(mapping_fields(), key)) return read_field(key, value);
    ListMapping& mapping = settings_.mapping;
    if (key == "items") return mapping.items = value, done();
    if (key == "encoding") return mapping.encoding = value, done();
    if (key == "sheet") return mapping.sheet = value, done();
    if (key == "themes_file") return mapping.themes_file = value, done();
    if (key == "list_separator") return mapping.list_separators = value, done();
    if (key == "licence") return settings_.licence = value, done();
    if (key == "attribution") return settings_.attribution = value, done();
    if (key == "verifies") return settings_.verifies = value, done();
    if (key == "separator") return read_separator(value);
    if (key == "point_order") return read_point_order(value);
    if (key == "publish_contact") return read_publish(value);
    return unknown_key(source_, key);
  }

 private:
  Failure<Error> wrong(std::string_view key, std::string_view value, std::string_view what) const {
    return fail(ErrorCode::Usage, "source.{}.{} '{}': {}", source_, key, value, what);
  }

  Status read_field(const std::string& key, const std::string& value) {
    auto rule = parse_field_rule(value);
    if (!rule) return fail(ErrorCode::Usage, "source.{}.{} {}", source_, key, rule.error().message);
    settings_.mapping.fields[key] = *std::move(rule);
    return done();
  }

  Status read_separator(const std::string& value) {
    if (value == "tab" || value == "\\t") return settings_.mapping.separator = '\t', done();
    if (value.size() != 1) return wrong("separator", value, "one sign, or tab");
    return settings_.mapping.separator = value[0], done();
  }

  Status read_point_order(const std::string& value) {
    std::string order = value;
    std::erase(order, ' ');
    if (order != "lon,lat" && order != "lat,lon")
      return wrong("point_order", value, "neither lon,lat nor lat,lon");
    return settings_.mapping.latitude_first = order == "lat,lon", done();
  }

  Status read_publish(const std::string& value) {
    if (value != "yes" && value != "no")
      return wrong("publish_contact", value, "neither yes nor no");
    return settings_.publish_contact = value == "yes", done();
  }

  std::string source_;
  SourceSettings& settings_;
};

// A list that is compared must say by what; one that brings suppliers must say their names.
Status check(const std::string& source, const SourceSettings& settings) {
  const auto& fields = settings.mapping.fields;
  const bool keyed = fields.contains("siret") || fields.contains("siren");
  if (!settings.verifies.empty() && !keyed)
    return fail(ErrorCode::Usage, "source.{}.verifies: say which column holds the siren or siret",
                source);
  if (settings.verifies.empty() && !fields.empty() && !fields.contains("name") &&
      !fields.contains("brand"))
    return fail(ErrorCode::Usage, "source.{}.name: say which column holds the name", source);
  return done();
}

// ESS France's national list, with the headers of its two versions, and that of a CRESS, which the
// law has it drawn from. It holds associations that sell nothing by the hundred thousand: it
// proves that a supplier belongs to the ESS, and lists none.
SourceSettings national_list() {
  SourceSettings settings;
  settings.verifies = "ess";
  settings.mapping.fields["siren"] = *parse_field_rule("SIREN | siren | NoSIREN");
  settings.attribution = "ESS France et les CRESS, liste nationale des entreprises de l'ESS";
  settings.licence = "Licence Ouverte 2.0";
  return settings;
}

}  // namespace

Result<SettingsBySource> parse_source_settings(
    const std::vector<std::pair<std::string, std::string>>& lines) {
  static constexpr std::string_view prefix = "source.";
  SettingsBySource all;
  for (const auto& [name, value] : lines) {
    const size_t dot = name.find('.', prefix.size());
    if (!name.starts_with(prefix) || dot == std::string::npos)
      return fail(ErrorCode::Usage, "{}: not source.NAME.KEY", name);
    const std::string source = name.substr(prefix.size(), dot - prefix.size());
    if (const Status named = check_source_name(source); !named)
      return fail(ErrorCode::Usage, "{}: {}", name, named.error().message);
    SourceSettings& settings = all[source];
    settings.lines.emplace_back(name.substr(dot + 1), clean_line(value));
    const auto& [key, said] = settings.lines.back();
    if (Status read = SettingsReader(source, settings).read(key, said); !read)
      return std::move(read).failure();
  }
  for (const auto& [source, settings] : all)
    if (Status checked = check(source, settings); !checked) return std::move(checked).failure();
  return all;
}

const SourceSettings& settings_of(const SettingsBySource& all, const std::string& source) {
  static const SourceSettings none, ess = national_list();
  const auto found = all.find(source);
  if (found != all.end()) return found->second;
  return source == "ess" ? ess : none;
}

}  // namespace filon
