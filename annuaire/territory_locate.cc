#include <fmt/format.h>

#include <algorithm>

#include "annuaire/digits.h"
#include "annuaire/territory.h"

namespace filon {
namespace {

// The département a post code's digits name, whether or not any commune uses it.
std::string departement_of_digits(std::string_view post_code) {
  if (post_code.starts_with("97") || post_code.starts_with("98"))
    return std::string(post_code.substr(0, 3));
  if (!post_code.starts_with("20")) return std::string(post_code.substr(0, 2));
  if (post_code[2] <= '1') return "2A";
  return post_code[2] <= '6' ? "2B" : "";
}

}  // namespace

std::optional<std::string> clean_post_code(std::string_view text) {
  if (text.ends_with(".0")) text.remove_suffix(2);
  std::string digits;
  for (const char c : text)
    if (c != ' ' && c != '\t') digits += c;
  if (digits.size() == 4) digits.insert(0, 1, '0');
  if (digits.size() != 5 || !is_digits(digits)) return std::nullopt;
  return digits;
}

std::span<const PlaceId> Territories::communes_of_post_code(std::string_view post_code) const {
  const auto found = by_post_code_.find(post_code);
  if (found == by_post_code_.end()) return {};
  return found->second;
}

std::optional<PlaceId> Territories::departement_of_post_code(std::string_view post_code) const {
  if (post_code.size() != 5 || !is_digits(post_code)) return std::nullopt;
  const auto communes = communes_of_post_code(post_code);
  if (!communes.empty()) {
    const auto departement = territories_[communes.front()].parents.departement;
    if (std::all_of(communes.begin(), communes.end(), [&](PlaceId commune) {
          return territories_[commune].parents.departement == departement;
        }))
      return departement;
  }
  return find(TerritoryKind::Departement, departement_of_digits(post_code));
}

std::vector<PlaceId> Territories::named(std::string_view key, NameRank rank,
                                        std::span<const PlaceId> among) const {
  std::vector<PlaceId> found;
  for (const PlaceNames::Match& match : names_.equal_to(key))
    if (match.rank == rank && std::binary_search(among.begin(), among.end(), match.place))
      found.push_back(match.place);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

// The one of these communes that bears the name, now or, when none does, before a merger.
std::optional<PlaceId> Territories::commune_named(std::string_view key,
                                                  std::span<const PlaceId> among) const {
  for (const NameRank rank : {NameRank::Name, NameRank::Former})
    if (const auto bearers = named(key, rank, among); !bearers.empty())
      return bearers.size() == 1 ? std::optional(bearers[0]) : std::nullopt;
  return std::nullopt;
}

// For post codes no table knows: CEDEX codes, mostly, and slips.
Located Territories::locate_by_name(const std::string& post_code, std::string_view city) const {
  const auto departement = departement_of_post_code(post_code);
  if (!departement)
    return {
        {},
        {},
        fmt::format("code postal {} : inconnu, sans département (ville « {} »)", post_code, city)};
  const Territory& around = territories_[*departement];
  const std::string key = city_key(city);
  if (const auto commune = commune_named(key, communes_of(*departement)))
    return {
        commune, departement,
        fmt::format("code postal {} inconnu (CEDEX ?) : commune trouvée par son nom « {} » dans "
                    "le département {}",
                    post_code, city, around.code)};
  if (key.empty())
    return {{},
            departement,
            fmt::format("code postal {} inconnu et ville absente : département {} seul", post_code,
                        around.code)};
  if (named(key, NameRank::Name, communes_of(*departement)).size() > 1)
    return {{},
            departement,
            fmt::format("code postal {} inconnu : plusieurs communes du département {} s'appellent "
                        "« {} »",
                        post_code, around.code, city)};
  return {
      {},
      departement,
      fmt::format("code postal {} : aucune commune de ce code ni du département {} ne s'appelle "
                  "« {} »",
                  post_code, around.code, city)};
}

Located Territories::locate_in(const std::string& post_code, std::string_view city) const {
  const auto communes = communes_of_post_code(post_code);
  if (communes.empty()) return locate_by_name(post_code, city);
  const auto at = [&](PlaceId commune, std::string doubt) {
    return Located{commune, territories_[commune].parents.departement, std::move(doubt)};
  };
  const std::string key = city_key(city);
  if (const auto commune = commune_named(key, communes)) return at(*commune, "");
  if (communes.size() == 1) {
    const std::string& name = territories_[communes[0]].name;
    return at(
        communes[0],
        key.empty()
            ? fmt::format("ville absente : commune {}, la seule du code postal {}", name, post_code)
            : fmt::format("la ville « {} » n'est pas {}, seule commune du code postal "
                          "{} : cette commune est gardée",
                          city, name, post_code));
  }
  const auto departement = departement_of_post_code(post_code);
  if (key.empty())
    return {
        {},
        departement,
        fmt::format("ville absente : le code postal {} a {} communes", post_code, communes.size())};
  const bool several = named(key, NameRank::Name, communes).size() > 1;
  return {
      {},
      departement,
      fmt::format("code postal {} : {} « {} »", post_code,
                  several ? "plusieurs de ses communes s'appellent"
                          : fmt::format("aucune de ses {} communes ne s'appelle", communes.size()),
                  city)};
}

Located Territories::locate(std::string_view post_code, std::string_view city) const {
  if (const auto cleaned = clean_post_code(post_code)) return locate_in(*cleaned, city);
  if (post_code.find_first_not_of(" \t") != std::string_view::npos)
    return {{},
            {},
            fmt::format("code postal « {} » : ce ne sont pas cinq chiffres (ville « {} »)",
                        post_code, city)};
  if (city_key(city).empty()) return {{}, {}, "code postal et ville absents"};
  return {{}, {}, fmt::format("code postal absent : « {} » seul ne désigne pas une commune", city)};
}

}  // namespace filon
