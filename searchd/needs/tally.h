#pragma once

#include <map>
#include <string>
#include <vector>

#include "searchd/needs/needs.h"

namespace filon {

/// What the stretches of a text say for each code and trade, before the best are chosen.
class Tally {
 public:
  /// A code, as sure as `weight` (0 to 1) says; each naming leaves less doubt.
  void add_code(const std::string& code, double weight, const std::vector<Evidence>& because);
  /// A trade, as sure as `confidence` (0 to 1) says.
  void add_sector(const std::string& slug, double confidence, const std::vector<Evidence>& because);
  void add_territory(Reading reading) { add(found_.territories, std::move(reading)); }
  void add_kind(Reading reading) { add(found_.kinds, std::move(reading)); }
  void add_criterion(Reading reading) { add(found_.criteria, std::move(reading)); }

  /// Adds what another stretch says; its codes count `share` of what they do there.
  void merge(const Tally& other, double share);

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
    std::vector<Evidence> because;
  };
  static void add(std::vector<Reading>& readings, Reading reading);
  std::vector<NeedSector> sectors(const Tables& tables) const;
  std::vector<NeedCpv> codes(const Tables& tables) const;
  double support(const std::string& slug, const Tables& tables) const;

  std::map<std::string, Sign> codes_, sectors_;
  NeedReading found_;
};

}  // namespace filon
