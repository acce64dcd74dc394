#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/geo.h"
#include "annuaire/place_names.h"
#include "annuaire/result.h"

namespace filon {

/// Smallest first. The établissements publics territoriaux of Grand Paris are Epci too.
enum class TerritoryKind { Commune, Epci, Departement, Region, France };

/// A territory's parents, as far as there is exactly one: a commune outside Grand Paris has no EPT,
/// an EPCI that straddles two départements has no département.
struct Parents {
  std::optional<PlaceId> epci;
  std::optional<PlaceId> ept;
  std::optional<PlaceId> departement;
  std::optional<PlaceId> region;
};

struct Territory {
  TerritoryKind kind = TerritoryKind::Commune;
  std::string code;    ///< INSEE code, or SIREN of an EPCI; "france" for France
  std::string name;    ///< as INSEE and DGCL write it: "Dijon Métropole"
  std::string detail;  ///< of an EPCI: CC CA CU METRO MET69 EPT; else ""
  Parents parents;
  int64_t population = 0;               ///< 0 where none is known
  std::vector<std::string> post_codes;  ///< of a commune, sorted; empty for all others
  std::optional<Point> centre;          ///< none for France and a few far islands
  PointPrecision precision = PointPrecision::Departement;  ///< of the centre
};

/// Where an address lies, as far as its post code and city tell.
struct Located {
  std::optional<PlaceId> commune;
  std::optional<PlaceId> departement;
  std::string doubt;  ///< in French, for people; "" when post code and city agree
};

/// "21000" out of "21000", " 21 000", "21000.0"; "01000" out of "1000" (spreadsheets drop the
/// zero); none for anything else.
std::optional<std::string> clean_post_code(std::string_view text);

/// All territories of France. Immutable once loaded: any number of threads may read it.
class Territories {
 public:
  /// Reads communes.tsv, former.tsv, epcis.tsv, departements.tsv and regions.tsv of the folder.
  /// The error names file and line.
  static Result<Territories> load(const std::filesystem::path& dir);

  /// Ids are dense, communes first, in the order of their codes; they change with the tables, so
  /// they are never stored: to_string(id) is.
  size_t size() const { return territories_.size(); }
  const Territory& operator[](PlaceId id) const { return territories_[id]; }
  /// Every territory of a kind, by code (EPT among the EPCI).
  std::span<const PlaceId> all(TerritoryKind kind) const;
  PlaceId france() const { return static_cast<PlaceId>(size() - 1); }

  /// The territory of this code. Codes of former, delegated and associated communes and of
  /// municipal arrondissements give the current commune.
  std::optional<PlaceId> find(TerritoryKind kind, std::string_view code) const;

  /// "commune:21231", "epci:242100410", "departement:2A", "region:27" or "france". Invalid when the
  /// text has no such form, NotFound when no territory has this code; both messages carry the
  /// suggestion, when there is one.
  Result<PlaceId> parse(std::string_view text) const;
  /// What a text parse() refuses may have meant, in prefixed form: the code under its true prefix,
  /// the name or post code in place of the code, the zero that was dropped, the nearest code.
  /// "" when nothing is near.
  std::string suggestion(std::string_view text) const;
  /// The prefixed form; parse(to_string(id)) is id.
  std::string to_string(PlaceId id) const;

  /// The communes a territory is made of, sorted by id.
  std::span<const PlaceId> communes_of(PlaceId id) const;
  /// Whether each commune of inner is one of outer (true for itself, and both ways for Paris, the
  /// commune, and Paris, the département). An EPCI may straddle départements: neither then
  /// contains it.
  bool contains(PlaceId outer, PlaceId inner) const;

  /// The département of a post code of five digits: that of its communes when they agree
  /// (97133 → 977), else of its digits: 200 and 201 → 2A, 202 to 206 → 2B, 97x and 98x by three.
  std::optional<PlaceId> departement_of_post_code(std::string_view post_code) const;
  /// The communes of a post code of five digits, sorted by id; empty when it is not known, as
  /// CEDEX codes are not.
  std::span<const PlaceId> communes_of_post_code(std::string_view post_code) const;

  /// The commune of an address: that of its post code which bears the city's name (now, or before
  /// a merger; "St", "Cedex 9" and "Lyon 3e" are understood); else the only one of its post code;
  /// else, for a post code no table knows, the only one of that name in its département.
  /// Everything but the first leaves a doubt that quotes post code and city.
  Located locate(std::string_view post_code, std::string_view city) const;

  /// Calls visit(place_key, place, rank) for every name a territory has or had.
  template <class Visit>
  void for_each_name(Visit&& visit) const {
    names_.for_each(visit);
  }

  /// At most `limit` places for what someone types: beginning of a name or of a word of it, of a
  /// former name, a post code (or its first digits) or a code. Exact names first, then beginnings
  /// of names, then former names, then the rest; in each the more populous first, of equals the
  /// larger kind (Paris, the département, then the commune).
  std::vector<PlaceId> search(std::string_view text, size_t limit) const;

 private:
  friend class TerritoryLoader;
  Territories() = default;

  std::vector<PlaceId> search_code(const std::string& code) const;
  std::vector<PlaceId> search_name(std::string_view key) const;
  std::vector<PlaceId> named(std::string_view key, NameRank rank,
                             std::span<const PlaceId> among) const;
  std::optional<PlaceId> commune_named(std::string_view key, std::span<const PlaceId> among) const;
  Located locate_in(const std::string& post_code, std::string_view city) const;
  Located locate_by_name(const std::string& post_code, std::string_view city) const;
  std::string suggestion_for(TerritoryKind kind, std::string_view code) const;

  std::vector<Territory> territories_;
  std::vector<PlaceId> ids_;                   ///< 0, 1, 2 …: spans of one kind or one commune
  std::array<size_t, 6> first_of_kind_{};      ///< and past the last
  std::vector<std::vector<PlaceId>> members_;  ///< by id − number of communes
  std::array<std::map<std::string, PlaceId, std::less<>>, 5> by_code_;
  std::map<std::string, std::vector<PlaceId>, std::less<>> by_post_code_;
  PlaceNames names_;
  std::vector<uint32_t> weight_order_;  ///< by id: its place in the order of populations
};

/// "commune", "epci", "departement", "region", "france".
std::string_view to_string(TerritoryKind kind);

}  // namespace filon
