#include <algorithm>

#include "annuaire/text.h"
#include "indexer/image_builder.h"
#include "indexer/image_file.h"

namespace filon {

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

  Result<ImageFile> write() {
    for (const FacetInfo& info : facets)
      if (b_.facets_[static_cast<size_t>(info.facet)].dictionary.values.size() >= inferred_bit)
        return fail(ErrorCode::Invalid, "facet {}: more than {} different values", info.name,
                    inferred_bit - 1);
    const auto units = static_cast<uint32_t>(b_.units_.area_kind.size());
    write_text();
    write_columns();
    write_facets();
    write_units();
    write_names();
    file_.close(b_.documents_, units);
    return std::move(file_);
  }

 private:
  void write_text() {
    const std::vector<std::string> stems = sorted_keys(b_.postings_);
    std::vector<uint64_t> starts{0};
    std::vector<uint32_t> docs;
    std::vector<uint16_t> fields;
    size_t all = 0;
    for (const auto& [stem, list] : b_.postings_) all += list.documents.size();
    docs.reserve(all);
    fields.reserve(all);
    for (const std::string& stem : stems) {
      const auto list = b_.postings_.extract(stem);  // what it took is given back
      const auto& [documents, fields_of] = list.mapped();
      docs.insert(docs.end(), documents.begin(), documents.end());
      fields.insert(fields.end(), fields_of.begin(), fields_of.end());
      starts.push_back(docs.size());
    }
    file_.add_strings(Section::StemStarts, Section::StemBytes, stems);
    file_.add(Section::PostingStarts, std::move(starts));
    file_.add(Section::PostingDocs, std::move(docs));
    file_.add(Section::PostingFields, std::move(fields));
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
    file_.add(Section::WordStem, std::move(stem_of));
    file_.add(Section::WordCount, std::move(count));
  }

  void write_columns() {
    file_.add(Section::Lat, std::move(b_.lat_));
    file_.add(Section::Lon, std::move(b_.lon_));
    file_.add(Section::Flags, std::move(b_.flags_));
    file_.add(Section::FirstSeen, std::move(b_.first_seen_));
    file_.add(Section::News, std::move(b_.news_));
    file_.add(Section::NameRank, name_ranks());
    file_.add(Section::Entity, std::move(b_.entity_));
    file_.add(Section::IdHash, std::move(b_.id_hash_));
    write_place_column(b_.communes_, b_.commune_, Section::Commune, Section::CommuneValueStarts,
                       Section::CommuneValueBytes);
    write_place_column(b_.epts_, b_.ept_, Section::Ept, Section::EptValueStarts,
                       Section::EptValueBytes);
  }

  // Records of one name are equals: their seeded order decides, not the source their id comes from.
  std::vector<uint32_t> name_ranks() const {
    std::vector<std::string> names;
    for (const std::string& name : b_.shown_names_) names.push_back(fold(name));
    std::vector<std::string> sorted = names;
    std::sort(sorted.begin(), sorted.end());
    std::vector<uint32_t> ranks;
    for (const std::string& name : names)
      ranks.push_back(static_cast<uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), name) -
                                            sorted.begin()));
    return ranks;
  }

  void write_place_column(ImageBuilder::Dictionary& dictionary, std::vector<uint32_t>& column,
                          Section section, Section starts, Section bytes) {
    const std::vector<uint32_t> rank = dictionary.sort();
    for (uint32_t& value : column)
      if (value) value = rank[value - 1] + 1;
    file_.add(section, std::move(column));
    file_.add_strings(starts, bytes, std::move(dictionary.values));
  }

  void write_facets() {
    for (const FacetInfo& info : facets) {
      auto& facet = b_.facets_[static_cast<size_t>(info.facet)];
      std::vector<uint32_t>& rank = ranks_[static_cast<size_t>(info.facet)];
      rank = facet.dictionary.sort();
      const auto part = [&](FacetPart p) { return facet_section(info.facet, p); };
      file_.add_strings(part(FacetPart::ValueStarts), part(FacetPart::ValueBytes),
                        std::move(facet.dictionary.values));
      file_.add_strings(part(FacetPart::NameStarts), part(FacetPart::NameBytes),
                        std::move(facet.dictionary.names));
      file_.add(part(FacetPart::Starts), std::move(facet.starts));
      file_.add(part(FacetPart::Values), narrowed<uint16_t>(facet.values, rank));
    }
    file_.add(Section::LabelUntil, std::move(b_.label_until_));
  }

  void write_names() {
    file_.add_strings(Section::IdStarts, Section::IdBytes, std::move(b_.ids_));
    file_.add_strings(Section::ShownNameStarts, Section::ShownNameBytes,
                      std::move(b_.shown_names_));
    CompletionLists names = b_.names_.finish();
    file_.add_strings(Section::NameWordStarts, Section::NameWordBytes, std::move(names.words));
    file_.add(Section::NameTextStarts, std::move(names.text_starts));
    file_.add(Section::NameTexts, std::move(names.texts));
    file_.add(Section::NameTextWordStarts, std::move(names.word_starts));
    file_.add(Section::NameTextWords, std::move(names.words_of_text));
    file_.add(Section::NameDocument, std::move(names.item_of_text));
  }

  void write_units() {
    auto& units = b_.units_;
    const auto& sector_rank = ranks_[static_cast<size_t>(Facet::Sector)];
    const auto& prestation_rank = ranks_[static_cast<size_t>(Facet::Prestation)];
    std::vector<uint16_t> sectors = narrowed<uint16_t>(units.sectors, sector_rank);
    for (size_t i = 0; i < sectors.size(); ++i)
      if (units.sector_inferred[i]) sectors[i] |= inferred_bit;
    const std::vector<uint32_t> area_rank = b_.areas_.sort();
    file_.add(Section::UnitStarts, std::move(units.starts));
    file_.add(Section::UnitAreaKind, std::move(units.area_kind));
    file_.add(Section::UnitRadius, std::move(units.radius));
    file_.add(Section::UnitSectorStarts, std::move(units.sector_starts));
    file_.add(Section::UnitSectors, std::move(sectors));
    file_.add(Section::UnitPrestationStarts, std::move(units.prestation_starts));
    file_.add(Section::UnitPrestations, narrowed<uint16_t>(units.prestations, prestation_rank));
    file_.add(Section::UnitAreaStarts, std::move(units.area_starts));
    file_.add(Section::UnitAreas, narrowed<uint32_t>(units.areas, area_rank));
    file_.add(Section::UnitReachedStarts, std::move(units.reached_starts));
    file_.add(Section::UnitReached, narrowed<uint32_t>(units.reached, area_rank));
    file_.add_strings(Section::AreaValueStarts, Section::AreaValueBytes,
                      std::move(b_.areas_.values));
  }

  ImageBuilder& b_;
  ImageFile file_;
  std::array<std::vector<uint32_t>, facet_count> ranks_;
};

Result<ImageFile> ImageBuilder::finish() { return ImageSerialiser(*this).write(); }

}  // namespace filon
