#include <algorithm>
#include <cstring>

#include "annuaire/text.h"
#include "indexer/image_builder.h"

namespace filon {

/// Sections one after the other, each on a 64-byte line, behind the header and their table.
/// Outside the unnamed namespace: ImageSerialiser, whose name a header knows, has one.
class ImageFile {
 public:
  template <class T>
  void add(Section id, const std::vector<T>& values) {
    entries_.push_back({static_cast<uint32_t>(id), sizeof(T), 0, values.size()});
    const auto* bytes = reinterpret_cast<const char*>(values.data());
    bodies_.emplace_back(bytes, bytes + values.size() * sizeof(T));
  }

  void add_strings(Section starts, Section bytes, const std::vector<std::string>& texts) {
    std::vector<uint32_t> start{0};
    std::vector<char> all;
    for (const std::string& text : texts) {
      all.insert(all.end(), text.begin(), text.end());
      start.push_back(static_cast<uint32_t>(all.size()));
    }
    add(starts, start);
    add(bytes, all);
  }

  std::string take(uint32_t documents, uint32_t units) {
    const auto aligned = [](uint64_t offset) { return (offset + 63) / 64 * 64; };
    uint64_t offset = aligned(sizeof(ImageHeader) + entries_.size() * sizeof(SectionEntry));
    for (size_t i = 0; i < entries_.size(); ++i) {
      entries_[i].offset = offset;
      offset = aligned(offset + bodies_[i].size());
    }
    ImageHeader header{
        {}, schema_version, documents, units, static_cast<uint32_t>(entries_.size())};
    std::memcpy(header.magic, image_magic, sizeof image_magic);
    std::string file(offset, '\0');
    std::memcpy(file.data(), &header, sizeof header);
    std::memcpy(file.data() + sizeof header, entries_.data(),
                entries_.size() * sizeof(SectionEntry));
    for (size_t i = 0; i < entries_.size(); ++i)
      if (!bodies_[i].empty())
        std::memcpy(file.data() + entries_[i].offset, bodies_[i].data(), bodies_[i].size());
    return file;
  }

 private:
  std::vector<SectionEntry> entries_;
  std::vector<std::vector<char>> bodies_;
};

namespace {

template <class T>
std::vector<T> narrowed(const std::vector<uint32_t>& values, const std::vector<uint32_t>& rank) {
  std::vector<T> out;
  out.reserve(values.size());
  for (const uint32_t value : values) out.push_back(static_cast<T>(rank[value]));
  return out;
}

template <class Map>
std::vector<std::string> sorted_keys(const Map& map) {
  std::vector<std::string> keys;
  keys.reserve(map.size());
  for (const auto& entry : map) keys.push_back(entry.first);
  std::sort(keys.begin(), keys.end());
  return keys;
}

}  // namespace

class ImageSerialiser {
 public:
  explicit ImageSerialiser(ImageBuilder& builder) : b_(builder) {}

  Result<std::string> write() {
    for (const FacetInfo& info : facets)
      if (b_.facets_[static_cast<size_t>(info.facet)].dictionary.values.size() >= inferred_bit)
        return fail(ErrorCode::Invalid, "facet {}: more than {} different values", info.name,
                    inferred_bit - 1);
    write_text();
    write_columns();
    write_facets();
    write_units();
    write_names();
    return file_.take(b_.documents_, static_cast<uint32_t>(b_.units_.area_kind.size()));
  }

 private:
  void write_text() {
    const std::vector<std::string> stems = sorted_keys(b_.postings_);
    std::vector<uint64_t> starts{0};
    std::vector<uint32_t> docs;
    std::vector<uint16_t> fields;
    for (const std::string& stem : stems) {
      for (const auto& posting : b_.postings_[stem]) {
        docs.push_back(posting.document);
        fields.push_back(posting.fields);
      }
      starts.push_back(docs.size());
    }
    file_.add_strings(Section::StemStarts, Section::StemBytes, stems);
    file_.add(Section::PostingStarts, starts);
    file_.add(Section::PostingDocs, docs);
    file_.add(Section::PostingFields, fields);
    write_words(stems);
  }

  void write_words(const std::vector<std::string>& stems) {
    const std::vector<std::string> words = sorted_keys(b_.word_counts_);
    std::vector<uint32_t> stem_of, count;
    for (const std::string& word : words) {
      const auto found = std::lower_bound(stems.begin(), stems.end(), stem(word));
      stem_of.push_back(static_cast<uint32_t>(found - stems.begin()));
      count.push_back(b_.word_counts_[word]);
    }
    file_.add_strings(Section::WordStarts, Section::WordBytes, words);
    file_.add(Section::WordStem, stem_of);
    file_.add(Section::WordCount, count);
  }

