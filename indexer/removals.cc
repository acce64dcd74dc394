#include "indexer/removals.h"

#include <algorithm>

#include "annuaire/encoding.h"
#include "annuaire/siret.h"
#include "indexer/clean.h"
#include "indexer/disk.h"

namespace filon {

Result<std::vector<std::string>> parse_removals(std::string_view text, const std::string& file) {
  const auto decoded = decode_text(text);
  if (!decoded) return fail(decoded.error());
  std::vector<std::string> removals;
  size_t number = 0;
  for (std::string_view rest = decoded->view(); !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    ++number;
    const std::string entry = clean_line(line.substr(0, line.find('#')));
    if (entry.empty()) continue;
    if (const auto siret = Siret::parse(entry)) {
      removals.emplace_back(siret->digits());
    } else if (entry.find(' ') != std::string::npos) {
      return fail(ErrorCode::Usage,
                  "{}:{}: '{}' is neither a SIRET nor an id (comments begin with #)", file, number,
                  entry);
    } else {
      removals.push_back(entry);
    }
  }
  sort_unique(removals);
  return removals;
}

Result<std::vector<std::string>> read_removals(const std::string& file) {
  if (file.empty()) return std::vector<std::string>();
  const auto bytes = read_file(file);
  if (!bytes) return fail(ErrorCode::Usage, "--removals {}: cannot be read", file);
  auto removals = parse_removals(*bytes, file);
  if (!removals) return fail(ErrorCode::Usage, "--removals {}", removals.error().message);
  return removals;
}

}  // namespace filon
