#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "annuaire/image_format.h"
#include "annuaire/result.h"

namespace filon {

/// Sorted texts in two sections.
class StringList {
 public:
  StringList() = default;
  StringList(std::span<const uint32_t> starts, std::span<const char> bytes)
      : starts_(starts), bytes_(bytes) {}
  size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  std::string_view operator[](size_t i) const {
    return {bytes_.data() + starts_[i], starts_[i + 1] - starts_[i]};
  }
  /// The index of a text in a sorted list.
  std::optional<uint32_t> find(std::string_view text) const;

 private:
  std::span<const uint32_t> starts_;
  std::span<const char> bytes_;
};

/// Lists of numbers, one per document or unit.
template <class T>
struct Lists {
  std::span<const uint32_t> starts;
  std::span<const T> values;
  std::span<const T> operator[](size_t i) const {
    return values.subspan(starts[i], starts[i + 1] - starts[i]);
  }
};

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
  std::span<const uint32_t> first_seen, name_rank, entity;
  std::span<const uint64_t> id_hash;
  std::span<const uint32_t> commune, ept;
  StringList communes, epts, areas;
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