  void write_columns() {
    file_.add(Section::Lat, b_.lat_);
    file_.add(Section::Lon, b_.lon_);
    file_.add(Section::Flags, b_.flags_);
    file_.add(Section::FirstSeen, b_.first_seen_);
    file_.add(Section::News, b_.news_);
    file_.add(Section::NameRank, name_ranks());
    file_.add(Section::Entity, b_.entity_);
    file_.add(Section::IdHash, b_.id_hash_);
    write_place_column(b_.communes_, b_.commune_, Section::Commune, Section::CommuneValueStarts,
                       Section::CommuneValueBytes);
    write_place_column(b_.epts_, b_.ept_, Section::Ept, Section::EptValueStarts,
                       Section::EptValueBytes);
  }

  // Records of one name are equals: their seeded order decides, not the source their id comes from.
  std::vector<uint32_t> name_ranks() const {
    std::vector<std::string> names = b_.name_keys_;
    std::sort(names.begin(), names.end());
    std::vector<uint32_t> ranks;
    for (const std::string& name : b_.name_keys_)
      ranks.push_back(static_cast<uint32_t>(std::lower_bound(names.begin(), names.end(), name) -
                                            names.begin()));
    return ranks;
  }

  void write_place_column(ImageBuilder::Dictionary& dictionary, std::vector<uint32_t>& column,
                          Section section, Section starts, Section bytes) {
    const std::vector<uint32_t> rank = dictionary.sort();
    for (uint32_t& value : column)
      if (value) value = rank[value - 1] + 1;
    file_.add(section, column);
    file_.add_strings(starts, bytes, dictionary.values);
  }

  void write_facets() {
    for (const FacetInfo& info : facets) {
      auto& facet = b_.facets_[static_cast<size_t>(info.facet)];
      std::vector<uint32_t>& rank = ranks_[static_cast<size_t>(info.facet)];
      rank = facet.dictionary.sort();
      const auto part = [&](FacetPart p) { return facet_section(info.facet, p); };
      file_.add_strings(part(FacetPart::ValueStarts), part(FacetPart::ValueBytes),
                        facet.dictionary.values);
      file_.add_strings(part(FacetPart::NameStarts), part(FacetPart::NameBytes),
                        facet.dictionary.names);
      file_.add(part(FacetPart::Starts), facet.starts);
      file_.add(part(FacetPart::Values), narrowed<uint16_t>(facet.values, rank));
    }
    file_.add(Section::LabelUntil, b_.label_until_);
  }

  void write_names() {
    file_.add_strings(Section::IdStarts, Section::IdBytes, b_.ids_);
    file_.add_strings(Section::ShownNameStarts, Section::ShownNameBytes, b_.shown_names_);
    const CompletionLists names = b_.names_.finish();
    file_.add_strings(Section::NameWordStarts, Section::NameWordBytes, names.words);
    file_.add(Section::NameTextStarts, names.text_starts);
    file_.add(Section::NameTexts, names.texts);
    file_.add(Section::NameTextWordStarts, names.word_starts);
    file_.add(Section::NameTextWords, names.words_of_text);
    file_.add(Section::NameDocument, names.item_of_text);
  }

  void write_units() {
    auto& units = b_.units_;
    const auto& sector_rank = ranks_[static_cast<size_t>(Facet::Sector)];
    const auto& prestation_rank = ranks_[static_cast<size_t>(Facet::Prestation)];
    std::vector<uint16_t> sectors = narrowed<uint16_t>(units.sectors, sector_rank);
    for (size_t i = 0; i < sectors.size(); ++i)
      if (units.sector_inferred[i]) sectors[i] |= inferred_bit;
    const std::vector<uint32_t> area_rank = b_.areas_.sort();
    file_.add(Section::UnitStarts, units.starts);
    file_.add(Section::UnitAreaKind, units.area_kind);
    file_.add(Section::UnitRadius, units.radius);
    file_.add(Section::UnitSectorStarts, units.sector_starts);
    file_.add(Section::UnitSectors, sectors);
    file_.add(Section::UnitPrestationStarts, units.prestation_starts);
    file_.add(Section::UnitPrestations, narrowed<uint16_t>(units.prestations, prestation_rank));
    file_.add(Section::UnitAreaStarts, units.area_starts);
    file_.add(Section::UnitAreas, narrowed<uint32_t>(units.areas, area_rank));
    file_.add(Section::UnitReachedStarts, units.reached_starts);
    file_.add(Section::UnitReached, narrowed<uint32_t>(units.reached, area_rank));
    file_.add_strings(Section::AreaValueStarts, Section::AreaValueBytes, b_.areas_.values);
  }

  ImageBuilder& b_;
  ImageFile file_;
  std::array<std::vector<uint32_t>, facet_count> ranks_;
};

Result<std::string> ImageBuilder::finish() { return ImageSerialiser(*this).write(); }

}  // namespace filon
