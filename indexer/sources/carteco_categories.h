#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/source_record.h"
#include "indexer/sources/carteco_taxonomy.h"
#include "indexer/sources/themes.h"

namespace filon {

/// What Carteco's categories say. Themes, activities, regions, licences and partner maps stand in
/// one flat list; only the first two speak of a trade.
class CartecoCategories {
 public:
  static Result<CartecoCategories> load(const std::filesystem::path& data);

  /// Puts what these names say into the record: sectors with their confidence, the region where
  /// one is named. A name that no table knows is kept as words of the record, so that it can be
  /// searched for.
  void read(const std::vector<std::string>& names, SourceRecord& record) const;

  /// The name of a category that an element gives by its number, where the taxonomy tells it.
  std::string name_of(const std::string& given) const;
  void set_options(OptionNames options) { options_ = std::move(options); }

  bool knows_theme(std::string_view name) const { return themes_.knows(name); }

  /// The names in a text that joins them by ", ", some of which hold commas themselves: the longest
  /// that a table knows, else up to the next comma.
  std::vector<std::string> split(std::string_view joined) const;

 private:
  struct Noise {
    std::string sort, region;
  };
  Themes themes_;
  OptionNames options_;
  std::map<std::string, Noise> noise_;  ///< by folded name
};

}  // namespace filon
