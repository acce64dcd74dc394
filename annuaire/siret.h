#pragma once

#include <compare>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// Nine digits that name one legal entity: what buyers count suppliers by.
class Siren {
 public:
  /// Blanks (no-break ones too) and dots between digits are left out.
  static Result<Siren> parse(std::string_view text);

  bool check_digit_holds() const;
  std::string_view digits() const { return digits_; }
  auto operator<=>(const Siren&) const = default;

 private:
  friend class Siret;
  explicit Siren(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

/// Fourteen digits that name one establishment. One whose check digit fails is kept:
/// sources carry a few for real structures, and refusing them would hide these from buyers.
class Siret {
 public:
  /// Blanks (no-break ones too) and dots between digits are left out.
  static Result<Siret> parse(std::string_view text);

  bool check_digit_holds() const;
  std::string_view digits() const { return digits_; }
  Siren siren() const { return Siren(digits_.substr(0, 9)); }
  auto operator<=>(const Siret&) const = default;

 private:
  explicit Siret(std::string digits) : digits_(std::move(digits)) {}
  std::string digits_;
};

}  // namespace filon
