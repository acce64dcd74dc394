#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "annuaire/completions.h"
#include "annuaire/image_format.h"
#include "annuaire/lists.h"
#include "annuaire/result.h"

namespace filon {

struct FacetColumn {
  StringList values, names;
  Lists<uint16_t> of_document;
};

/// A mapped image; views stay good as long as it lives. Opening checks the header, that every
/// section lies in the file, and that list starts rise; contents are vouched for by the
/// manifest's hash.
class Image {
 public:
  static Result<std::unique_ptr<Image>> open(const std::filesystem::path& file);
  /// An image of no records.
  static std::unique_ptr<Image> none() { return std::unique_ptr<Image>(new Image); }
  ~Image();
  Image(const Image&) = delete;
  Image& operator=(const Image&) = delete;

  uint32_t documents = 0, units = 0;
  StringList stems, words;
  std::span<const uint64_t> posting_starts;
  std::span<const uint32_t> posting_docs;
  std::span<const uint16_t> posting_fields;
  std::span<const uint32_t> word_stem, word_count;
  std::span<const int32_t> lat, lon;
  std::span<const uint8_t> flags;
  std::span<const uint32_t> first_seen, news, name_rank, entity;
  std::span<const uint64_t> id_hash;
  std::span<const uint32_t> commune, ept;
  StringList communes, epts, areas;
  StringList ids, shown_names;
  Completions names;  ///< of active records, by document
  std::span<const uint32_t> unit_starts;
  std::span<const AreaKind> unit_area_kind;
  std::span<const uint16_t> unit_radius;
  Lists<uint16_t> unit_sectors, unit_prestations;
  Lists<uint32_t> unit_areas, unit_reached;
  std::span<const uint32_t> label_until;
  std::array<FacetColumn, facet_count> facets;

  const FacetColumn& facet(Facet f) const { return facets[static_cast<size_t>(f)]; }

 private:
  Image() = default;
  friend class ImageReader;
  const std::byte* bytes_ = nullptr;
  size_t size_ = 0;
};

}  // namespace filon
