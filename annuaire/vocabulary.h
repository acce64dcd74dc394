#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/sector.h"
#include "annuaire/stop_words.h"
#include "annuaire/text.h"

namespace filon {

/// What a term can mean: a sector or a whole group.
struct Sense {
  std::string slug;                     ///< of a sector or of a group
  int confidence = 0;                   ///< percent, before context
  std::vector<uint32_t> with, without;  ///< stems beside the term that settle for or against it
};

/// One place where words name a trade.
struct Mention {
  struct Reading {
    std::string slug;
    int confidence = 0;  ///< percent, after context
  };
  std::vector<uint32_t> words;    ///< indices into the words given, rising
  std::vector<Reading> readings;  ///< surest first, at least one
  bool settled = true;            ///< false: several senses are left, and no context chooses
  bool tight = true;              ///< the words stand together, in the order of the term
};

/// The words of buyers, of notices and of CPV labels, and the trades they name. Loaded once, then
/// only read; used to read questions, to cut needs and to infer the sectors of a record.
class Vocabulary {
 public:
  /// Reads vocabulary.tsv, senses.tsv and word_classes.tsv; the names of sectors and groups are
  /// terms too. The error names file and line.
  static Result<Vocabulary> load(const std::filesystem::path& dir, const Sectors& sectors,
                                 const StopWords& stop_words);

  /// Words of another table of dir, whose first columns are slug, confidence, terms,
  /// and whose slugs are
  /// those that `is_slug` accepts. Word classes and errors as with load().
  static Result<Vocabulary> load_terms(const std::filesystem::path& dir, const std::string& table,
                                       const std::vector<std::string>& columns,
                                       const std::function<bool(const std::string&)>& is_slug,
                                       const StopWords& stop_words);

  /// The mentions in words() or pieces() of a text, in reading order; no two share a word. Longer
  /// terms win, words that stand together before words that only stand near. Linear in the text.
  std::vector<Mention> mentions(std::span<const Word> words) const;

  /// Whether a term holds this folded word, in any inflection.
  bool knows(std::string_view folded_word) const;
  /// Whether this word alone is a term.
  bool is_term(std::string_view folded_word) const;
  /// Whether a term is this folded word itself, singular or plural: a stem also joins words that
  /// share their beginning alone ("port" and "porte").
  bool writes(std::string_view folded_word) const;
  /// Every word of every term, folded, as written in the tables; sorted, each once.
  const std::vector<std::string>& words() const { return words_; }
  size_t size() const { return terms_.size(); }

 private:
  friend class VocabularyLoader;
  friend class MentionFinder;
  struct Term {
    std::vector<uint32_t> stems;  ///< without link words
    std::vector<Sense> senses;
  };

  std::vector<Term> terms_;
  std::unordered_map<std::string, uint32_t> stem_ids_;
  std::vector<std::vector<uint32_t>> terms_of_;  ///< by stem: the terms it is the rarest stem of
  std::unordered_map<std::string, uint32_t> single_terms_;  ///< by stem
  StopWords stop_words_;
  std::vector<std::string> words_;
  std::vector<std::string> lone_words_;  ///< terms of one word, as written, folded; sorted
};

}  // namespace filon
