#include "annuaire/territory.h"

#include <algorithm>

#include "annuaire/text.h"

namespace filon {
namespace {

constexpr std::array<std::string_view, 5> prefixes = {"commune", "epci", "departement", "region",
                                                      "france"};

std::optional<TerritoryKind> kind_of_prefix(std::string_view prefix) {
  const auto* const found = std::find(prefixes.begin(), prefixes.end() - 1, prefix);
  if (found == prefixes.end() - 1) return std::nullopt;
  return static_cast<TerritoryKind>(found - prefixes.begin());
}

struct Prefixed {
  std::string prefix, code;
};

Prefixed split_prefix(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {"", std::string(text)};
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

// Codes of Corsica are written 2a too.
std::string upper(std::string_view code) {
  std::string result(code);
  for (char& c : result)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return result;
}

std::string hint(const std::string& suggestion) {
  return suggestion.empty() ? "" : fmt::format("; did you mean {}?", suggestion);
}

// Longer texts are no codes with a slip, and comparing them with every code takes time.
constexpr size_t longest_code_to_compare = 12;

}  // namespace

std::string_view to_string(TerritoryKind kind) { return prefixes[static_cast<size_t>(kind)]; }

std::span<const PlaceId> Territories::all(TerritoryKind kind) const {
  const auto index = static_cast<size_t>(kind);
  return std::span(ids_).subspan(first_of_kind_[index],
                                 first_of_kind_[index + 1] - first_of_kind_[index]);
}

std::optional<PlaceId> Territories::find(TerritoryKind kind, std::string_view code) const {
  const auto& codes = by_code_[static_cast<size_t>(kind)];
  const auto found = codes.find(code);
  if (found == codes.end()) return std::nullopt;
  return found->second;
}

Result<PlaceId> Territories::parse(std::string_view text) const {
  if (text == "france") return france();
  const auto [prefix, code] = split_prefix(text);
  const auto kind = kind_of_prefix(prefix);
  if (!kind)
    return fail(ErrorCode::Invalid,
                "'{}' is not commune:CODE, epci:CODE, departement:CODE, region:CODE or france{}",
                text, hint(suggestion(text)));
  if (const auto id = find(*kind, upper(code))) return *id;
  return fail(ErrorCode::NotFound, "'{}': no {} has the code '{}'{}", text, prefix, code,
              hint(suggestion(text)));
}

std::string Territories::suggestion(std::string_view text) const {
  static const std::vector<std::string> known(prefixes.begin(), prefixes.end());
  const auto [prefix, code] = split_prefix(text);
  std::string near = nearest(fold(prefix.empty() ? code : prefix), known);
  if (near == "france") return near;
  const auto kind = kind_of_prefix(near);
  if (kind && !prefix.empty()) return suggestion_for(*kind, code);
  const auto found = search(code, 1);
  return found.empty() ? "" : to_string(found[0]);
}

// The code as given first, then as if a zero were lost, then as another kind's, then as a name.
std::string Territories::suggestion_for(TerritoryKind kind, std::string_view given) const {
  const std::string code = upper(given);
  for (const std::string& tried : {code, "0" + code})
    if (const auto id = find(kind, tried)) return to_string(*id);
  for (const TerritoryKind other : {TerritoryKind::Epci, TerritoryKind::Commune,
                                    TerritoryKind::Departement, TerritoryKind::Region})
    if (const auto id = find(other, code)) return to_string(*id);
  for (const PlaceId id : search(given, 200))
    if (territories_[id].kind == kind) return to_string(id);
  if (code.empty() || code.size() > longest_code_to_compare) return "";
  std::vector<std::string> codes;
  for (const auto& [each, id] : by_code_[static_cast<size_t>(kind)])
    if (each[0] == code[0]) codes.push_back(each);  // the département is seldom what is mistyped
  const std::string near = nearest(code, codes);
  return near.empty() ? "" : to_string(*find(kind, near));
}

std::string Territories::to_string(PlaceId id) const {
  const Territory& territory = territories_[id];
  if (territory.kind == TerritoryKind::France) return "france";
  return fmt::format("{}:{}", filon::to_string(territory.kind), territory.code);
}

std::span<const PlaceId> Territories::communes_of(PlaceId id) const {
  const size_t communes = first_of_kind_[1];
  if (id < communes) return std::span(ids_).subspan(id, 1);
  return members_[id - communes];
}

bool Territories::contains(PlaceId outer, PlaceId inner) const {
  if (outer == inner) return true;
  const auto outside = communes_of(outer), inside = communes_of(inner);
  if (outer == france()) return true;
  // Most pairs are told apart by the first commune: cheaper than one pass over both sets.
  return !inside.empty() && inside.size() <= outside.size() &&
         std::all_of(inside.begin(), inside.end(), [&](PlaceId commune) {
           return std::binary_search(outside.begin(), outside.end(), commune);
         });
}

}  // namespace filon
