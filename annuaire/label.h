#pragma once

#include <optional>
#include <string>

#include "annuaire/reference_list.h"

namespace filon {

/// A label as records carry it. The list is open: a label no table knows keeps its name.
struct Label {
  std::string slug;
  std::string name;
  bool known = false;
  /// Counts as proof of belonging to the ESS, provided it is verified or relayed, not declared.
  bool proves_ess = false;
  std::string note;  ///< what it proves, in French; "" for an unknown one
  bool operator==(const Label&) const = default;
};

class Labels {
 public:
  static Result<Labels> load(const std::filesystem::path& dir);

  const std::vector<Label>& all() const { return labels_; }
  /// The same labels in the same order, with their other spellings.
  const ReferenceList& list() const { return list_; }
  /// The known label of exactly that slug, or nullptr.
  const Label* find(std::string_view slug) const;
  /// The label a source's field names, by any spelling; an unknown one gets the slug of its name.
  /// None for a text without a letter or digit ("-", "").
  std::optional<Label> read(std::string_view text) const;

 private:
  ReferenceList list_;
  std::vector<Label> labels_;  ///< in the order of list_
};

}  // namespace filon
