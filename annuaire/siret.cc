#include "annuaire/siret.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "annuaire/digits.h"

namespace filon {
namespace {

constexpr std::string_view la_poste = "356000000";
constexpr std::string_view la_poste_head_office = "35600000000048";

// The text without the blanks and dots people and spreadsheets put between groups of digits.
std::string without_separators(std::string_view text) {
  static constexpr std::array<std::string_view, 5> separators = {
      " ", "\t", ".", "\xC2\xA0" /* no-break space */, "\xE2\x80\xAF" /* narrow no-break space */};
  std::string kept;
  while (!text.empty()) {
    const auto* separator = std::find_if(separators.begin(), separators.end(), [&](auto candidate) {
      return text.substr(0, candidate.size()) == candidate;
    });
    if (separator == separators.end()) kept += text.front();
    text.remove_prefix(separator == separators.end() ? 1 : separator->size());
  }
  return kept;
}

Result<std::string> parse_digits(std::string_view text, size_t count) {
  std::string digits = without_separators(text);
  if (digits.size() != count || !std::all_of(digits.begin(), digits.end(), is_digit))
    return fail(ErrorCode::Invalid, "'{}' is not {} digits", text, count);
  return digits;
}

int digit_sum(std::string_view digits) {
  return std::accumulate(digits.begin(), digits.end(), 0,
                         [](int sum, char digit) { return sum + (digit - '0'); });
}

bool luhn_holds(std::string_view digits) {
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    const int doubled = digit > 4 ? 2 * digit - 9 : 2 * digit;
    sum += i % 2 ? doubled : digit;
  }
  // Nothing but zeros is a filler: it passes the sum and names nobody.
  return sum > 0 && sum % 10 == 0;
}

}  // namespace

Result<Siren> Siren::parse(std::string_view text) {
  auto digits = parse_digits(text, 9);
  if (!digits) return std::move(digits).failure();
  return Siren(*std::move(digits));
}

bool Siren::check_digit_holds() const { return luhn_holds(digits_); }

Result<Siret> Siret::parse(std::string_view text) {
  auto digits = parse_digits(text, 14);
  if (!digits) return std::move(digits).failure();
  return Siret(*std::move(digits));
}

bool Siret::check_digit_holds() const {
  // La Poste has more sites than the usual key can tell apart: for all of them but its head office
  // the plain sum of the digits is a multiple of five.
  if (digits_.starts_with(la_poste) && digits_ != la_poste_head_office)
    return digit_sum(digits_) % 5 == 0;
  return luhn_holds(digits_);
}

}  // namespace filon
