#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// Where the value of one field comes from: the first of several choices that is not empty, each of
/// one or several columns whose values are put one after the other, or of fixed text.
struct FieldRule {
  struct Part {
    std::string text;  ///< a column's name, or the path of a JSON value ("address.city")
    bool is_constant = false;
    bool operator==(const Part&) const = default;
  };
  std::vector<std::vector<Part>> choices;
  bool operator==(const FieldRule&) const = default;
};

/// "nom_usage | denomination" (the first that is filled), "rue + complement" (both),
/// "\"ASSOCIATION\"" (fixed text). A bar or a plus counts with a blank on both sides only.
Result<FieldRule> parse_field_rule(std::string_view text);

/// Which columns of a list hold what: the lines `source.NAME.FIELD = COLUMN` of the config file.
struct ListMapping {
  std::map<std::string, FieldRule, std::less<>> fields;  ///< by mapping_fields()
  std::string items;                   ///< path of the list in a JSON document; "": found out
  std::string encoding;                ///< of a CSV; "": found out
  char separator = 0;                  ///< of a CSV; 0: found out
  std::string sheet;                   ///< of a workbook; "": the first with a header
  std::string list_separators = ";|";  ///< between the values of one cell
  bool latitude_first = false;         ///< in `point`: "lat, lon" instead of "lon, lat"
  std::string themes_file;             ///< table of what the list's own themes say of sectors
  bool operator==(const ListMapping&) const = default;
};

/// The fields a column may be given to, in the order of the documentation.
const std::vector<std::string>& mapping_fields();

}  // namespace filon
