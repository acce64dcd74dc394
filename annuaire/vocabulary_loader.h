#pragma once

#include <map>
#include <set>

#include "annuaire/tsv.h"
#include "annuaire/vocabulary.h"

namespace filon {

/// Fills a Vocabulary from its tables.
class VocabularyLoader {
 public:
  using IsSlug = std::function<bool(const std::string&)>;
  VocabularyLoader(std::filesystem::path dir, IsSlug is_slug, const StopWords& stop_words)
      : dir_(std::move(dir)), is_slug_(std::move(is_slug)) {
    made_.stop_words_ = stop_words;
  }
  /// The tables of trades, and the names of sectors and groups.
  Result<Vocabulary> load(const Sectors& sectors);
  /// One table of terms alone.
  Result<Vocabulary> load_terms(const std::string& table, const std::vector<std::string>& columns);

 private:
  Status load_classes();
  Status read_terms(const std::string& table, const std::vector<std::string>& columns);
  Status load_senses();
  void add_names(const Sectors& sectors);
  Vocabulary finish();
  void choose_anchors();

  Result<std::vector<std::string>> expand(std::string_view term) const;
  Status add(std::string_view phrase, Sense sense);
  Result<int> confidence(const std::string& text) const;
  Status check_slug(const std::string& slug) const;
  std::vector<uint32_t> stems_of(std::string_view text);
  std::vector<uint32_t> context(const std::string& cell);
  uint32_t stem_id(const std::string& stem);

  std::filesystem::path dir_;
  IsSlug is_slug_;
  Vocabulary made_;
  std::map<std::string, std::vector<std::string>, std::less<>> classes_;
  std::map<std::vector<uint32_t>, uint32_t> term_of_;
  std::set<std::string> words_;
  std::set<std::string> lone_words_;
};

}  // namespace filon
