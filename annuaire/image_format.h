#pragma once

#include <cstddef>
#include <cstdint>

#include "annuaire/schema.h"

namespace filon {

// The image: what answers a question, by document number, laid out to be mapped and read in
// place. One file: a header, then sections of plain little-endian numbers, each aligned to 64
// bytes. "Lists" are two sections: starts (n + 1 numbers), then what they delimit.
// Documents are numbered 0 … n-1 in the order of Xapian's ids 1 … n.

inline constexpr char image_magic[8] = {'F', 'I', 'L', 'O', 'N', 'I', 'M', 'G'};

struct ImageHeader {
  char magic[8];
  uint32_t version;  ///< schema_version
  uint32_t documents;
  uint32_t units;     ///< activities, see UnitStarts
  uint32_t sections;  ///< entries of the table that follows the header
};

struct SectionEntry {
  uint32_t id;
  uint32_t element_size;
  uint64_t offset;  ///< from the start of the file
  uint64_t count;   ///< elements
};

enum class Section : uint32_t {
  // Text. Stems sorted; postings by document number, with the fields the stem stands in.
  StemStarts = 1,
  StemBytes,
  PostingStarts,
  PostingDocs,
  PostingFields,
  // Spelling: unstemmed words, sorted, with the stem each leads to and how many records hold it.
  WordStarts = 10,
  WordBytes,
  WordStem,
  WordCount,
  // Columns by document.
  Lat = 20,
  Lon,  ///< millionths of a degree; `no_point` where unknown
  Flags,
  FirstSeen,  ///< DocumentFlag bits; seconds since 1970
  NameRank,   ///< place in the order of names
  Entity,     ///< legal entity: equal numbers share a SIREN
  IdHash,     ///< 64 bits of the id, for the seeded order of equals
  Commune,
  Ept,   ///< value + 1 in the facet-like dictionaries below; 0 unknown
  News,  ///< when it was newly listed or changed, seconds since 1970; 0 = since a first harvest
  // Activities: those of document d are units UnitStarts[d] … UnitStarts[d + 1] - 1.
  UnitStarts = 40,
  UnitAreaKind,
  UnitRadius,
  UnitSectorStarts,
  UnitSectors,  ///< value of Facet::Sector, `inferred_bit` when inferred
  UnitPrestationStarts,
  UnitPrestations,  ///< value of Facet::Prestation
  UnitAreaStarts,
  UnitAreas,  ///< value of the area dictionary: territories served
  UnitReachedStarts,
  UnitReached,  ///< same: what a circle reaches, larger than communes
  // Label entries carry the day they end (yyyymmdd, 0 unknown), beside Facet::Label's column.
  LabelUntil = 60,
  // Dictionaries without a column of their own.
  CommuneValueStarts = 70,
  CommuneValueBytes,
  EptValueStarts,
  EptValueBytes,
  AreaValueStarts,
  AreaValueBytes,
  // What a suggestion shows of a record, by document.
  IdStarts = 80,
  IdBytes,
  ShownNameStarts,
  ShownNameBytes,
  // Completions of names and brands: words sorted, each with the texts that hold it; texts by
  // number, each with its words in order and the document it names.
  NameWordStarts,
  NameWordBytes,
  NameTextStarts,
  NameTexts,
  NameTextWordStarts,
  NameTextWords,
  NameDocument,
  // Per facet f: FacetBase + 8 f + FacetPart.
  FacetBase = 100,
};

enum class FacetPart : uint32_t {
  ValueStarts,
  ValueBytes,  ///< the values, sorted
  NameStarts,
  NameBytes,  ///< what people call each value
  Starts,
  Values,  ///< by document; values ascending
};

constexpr Section facet_section(Facet facet, FacetPart part) {
  return static_cast<Section>(static_cast<uint32_t>(Section::FacetBase) +
                              8 * static_cast<uint32_t>(facet) + static_cast<uint32_t>(part));
}

inline constexpr int32_t no_point = INT32_MIN;
inline constexpr uint16_t inferred_bit = 0x8000;
inline constexpr uint8_t flag_active = 1;
inline constexpr uint8_t flag_has_sector = 2;
inline constexpr uint8_t flag_has_siren = 4;
inline constexpr uint8_t flag_unverified = 8;  ///< Structure::unverified

enum class AreaKind : uint8_t { Unknown, France, Radius, Territories };

}  // namespace filon
