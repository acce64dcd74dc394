#pragma once

#include "searchd/interpret/read_places.h"

namespace filon {

/// Reads places that are given as numbers: post codes, départements, distances, arrondissements.
class PlaceNumbers {
 public:
  /// See find_places(). `found` are the places read so far.
  PlaceNumbers(const Tokens& tokens, const std::vector<size_t>& weight,
               const Territories& territories, const PlaceMentions& found)
      : tokens_(tokens), weight_(weight), territories_(territories), found_(found) {}

  /// "20 km", "rayon de 30 kilomètres".
  std::optional<DistanceMention> find_distance() const;
  /// Five digits that are a post code, not a quantity.
  std::optional<PlaceMention> post_code(size_t i) const;
  /// "le 21", "dans le 2A", "(39)", "dpt 25", "traiteur 21".
  std::optional<PlaceMention> departement(size_t i) const;
  /// The token after "3e", "3ème arrondissement", "13" right behind Paris, Lyon or Marseille: an
  /// arrondissement, which is searched as its town. `i` when there is none.
  size_t past_arrondissement(size_t i) const;

 private:
  std::string_view text(size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].text) : std::string_view();
  }
  std::string_view before(size_t i, size_t back) const {
    return i >= back ? text(i - back) : std::string_view();
  }
  void widen(DistanceMention& distance) const;
  bool joins(size_t i) const;
  bool is_asked(size_t i, const std::string& code) const;

  const Tokens& tokens_;
  const std::vector<size_t>& weight_;
  const Territories& territories_;
  const PlaceMentions& found_;
};

}  // namespace filon
