#pragma once

#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "annuaire/completion_table.h"
#include "annuaire/document.h"
#include "annuaire/image_format.h"
#include "annuaire/reach.h"
#include "annuaire/result.h"
#include "annuaire/structure.h"
#include "annuaire/territory.h"
#include "indexer/image_file.h"

namespace filon {

/// Makes the image of a generation from its records, given in document order.
class ImageBuilder {
 public:
  explicit ImageBuilder(const Territories& territories)
      : territories_(territories), reach_(territories) {}

  void add(const Structure& structure, const Analysis& analysis);

  /// The unstemmed words of all records, and in how many each stands.
  const std::unordered_map<std::string, uint32_t>& word_counts() const { return word_counts_; }

  /// The image file, of what was gathered: only word_counts() may be asked afterwards. An error
  /// when a facet has more values than its column can tell apart (65,535).
  Result<ImageFile> finish();

 private:
  /// Values seen so far, numbered as they come; finish() renumbers them in sorted order.
  struct Dictionary {
    std::unordered_map<std::string, uint32_t> numbers;
    std::vector<std::string> values, names;
    uint32_t number_of(const std::string& value, const std::string& name);
    std::vector<uint32_t> sort();  ///< old number → new number
  };
  struct FacetValues {
    Dictionary dictionary;
    std::vector<uint32_t> starts{0};
    std::vector<uint32_t> values;
  };
  struct PostingList {  // in two: a quarter of a pair would be blank
    std::vector<uint32_t> documents;
    std::vector<uint16_t> fields;
  };
  struct UnitColumns {
    std::vector<uint32_t> starts{0}, sector_starts{0}, prestation_starts{0}, area_starts{0},
        reached_starts{0};
    std::vector<uint8_t> area_kind;
    std::vector<uint16_t> radius;
    std::vector<uint32_t> sectors, prestations, areas, reached;
    std::vector<uint8_t> sector_inferred;
  };

  void add_columns(const Structure& structure);
  void add_names(const Structure& structure);
  void add_facets(const Structure& structure);
  void add_units(const Structure& structure);
  void add_unit(const Structure& structure, const Activity* activity);
  void add_unit_area(const Structure& structure, const Area& area);

  const Territories& territories_;
  Reach reach_;
  uint32_t documents_ = 0;
  std::unordered_map<std::string, PostingList> postings_;
  std::unordered_map<std::string, uint32_t> word_counts_;
  std::vector<int32_t> lat_, lon_;
  std::vector<uint8_t> flags_;
  std::vector<uint32_t> first_seen_, news_, entity_, label_until_;
  std::vector<uint64_t> id_hash_;
  std::vector<std::string> ids_, shown_names_;
  CompletionBuilder names_;
  std::vector<uint32_t> commune_, ept_;
  std::unordered_map<std::string, uint32_t> entities_;
  uint32_t next_entity_ = 0;
  Dictionary communes_, epts_, areas_;
  std::array<FacetValues, facet_count> facets_;
  UnitColumns units_;

  friend class ImageSerialiser;
};

}  // namespace filon
