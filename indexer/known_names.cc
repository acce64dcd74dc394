#include "indexer/known_names.h"

#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

/// No name has more commas than this.
constexpr size_t most_parts_of_a_name = 6;

std::vector<std::string> parts_between_commas(std::string_view joined) {
  std::vector<std::string> parts;
  for (size_t comma; (comma = joined.find(',')) != std::string_view::npos;
       joined.remove_prefix(comma + 1))
    parts.push_back(clean_line(joined.substr(0, comma)));
  parts.push_back(clean_line(joined));
  return parts;
}

}  // namespace

std::vector<std::string> split_known_names(std::string_view joined,
                                           const std::function<bool(const std::string&)>& knows) {
  const std::vector<std::string> parts = parts_between_commas(joined);
  std::vector<std::string> names;
  for (size_t i = 0; i < parts.size();) {
    size_t taken = 1;
    std::string name = parts[i], longer = parts[i];
    for (size_t n = 1; n < most_parts_of_a_name && i + n < parts.size(); ++n) {
      longer += ", " + parts[i + n];
      if (knows(fold(longer))) taken = n + 1, name = longer;
    }
    if (!name.empty()) names.push_back(std::move(name));
    i += taken;
  }
  return names;
}

}  // namespace filon
