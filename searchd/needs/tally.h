#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/needs/needs.h"

namespace filon {

/// What the stretches of a text say for each code and trade, before the best are chosen.
class Tally {
 public:
  /// A code, as sure as `weight` (0 to 1) says; each naming leaves less doubt.
  void add_code(const std::string& code, double weight, const std::vector<Evidence>& because,
                size_t start = 0);
  /// A code that stands in the text: it comes before those that words tell.
  void add_written_code(const std::string& code, const std::vector<Evidence>& because);
  /// A trade, as sure as `confidence` (0 to 1) says.
  void add_sector(const std::string& slug, double confidence, const std::vector<Evidence>& because,
                  size_t start = 0);
  void add_territory(const Reading& reading) { add(found_.territories, reading, 0); }
  void add_kind(const Reading& reading) { add(found_.kinds, reading, 0); }
  void add_criterion(const Reading& reading) { add(found_.criteria, reading, 0); }

  /// How another stretch is added: what its codes and its trades count of what they do there, and
  /// at which code point of the whole it begins.
  struct Stretch {
    double share = 1, trade_share = 1;
    size_t start = 0;
  };
  void merge(const Tally& other, const Stretch& stretch);

  /// The code most speaks for, or "".
  std::string surest_code() const;
  bool has_codes() const { return !codes_.empty(); }
  bool has_territories() const { return !found_.territories.empty(); }
  void take_territories(const Tally& other) { found_.territories = other.found_.territories; }

  /// Chooses and orders. A trade is less sure the more speaks for codes that it is not bought
  /// under.
  NeedReading reading(const Tables& tables) const;

 private:
  struct Sign {
    double weight = 0;  ///< 0 to 1: how sure
    size_t order = 0;   ///< of first mention, among equals
    bool written = false;
    std::vector<Evidence> because;
  };
  static void add(std::vector<Reading>& readings, const Reading& reading, size_t start);
  std::vector<NeedSector> sectors(const Tables& tables) const;
  std::vector<NeedCpv> codes(const Tables& tables) const;
  /// A code as trades are held against it.
  struct Claim {
    std::string_view digits;  ///< the significant ones
    double weight = 0;
    bool no_trade = false;
  };
  std::vector<Claim> claims(const Tables& tables) const;

  std::map<std::string, Sign> codes_, sectors_;
  NeedReading found_;
};

}  // namespace filon
