#include "indexer/identifiers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "annuaire/digits.h"
#include "annuaire/siret.h"
#include "indexer/clean.h"

namespace filon {
namespace {

// Letters a text must not hold to be a number written with blanks, dots or dashes.
std::optional<std::string> only_digits(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (is_digit(c))
      digits += c;
    else if (c != ' ' && c != '.' && c != '-' && c != '/' && c != '\'')
      return std::nullopt;
  }
  return digits;
}

// "1.2345678200010E+13" as its digits, when all that are before the point are written out.
std::optional<std::string> exact_scientific(std::string_view text) {
  const size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e == 0) return std::nullopt;
  std::string_view exponent_text = text.substr(e + 1);
  if (exponent_text.starts_with('+')) exponent_text.remove_prefix(1);
  int exponent = -1;
  const char* const last = exponent_text.data() + exponent_text.size();
  const auto [end, error] = std::from_chars(exponent_text.data(), last, exponent);
  if (error != std::errc{} || end != last || exponent < 0 || exponent > 20) return std::nullopt;
  std::string digits;
  size_t decimals = 0;
  bool past_point = false;
  for (const char c : text.substr(0, e)) {
    if (is_digit(c)) {
      digits += c;
      decimals += past_point;
    } else if ((c == '.' || c == ',') && !past_point) {
      past_point = true;
    } else if (c != ' ') {
      return std::nullopt;
    }
  }
  return decimals == static_cast<size_t>(exponent) ? std::optional(digits)
                                                   : std::optional(std::string());
}

ReadSiret of_siret(const Siret& siret, std::string doubt) {
  ReadSiret read{std::string(siret.digits()), std::string(siret.siren().digits()),
                 std::move(doubt)};
  if (read.doubt.empty() && !siret.check_digit_holds())
    read.doubt = fmt::format("SIRET {} : la clé de contrôle est fausse", read.siret);
  return read;
}

std::optional<ReadSiret> padded(const std::string& digits, const std::string& given) {
  const auto siret = Siret::parse("0" + digits);
  if (digits.size() != 13 || !siret || !siret->check_digit_holds()) return std::nullopt;
  return of_siret(*siret, fmt::format("SIRET « {} » : un zéro manquait devant", given));
}

}  // namespace

ReadSiret read_siret(std::string_view text) {
  const std::string given = clean_value(text);
  if (given.empty()) return {};
  const auto scientific = exact_scientific(given);
  if (scientific && scientific->empty())
    return {"", "",
            fmt::format("SIRET « {} » en notation scientifique, chiffres perdus : écarté", given)};
  const auto digits = scientific ? scientific : only_digits(given);
  if (digits && digits->size() == 14) return of_siret(*Siret::parse(*digits), "");
  // Spreadsheets drop the first zero; the check digit tells whether that is what happened.
  if (digits)
    if (auto read = padded(*digits, given)) return *std::move(read);
  if (digits && digits->size() == 9)
    return {"", *digits,
            fmt::format("SIRET « {} » : c'est un SIREN, l'établissement est inconnu", given)};
  return {"", "", fmt::format("SIRET « {} » mal formé : écarté", given)};
}

std::string siren_digits(std::string_view text) {
  std::string given = clean_value(text);
  if (given.ends_with(".0")) given.resize(given.size() - 2);
  const auto digits = only_digits(given);
  if (!digits || digits->empty()) return {};
  if (digits->size() == 14) return digits->substr(0, 9);
  if (digits->size() > 9 || digits->size() < 5) return {};
  return std::string(9 - digits->size(), '0') + *digits;
}

}  // namespace filon
