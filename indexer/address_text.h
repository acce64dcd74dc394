#pragma once

#include <string>
#include <string_view>

namespace filon {

/// An address written as one text.
struct AddressText {
  std::string street, post_code, city;  ///< "" where the text says none
};

/// "13, avenue Léopold Héder\n97300 CAYENNE" as its street, post code and city: the last run of
/// five digits that words follow parts them. Without one, all of it is the street.
AddressText split_address(std::string_view text);

/// An address whose lines were put together without a blank ("ZA DE LA GARE12 RUE DU PORT",
/// "12 rue des HallesBP 40") with ", " between them. Only where a word that begins addresses, or a
/// number before one, is stuck to the word before it.
std::string unglue_address(std::string_view text);

}  // namespace filon
