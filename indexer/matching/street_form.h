#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// What streets are compared by: "12 bis, av. du Gal de Gaulle BP 10" is number 12 of "general
/// gaulle".
struct StreetForm {
  std::string number;              ///< "" where none is said
  std::vector<std::string> words;  ///< of the way's name, folded; types of ways and boxes left out
  bool empty() const { return words.empty(); }
};

StreetForm street_form(std::string_view street);

enum class SameStreet {
  Number,   ///< one street, and one number, or none said on either side
  Way,      ///< one street; the numbers differ, or only one is said
  Unknown,  ///< one side says no street
  Other,
};
SameStreet compare(const StreetForm& a, const StreetForm& b);

/// Whether two words are one but for a typing error or an abbreviation.
bool nearly_same_word(std::string_view a, std::string_view b);

}  // namespace filon
