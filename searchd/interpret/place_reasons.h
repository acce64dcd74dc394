#pragma once

#include "searchd/interpret/read_places.h"

namespace filon {

/// Says whether words that name a place are meant as one: by what stands before and after them, by
/// their accents, and by what else they may mean.
class PlaceReasons {
 public:
  /// See find_places(). `found` are the places read so far.
  PlaceReasons(const Tokens& tokens, const std::vector<size_t>& weight, const PlaceLexicon& lexicon,
               const Territories& territories, const PlaceMentions& found)
      : tokens_(tokens),
        weight_(weight),
        lexicon_(lexicon),
        territories_(territories),
        found_(found) {}

  /// Notes what stands before a name: "à", "autour de", "dans le", "à côté de" …
  void see_preposition(const std::string& key, PlaceMention& mention) const;
  bool accept(const std::string& key, const PlaceMention& mention) const;

 private:
  std::string_view text(size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].text) : std::string_view();
  }
  std::string_view before(size_t i, size_t back) const {
    return i >= back ? text(i - back) : std::string_view();
  }
  bool has_reason(const PlaceMention& mention) const;
  bool is_departement(const PlaceMention& mention) const;
  bool beside_code(const PlaceMention& mention) const;
  bool after_its_town(const PlaceMention& mention) const;
  bool is_spelt_as_place(const PlaceMention& mention) const;
  bool is_spelt_otherwise(const PlaceMention& mention) const;
  bool is_large(const PlaceMention& mention) const;
  bool ends_a_need(const PlaceMention& mention) const;

  const Tokens& tokens_;
  const std::vector<size_t>& weight_;
  const PlaceLexicon& lexicon_;
  const Territories& territories_;
  const PlaceMentions& found_;
};

}  // namespace filon
