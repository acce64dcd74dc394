#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// A short list of things that have a slug, a French name and other spellings: networks, labels,
/// ways of supplying. Loaded once, then only read.
class ReferenceList {
 public:
  struct Item {
    std::string slug;
    std::string name;
    std::vector<std::string> spellings;  ///< folded; what the third column holds, parted by '|'
    std::vector<std::string> rest;       ///< cells of the columns after the third
    size_t line = 0;                     ///< where it stands in the table
  };

  /// Reads a table whose columns begin with slug, name and (if there are more) spellings. A slug or
  /// a spelling given twice, or a spelling that is not folded, is an error that names `file:line`.
  static Result<ReferenceList> load(const std::filesystem::path& file,
                                    const std::vector<std::string>& columns);

  const std::vector<Item>& items() const { return items_; }
  const Item& operator[](size_t id) const { return items_[id]; }
  size_t size() const { return items_.size(); }

  /// The item of exactly that slug: what parameters and stored records hold.
  std::optional<size_t> find(std::string_view slug) const;
  /// The item that text is a spelling of, however it is accented or punctuated.
  std::optional<size_t> recognise(std::string_view text) const;

 private:
  Status index(size_t id, const std::filesystem::path& file);

  std::vector<Item> items_;
  std::unordered_map<std::string, size_t> by_slug_;
  std::unordered_map<std::string, size_t> by_spelling_;
};

/// `dir` is data_dir(), or a folder of a test.
Result<ReferenceList> load_networks(const std::filesystem::path& dir);
Result<ReferenceList> load_prestations(const std::filesystem::path& dir);

/// The cells of a `|`-joined list; none for an empty text.
std::vector<std::string> split_list(std::string_view text);

}  // namespace filon
