#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/matching/name_form.h"
#include "indexer/matching/street_form.h"
#include "indexer/packed_records.h"

namespace filon {

/// Number of a word of the corpus.
using WordId = uint32_t;

/// A name as numbers of words.
struct ComparedName {
  std::vector<WordId> words;  ///< in the order of the name
  std::vector<std::string> kinds;
  std::string initials, joined;  ///< joined: its words without blanks
};

/// What of a row tells whether another is of the same site.
struct RowTraits {
  uint32_t source = 0;              ///< number of its source
  std::vector<ComparedName> names;  ///< name, then brand where there is one
  StreetForm street;
  std::string insee_code, post_code, departement;
  std::string phone, domain;  ///< "" where they prove nothing: shared by several structures
  std::string siret, siren;
  uint32_t statuses = 0;         ///< bits of the kinds of which a site rarely has two
  std::set<WordId> place_words;  ///< of its city: they tell names in one town little apart
  std::optional<Point> point;    ///< the source's own, of an address
};

/// All rows of a merge, as they are compared: what a word is worth and what a phone or domain
/// proves depends on how many rows have it, whatever their order.
class Corpus {
 public:
  /// `shared_domains`: of hosts, mail services and national networks, which prove nothing.
  Corpus(const PackedRecords& rows, const std::set<std::string>& shared_domains);

  const RowTraits& operator[](size_t row) const { return traits_[row]; }
  size_t size() const { return traits_.size(); }
  const std::string& text(WordId word) const { return texts_[word]; }
  /// How much it tells that two names share the word: the rarer, the more.
  double weight(WordId word) const { return weights_[word]; }
  /// The sum of the weights of rare words above which sharing them is unlikely to be a coincidence.
  double distinctive() const { return distinctive_; }
  /// The least weight of a word that is not of everyday use.
  double rare() const { return rare_; }
  size_t rows_with(WordId word) const { return counts_[word]; }

 private:
  WordId number_of(const std::string& word);
  ComparedName compared(std::string_view name);
  RowTraits traits_of(const Structure& row, const std::set<std::string>& shared_domains);
  void weigh();
  void drop_shared_clues();

  std::unordered_map<std::string, WordId> numbers_;
  std::unordered_map<std::string, uint32_t> sources_;
  std::vector<std::string> texts_;
  std::vector<uint32_t> counts_;
  std::vector<double> weights_;
  std::vector<RowTraits> traits_;
  double distinctive_ = 0, rare_ = 0;
};

/// "https://www.verger.example/contact" is "verger.example"; "" of no address.
std::string domain_of(std::string_view website);

}  // namespace filon
