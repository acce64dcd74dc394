#pragma once

#include <string>
#include <string_view>

namespace filon {

/// What a source's SIRET turns out to be.
struct ReadSiret {
  std::string siret;  ///< fourteen digits, or ""
  std::string siren;  ///< nine; also where only the SIREN is known
  std::string doubt;  ///< a French sentence; "" where there is nothing to say
};

/// Reads a SIRET as people and spreadsheets write it: blanks and dots between its digits; a leading
/// zero lost (put back only when the check digit then holds); in scientific notation, kept only
/// when thirteen or fourteen exact digits are written; nine digits are a SIREN. What is none of
/// these is dropped with a doubt.
ReadSiret read_siret(std::string_view text);

/// The nine digits of a SIREN: those of a SIRET's beginning, or fewer with the zeros in front that
/// a column of numbers has lost. "" for anything else.
std::string siren_digits(std::string_view text);

}  // namespace filon
