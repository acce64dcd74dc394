#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/territory.h"

namespace filon {

/// What a name of a place may mean: one territory, or several taken together (an old région).
struct PlaceMeaning {
  std::vector<PlaceId> places;
  NameRank rank = NameRank::Name;
  std::string note;  ///< French: what was taken for a name that is no exact territory
};

/// Every name that may stand in a question, by place_key().
class PlaceLexicon {
 public:
  /// The names of the territories, the usual names of EPCI derived from the official ones, and
  /// dir/place_aliases.tsv. dir/place_words.tsv lists the names that are words too.
  static Result<PlaceLexicon> load(const std::filesystem::path& dir,
                                   const Territories& territories);

  /// The meanings of a name, or nullptr.
  const std::vector<PlaceMeaning>* find(const std::string& key) const;
  /// Whether a longer name begins with these words.
  bool begins(const std::string& key) const { return beginnings_.count(key) > 0; }
  /// A name that is also a word: read as a place only with a reason.
  bool is_word(const std::string& key) const { return words_.count(key) > 0; }
  /// A name of place_aliases.tsv: "BFC", "IDF" are short, and sure.
  bool is_alias(const std::string& key) const { return aliases_.count(key) > 0; }
  /// A name that is a verb ("à louer"): not even a preposition makes it a place.
  bool is_verb(const std::string& key) const { return verbs_.count(key) > 0; }
  /// A name whose word hardly ends a line about a need ("plombier Sens"): there it is the place.
  bool is_town(const std::string& key) const { return towns_.count(key) > 0; }
  /// Each word of three letters or more of each name, with the most people any of these places has.
  const std::unordered_map<std::string, int64_t>& name_words() const { return name_words_; }

 private:
  void add(const std::string& key, PlaceMeaning meaning);
  void add_epci_names(const Territories& territories, PlaceId id);
  void count_words(const std::string& key, int64_t population);
  void count_whole_names(const Territories& territories);
  Status add_aliases(const std::filesystem::path& dir, const Territories& territories);
  Status add_words(const std::filesystem::path& dir);

  std::unordered_map<std::string, std::vector<PlaceMeaning>> meanings_;
  std::unordered_set<std::string> beginnings_, words_, verbs_, towns_, aliases_;
  std::unordered_map<std::string, int64_t> name_words_;
};

}  // namespace filon
