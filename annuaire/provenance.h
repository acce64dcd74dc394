#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace filon {

struct Structure;
struct SourceRef;

/// The parts of a record that keep where they came from.
enum class Field : uint8_t {
  Siret,
  Siren,
  Name,
  Brand,
  Naf,
  Active,
  Kinds,
  Sectors,
  Activities,
  Labels,
  Criteria,
  Networks,
  Prestations,
  Zones,
  Address,
  Location,
  Description,
  Offers,
  Website,
  Contact
};
inline constexpr size_t field_count = 20;

std::string_view to_string(Field field);  ///< as in the record's JSON: "siret"
std::span<const Field> all_fields();

/// One origin of a field: a row of the record's `sources`, by its place there, or one of its
/// `helpers`, by `first_helper` and its place there.
struct FieldOrigin {
  static constexpr uint32_t first_helper = 1u << 24;
  /// The origin of what no source says and Filon worked out itself: a point it took from a commune.
  static constexpr uint32_t own = UINT32_MAX;
  Field field = Field::Name;
  uint32_t source = 0;
  auto operator<=>(const FieldOrigin&) const = default;
};

/// Why two rows were taken for one site: each by its source key ("lemarche:2980"), and in French.
struct RowLink {
  std::string row, with;
  int score = 100;  ///< percent; 100 where a rule or a hand decision says so
  std::string because;
  auto operator<=>(const RowLink&) const = default;
};

/// The rows a field came from, in the order of the record's sources; Filon's own readings are of
/// a source of that name. Empty where the field is.
std::vector<const SourceRef*> origins_of(const Structure& structure, Field field);

/// Notes that the field came, also or alone, from what is no source of structures: an address
/// service, a list of labels.
void credit_helper(Structure& structure, Field field, const SourceRef& helper, bool alone);

/// The names of these sources, each once, as a page shows them: "lemarche, carteco".
std::string source_names(const Structure& structure, Field field);

}  // namespace filon
