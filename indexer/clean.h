#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/json.h"

namespace filon {

/// One line of text: blanks of every sort (no-break ones, tabs, line ends) and control characters
/// become one space, none at the ends. Accents are composed, and UTF-8 once
/// read as Windows-1252 is set right (see mend_mojibake).
std::string clean_line(std::string_view text);

/// The same, but "NULL", "-", "néant", "aucun", "n/a" and their like are nothing.
std::string clean_value(std::string_view text);

/// The text between separators, each cleaned; empty ones left out.
std::vector<std::string> split_values(std::string_view text, std::string_view separators);

/// The value of the first of these keys that is there and not null; sources rename their fields.
const Json& first_of(const Json& object, std::initializer_list<std::string_view> keys);

/// Whether both values are known, "" being none, and are not the same.
bool known_and_differ(std::string_view a, std::string_view b);

/// Each value once, in order.
void sort_unique(std::vector<std::string>& values);

}  // namespace filon
