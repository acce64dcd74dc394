#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace filon {

// The index format. README.md of this folder is its twin in prose; both change together.

/// Raised whenever an index written before could be misread.
inline constexpr uint32_t schema_version = 3;

/// The texts of a record that can be searched. A posting carries the set of fields a stem stands
/// in, as bits; what a field is worth stands in data/ranking.tsv under `name`.
enum class TextField : uint8_t {
  SectorDeclared,
  SectorInferred,
  Name,
  Label,
  Network,
  Offer,
  Criterion,
  City,
  Description
};
inline constexpr size_t text_field_count = 9;

struct TextFieldInfo {
  TextField field;
  std::string_view name;    ///< in data/ranking.tsv
  std::string_view prefix;  ///< of its stems in Xapian
  std::string_view french;  ///< as a page says where a word was found
};
inline constexpr std::array<TextFieldInfo, text_field_count> text_fields = {{
    {TextField::SectorDeclared, "sector_declared", "XTS", "secteur déclaré"},
    {TextField::SectorInferred, "sector_inferred", "XTI", "secteur déduit"},
    {TextField::Name, "name", "S", "nom"},
    {TextField::Label, "label", "XTL", "label"},
    {TextField::Network, "network", "XTN", "réseau"},
    {TextField::Offer, "offer", "XTO", "offre"},
    {TextField::Criterion, "criterion", "XTC", "engagement"},
    {TextField::City, "city", "XTV", "ville"},
    {TextField::Description, "description", "XTD", "description"},
}};

/// The values a record can be filtered and counted by, one list each.
enum class Facet : uint8_t {
  Sector,
  SectorGroup,
  Kind,
  Label,
  Departement,
  Region,
  Epci,
  Network,
  Prestation,
  Source,
  Reservation,
  Criterion,
  Zone
};
inline constexpr size_t facet_count = 13;

struct FacetInfo {
  Facet facet;
  std::string_view name;    ///< parameter value of `facets`, key of the answer
  std::string_view prefix;  ///< of its boolean terms in Xapian; "" where none is kept
};
inline constexpr std::array<FacetInfo, facet_count> facets = {{
    {Facet::Sector, "sector", "XS"},
    {Facet::SectorGroup, "sector_group", ""},
    {Facet::Kind, "kind", "K"},
    {Facet::Label, "label", "XL"},
    {Facet::Departement, "departement", "XD"},
    {Facet::Region, "region", "XR"},
    {Facet::Epci, "epci", "XE"},
    {Facet::Network, "network", "XN"},
    {Facet::Prestation, "prestation", "XP"},
    {Facet::Source, "source", "XO"},
    {Facet::Reservation, "reservation", "XA"},
    {Facet::Criterion, "criterion", "XC"},
    {Facet::Zone, "zone", "XZ"},
}};

constexpr std::string_view facet_name(Facet facet) {
  return facets[static_cast<size_t>(facet)].name;
}

/// Boolean terms that name one record: its id, its SIRET, its SIREN.
inline constexpr std::string_view id_prefix = "Q";
inline constexpr std::string_view siret_prefix = "XSIRET";
inline constexpr std::string_view siren_prefix = "XSIREN";

/// Xapian metadata: the prefix and an id that no record bears any more → what became of it
/// (old_id.h).
inline constexpr std::string_view old_id_prefix = "old:";

/// Files of a generation.
inline constexpr std::string_view xapian_file = "structures.glass";
inline constexpr std::string_view image_file = "image.bin";
inline constexpr std::string_view manifest_file = "manifest.json";

}  // namespace filon
