#include "annuaire/image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace filon {

/// Fills an Image from its bytes; the first thing that does not fit becomes the error.
class ImageReader {
 public:
  ImageReader(Image& image, std::string file) : image_(image), file_(std::move(file)) {}

  Status read() {
    if (!map()) return fail(std::move(error_));
    read_text();
    read_columns();
    read_units();
    read_names();
    for (const FacetInfo& info : facets) read_facet(info.facet);
    if (!error_.message.empty()) return fail(std::move(error_));
    return done();
  }

 private:
  bool map() {
    const int file = ::open(file_.c_str(), O_RDONLY | O_CLOEXEC);
    struct stat status {};
    if (file < 0 || fstat(file, &status) != 0) return close(file), damaged("cannot be opened");
    image_.size_ = static_cast<size_t>(status.st_size);
    if (image_.size_ < sizeof(ImageHeader)) return close(file), damaged("is too short");
    void* mapped = mmap(nullptr, image_.size_, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (mapped == MAP_FAILED) return damaged("cannot be mapped");
    image_.bytes_ = static_cast<const std::byte*>(mapped);
    return read_header();
  }

  bool read_header() {
    ImageHeader header;
    std::memcpy(&header, image_.bytes_, sizeof header);
    if (std::memcmp(header.magic, image_magic, sizeof image_magic) != 0)
      return damaged("is not an image");
    if (header.version != schema_version)
      return damaged(
          fmt::format("has format {}, this program reads {}", header.version, schema_version));
    const size_t table = sizeof header + header.sections * sizeof(SectionEntry);
    if (header.sections > 1000 || table > image_.size_) return damaged("has a wrong table");
    image_.documents = header.documents;
    image_.units = header.units;
    table_ = {reinterpret_cast<const SectionEntry*>(image_.bytes_ + sizeof header),
              header.sections};
    return true;
  }

  bool damaged(std::string what) {
    if (error_.message.empty()) error_ = {ErrorCode::Damaged, fmt::format("{}: {}", file_, what)};
    return false;
  }

  template <class T>
  std::span<const T> section(Section id) {
    for (const SectionEntry& entry : table_) {
      if (entry.id != static_cast<uint32_t>(id)) continue;
      if (entry.element_size != sizeof(T) || entry.offset % 64 != 0 ||
          entry.offset > image_.size_ || entry.count > (image_.size_ - entry.offset) / sizeof(T))
        return damaged(fmt::format("section {} does not fit", entry.id)), std::span<const T>();
      return {reinterpret_cast<const T*>(image_.bytes_ + entry.offset), entry.count};
    }
    return damaged(fmt::format("section {} is missing", static_cast<uint32_t>(id))),
           std::span<const T>();
  }

  template <class T>
  std::span<const T> column(Section id, size_t count) {
    const auto found = section<T>(id);
    if (found.size() != count)
      damaged(fmt::format("section {} has {} entries, not {}", static_cast<uint32_t>(id),
                          found.size(), count));
    return found;
  }

  template <class Start>
  std::span<const Start> starts(Section id, size_t lists, size_t values) {
    const auto found = column<Start>(id, lists + 1);
    if (found.empty() || found.front() != 0 || found.back() != values ||
        !std::is_sorted(found.begin(), found.end()))
      damaged(fmt::format("section {} does not delimit its list", static_cast<uint32_t>(id)));
    return found;
  }

  template <class T>
  Lists<T> lists(Section start, Section values, size_t count) {
    const auto found = section<T>(values);
    return {starts<uint32_t>(start, count, found.size()), found};
  }

  StringList strings(Section start, Section bytes) {
    const auto text = section<char>(bytes);
    const auto begin = section<uint32_t>(start);
    if (begin.empty()) return damaged("has an empty list of texts"), StringList();
    return {starts<uint32_t>(start, begin.size() - 1, text.size()), text};
  }

  void read_text() {
    image_.stems = strings(Section::StemStarts, Section::StemBytes);
    image_.posting_docs = section<uint32_t>(Section::PostingDocs);
    image_.posting_fields = column<uint16_t>(Section::PostingFields, image_.posting_docs.size());
    image_.posting_starts =
        starts<uint64_t>(Section::PostingStarts, image_.stems.size(), image_.posting_docs.size());
    image_.words = strings(Section::WordStarts, Section::WordBytes);
    image_.word_stem = column<uint32_t>(Section::WordStem, image_.words.size());
    image_.word_count = column<uint32_t>(Section::WordCount, image_.words.size());
  }

  void read_columns() {
    const size_t n = image_.documents;
    image_.lat = column<int32_t>(Section::Lat, n);
    image_.lon = column<int32_t>(Section::Lon, n);
    image_.flags = column<uint8_t>(Section::Flags, n);
    image_.first_seen = column<uint32_t>(Section::FirstSeen, n);
    image_.news = column<uint32_t>(Section::News, n);
    image_.name_rank = column<uint32_t>(Section::NameRank, n);
    image_.entity = column<uint32_t>(Section::Entity, n);
    image_.id_hash = column<uint64_t>(Section::IdHash, n);
    image_.commune = column<uint32_t>(Section::Commune, n);
    image_.ept = column<uint32_t>(Section::Ept, n);
    image_.communes = strings(Section::CommuneValueStarts, Section::CommuneValueBytes);
    image_.epts = strings(Section::EptValueStarts, Section::EptValueBytes);
    image_.areas = strings(Section::AreaValueStarts, Section::AreaValueBytes);
  }

  void read_units() {
    const size_t n = image_.units;
    image_.unit_starts = starts<uint32_t>(Section::UnitStarts, image_.documents, n);
    image_.unit_area_kind = column<AreaKind>(Section::UnitAreaKind, n);
    image_.unit_radius = column<uint16_t>(Section::UnitRadius, n);
    image_.unit_sectors = lists<uint16_t>(Section::UnitSectorStarts, Section::UnitSectors, n);
    image_.unit_prestations =
        lists<uint16_t>(Section::UnitPrestationStarts, Section::UnitPrestations, n);
    image_.unit_areas = lists<uint32_t>(Section::UnitAreaStarts, Section::UnitAreas, n);
    image_.unit_reached = lists<uint32_t>(Section::UnitReachedStarts, Section::UnitReached, n);
  }

  void read_names() {
    image_.ids = strings(Section::IdStarts, Section::IdBytes);
    image_.shown_names = strings(Section::ShownNameStarts, Section::ShownNameBytes);
    if (image_.ids.size() != image_.documents || image_.shown_names.size() != image_.documents)
      damaged("does not name each record");
    Completions& names = image_.names;
    names.words = strings(Section::NameWordStarts, Section::NameWordBytes);
    names.texts_of_word =
        lists<uint32_t>(Section::NameTextStarts, Section::NameTexts, names.words.size());
    names.item_of_text = section<uint32_t>(Section::NameDocument);
    names.words_of_text = lists<uint32_t>(Section::NameTextWordStarts, Section::NameTextWords,
                                          names.item_of_text.size());
  }

  void read_facet(Facet facet) {
    FacetColumn& column_of = image_.facets[static_cast<size_t>(facet)];
    const auto part = [&](FacetPart p) { return facet_section(facet, p); };
    column_of.values = strings(part(FacetPart::ValueStarts), part(FacetPart::ValueBytes));
    column_of.names = strings(part(FacetPart::NameStarts), part(FacetPart::NameBytes));
    column_of.of_document =
        lists<uint16_t>(part(FacetPart::Starts), part(FacetPart::Values), image_.documents);
    if (facet == Facet::Label)
      image_.label_until =
          column<uint32_t>(Section::LabelUntil, column_of.of_document.values.size());
  }

  Image& image_;
  std::string file_;
  std::span<const SectionEntry> table_;
  Error error_{ErrorCode::Damaged, ""};
};

Result<std::unique_ptr<Image>> Image::open(const std::filesystem::path& file) {
  std::unique_ptr<Image> image(new Image);
  if (auto read = ImageReader(*image, file.string()).read(); !read)
    return std::move(read).failure();
  return image;
}

Image::~Image() {
  if (bytes_) munmap(const_cast<std::byte*>(bytes_), size_);
}

}  // namespace filon
