#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annuaire/result.h"
#include "indexer/list_mapping.h"

namespace filon {

/// What the config file says of one source: `source.NAME.KEY = VALUE`, or `KEY = VALUE` below
/// `[source.NAME]`.
struct SourceSettings {
  ListMapping mapping;
  std::string licence, attribution;
  std::optional<bool> publish_contact;
  /// The label that being in this list proves ("esus"): such a list brings no supplier of its own,
  /// it is compared with those of the others by SIREN or SIRET.
  std::string verifies;

  std::vector<std::pair<std::string, std::string>> lines;  ///< as given: key, value

  bool has_mapping() const { return !mapping.fields.empty(); }
  bool operator==(const SourceSettings&) const = default;
};

using SettingsBySource = std::map<std::string, SourceSettings>;

/// Reads those lines: pairs of "source.NAME.KEY" and its value. An unknown key is an error that
/// names the nearest one; so is a value that makes no sense. ErrorCode::Usage.
Result<SettingsBySource> parse_source_settings(
    const std::vector<std::pair<std::string, std::string>>& lines);

/// The settings of that source; those that Filon ships for the national ESS list ("ess") where the
/// file says nothing of it; empty ones for any other.
const SourceSettings& settings_of(const SettingsBySource& all, const std::string& source);

}  // namespace filon
