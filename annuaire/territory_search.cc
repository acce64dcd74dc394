#include <algorithm>

#include "annuaire/digits.h"
#include "annuaire/territory.h"

namespace filon {
namespace {

bool looks_like_code(std::string_view key) {
  return !key.empty() && is_digit(key[0]) && std::all_of(key.begin(), key.end(), [](char c) {
    return is_digit(c) || c == 'A' || c == 'B';
  });
}

std::string without_spaces_upper(std::string_view key) {
  std::string code;
  for (const char c : key)
    if (c != ' ') code += (c == 'a' || c == 'b') ? static_cast<char>(c - 'a' + 'A') : c;
  return code;
}

// Whole names before beginnings, and the names a place has before those it had.
int order_of(const PlaceNames::Match& match) {
  if (match.whole && match.rank == NameRank::Name) return 0;
  if (match.rank == NameRank::Name) return 1;
  return match.whole ? 2 : 3;
}

// The overseas collectivities are their own region in the tables: nobody looks for them twice.
bool is_doubled(const Territory& territory) {
  return territory.kind == TerritoryKind::Region && territory.code.size() == 3;
}

}  // namespace

std::vector<PlaceId> Territories::search_code(const std::string& code) const {
  std::vector<PlaceId> found;
  for (const TerritoryKind kind :
       {TerritoryKind::Region, TerritoryKind::Departement, TerritoryKind::Epci})
    if (const auto id = find(kind, code); id && !is_doubled(territories_[*id]))
      found.push_back(*id);
  // Five digits are far more often a post code than an INSEE code.
  const auto later = static_cast<std::ptrdiff_t>(found.size());
  for (auto at = by_post_code_.lower_bound(code);
       at != by_post_code_.end() && at->first.starts_with(code); ++at)
    found.insert(found.end(), at->second.begin(), at->second.end());
  std::sort(found.begin() + later, found.end(),
            [this](PlaceId a, PlaceId b) { return weight_order_[a] < weight_order_[b]; });
  if (const auto id = find(TerritoryKind::Commune, code)) found.push_back(*id);
  return found;
}

std::vector<PlaceId> Territories::search_name(std::string_view key) const {
  std::vector<std::pair<uint64_t, PlaceId>> ordered;
  for (const PlaceNames::Match& match : names_.beginning_with(key)) {
    if (is_doubled(territories_[match.place])) continue;
    ordered.emplace_back(static_cast<uint64_t>(order_of(match)) << 32 | weight_order_[match.place],
                         match.place);
  }
  std::sort(ordered.begin(), ordered.end());
  std::vector<PlaceId> found;
  found.reserve(ordered.size());
  for (const auto& [order, place] : ordered) found.push_back(place);
  return found;
}

std::vector<PlaceId> Territories::search(std::string_view text, size_t limit) const {
  const std::string key = place_key(text);
  if (key.empty()) return {};
  const std::string code = without_spaces_upper(key);
  std::vector<PlaceId> kept;
  // A place comes once for each of its names that fits.
  for (const PlaceId place : looks_like_code(code) ? search_code(code) : search_name(key)) {
    if (kept.size() == limit) break;
    if (std::find(kept.begin(), kept.end(), place) == kept.end()) kept.push_back(place);
  }
  return kept;
}

}  // namespace filon
