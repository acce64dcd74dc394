#include <algorithm>

#include "annuaire/territory.h"

namespace filon {
namespace {

bool looks_like_code(std::string_view key) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return !key.empty() && is_digit(key[0]) &&
         std::all_of(key.begin(), key.end(),
                     [&](char c) { return is_digit(c) || c == 'A' || c == 'B'; });
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

void keep_first_of_each(std::vector<PlaceId>& places, size_t limit) {
  std::vector<PlaceId> kept;
  for (const PlaceId place : places) {
    if (kept.size() == limit) break;
    if (std::find(kept.begin(), kept.end(), place) == kept.end()) kept.push_back(place);
  }
  places = std::move(kept);
}

}  // namespace

// Larger kind, then larger population, then the lower code: a total order.
bool Territories::before(PlaceId a, PlaceId b) const {
  const Territory &x = territories_[a], &y = territories_[b];
  if (x.kind != y.kind) return x.kind > y.kind;
  if (x.population != y.population) return x.population > y.population;
  return a < b;
}

std::vector<PlaceId> Territories::search_code(const std::string& code) const {
  std::vector<PlaceId> found;
  for (const TerritoryKind kind : {TerritoryKind::Region, TerritoryKind::Departement,
                                   TerritoryKind::Epci})
    if (const auto id = find(kind, code)) found.push_back(*id);
  // Five digits are far more often a post code than an INSEE code.
  const auto later = static_cast<std::ptrdiff_t>(found.size());
  for (auto at = by_post_code_.lower_bound(code);
       at != by_post_code_.end() && at->first.starts_with(code); ++at)
    found.insert(found.end(), at->second.begin(), at->second.end());
  const auto order = [this](PlaceId a, PlaceId b) { return before(a, b); };
  std::sort(found.begin() + later, found.end(), order);
  found.erase(std::unique(found.begin() + later, found.end()), found.end());
  if (const auto id = find(TerritoryKind::Commune, code)) found.push_back(*id);
  return found;
}

std::vector<PlaceId> Territories::search(std::string_view text, size_t limit) const {
  const std::string key = place_key(text);
  if (key.empty()) return {};
  std::vector<PlaceId> places;
  if (const std::string code = without_spaces_upper(key); looks_like_code(code)) {
    places = search_code(code);
  } else {
    std::vector<PlaceNames::Match> matches = names_.beginning_with(key);
    // A place comes with each of its names, so that enough must be sorted to fill the limit.
    std::sort(matches.begin(), matches.end(),
              [this](const PlaceNames::Match& a, const PlaceNames::Match& b) {
                const int x = order_of(a), y = order_of(b);
                return x != y ? x < y : before(a.place, b.place);
              });
    for (const PlaceNames::Match& match : matches) places.push_back(match.place);
  }
  keep_first_of_each(places, limit);
  return places;
}

}  // namespace filon
