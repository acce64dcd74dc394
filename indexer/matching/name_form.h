#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// What names of structures are compared by: "ASSOC. INTERM. D'AIDE & SERVICES" and "Association
/// intermédiaire d'aide et services" have one form.
struct NameForm {
  std::vector<std::string> words;  ///< folded, singular, abbreviations opened; legal forms,
                                   ///< statuses and small words out; in the order of the name
  std::vector<std::string> kinds;  ///< statuses the name says ("esat", "ea"), sorted
  std::string initials;            ///< of its words, in order: "aile"
  bool operator==(const NameForm&) const = default;
};

NameForm name_form(std::string_view name);

/// Whether two names are the same but for order, case, legal form, abbreviations and plural.
bool same_name(std::string_view a, std::string_view b);

/// Whether the word says little of who it is: many networks and trades have it in their names.
bool is_common_word(std::string_view word);

/// Whether `part` may stand for `word`: "form" for "formation".
bool abbreviates(std::string_view part, std::string_view word);

}  // namespace filon
