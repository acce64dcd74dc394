#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/structure_kind.h"

namespace filon {

/// An article of the Code de la commande publique. Which status opens which reservation is said
/// by annuaire/structure_kind alone; here stands what an article lets a buyer do.
struct LegalArticle {
  std::string code;                    ///< "L.2113-12"
  std::vector<ReservationCode> opens;  ///< two when one lot may be kept for both; none: a clause
  std::string text;                    ///< French, in plain words
  std::string url;                     ///< https address of the code it stands in
};

/// A French sentence. What nobody has checked against the law is shown as "à vérifier".
struct LegalText {
  std::string text;
  bool verified = false;
};

/// Which structures a lever needs: those that do the work, or also those that lend people.
enum class LeverSupply { Service, Any };

/// CPV codes from `first` to `last`, both of eight digits and included.
struct CpvRange {
  std::string first, last;
};

/// The services to which a lever is limited.
struct LegalServices {
  std::vector<CpvRange> cpv;
  bool verified = false;
  /// Whether an eight-digit code is one of them.
  bool hold(std::string_view code) const;
};

/// One thing a buyer can do with what a territory offers.
struct Lever {
  std::string id;                      ///< "reservation-handicap"
  std::string name;                    ///< French
  std::vector<std::string> articles;   ///< codes of LegalArticle
  std::vector<ReservationCode> opens;  ///< of its articles together; empty: open to all
  LeverSupply supply = LeverSupply::Any;
  std::string explanation;  ///< French, in plain words
  std::vector<LegalText> conditions;
  std::optional<LegalServices> services;
  std::string sentence;  ///< French, for the notice; "[…]" is to be filled in; "" where none goes
};

/// An amount, while it holds: a change of threshold is a new line of data.
struct Threshold {
  std::string id;  ///< the same for all amounts of one threshold over time
  std::string name;
  double amount = 0;
  std::string unit;        ///< "EUR HT"
  std::string valid_from;  ///< ISO day, included
  std::string valid_to;    ///< ISO day, included; "" while no end is known
  std::string reference;
  bool verified = false;
};

/// What law lets a buyer do, as of a day. It informs and is no legal advice: `notice` says so and
/// is shown with all of it.
class Legal {
 public:
  /// Reads dir/legal.json. Errors name the file and the place ("levers[2].supply: …"): what is
  /// missing or unknown, a lever of no article, thresholds that overlap, an article that says other
  /// than structure_kind.
  static Result<Legal> load(const std::filesystem::path& dir);

  const std::string& as_of() const { return as_of_; }  ///< ISO day: "à jour au"
  const std::string& notice() const { return notice_; }
  const std::vector<LegalArticle>& articles() const { return articles_; }
  const std::vector<Lever>& levers() const { return levers_; }
  const std::vector<Threshold>& thresholds() const { return thresholds_; }

  /// Null when there is none of that code or id.
  const LegalArticle* article(std::string_view code) const;
  const Lever* lever(std::string_view id) const;
  /// The amount that holds on an ISO day, or null.
  const Threshold* threshold(std::string_view id, std::string_view day) const;

 private:
  friend class LegalReader;
  std::string as_of_, notice_;
  std::vector<LegalArticle> articles_;
  std::vector<Lever> levers_;
  std::vector<Threshold> thresholds_;
};

/// "service" or "any".
std::string_view to_string(LeverSupply supply);

}  // namespace filon
