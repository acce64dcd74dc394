#include "indexer/matching/candidates.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "annuaire/stable_hash.h"

namespace filon {
namespace {

// More pairs than this behind one key say that the key tells nothing; others will bring the rows
// together where they are one.
constexpr size_t most_pairs_of_a_key = 20'000;
// Words this rare are looked for in the whole département, for rows whose town is unknown.
constexpr size_t most_rows_of_a_rare_word = 40;
constexpr size_t cut = 4;  // letters of the beginning or end of a word

struct Key {
  uint64_t hash;
  uint32_t source, row;
  auto operator<=>(const Key&) const = default;
};

class KeyMaker {
 public:
  explicit KeyMaker(const Corpus& corpus) : corpus_(corpus) {
    for (uint32_t row = 0; row < corpus.size(); ++row) add_row(row);
    std::sort(keys_.begin(), keys_.end());
    keys_.erase(std::unique(keys_.begin(), keys_.end()), keys_.end());
  }
  std::vector<Key> take() { return std::move(keys_); }

 private:
  void add(std::string_view sort, std::string_view place, std::string_view value) {
    text_.assign(sort);
    (text_ += '|') += place;
    (text_ += '|') += value;
    keys_.push_back({stable_hash(text_), corpus_[row_].source, row_});
  }

  void add_row(uint32_t row) {
    row_ = row;
    const RowTraits& traits = corpus_[row];
    for (const std::string* place : {&traits.insee_code, &traits.post_code})
      if (!place->empty()) add_in_town(traits, *place);
    if (!traits.departement.empty()) add_rare_words(traits);
    if (!traits.phone.empty()) add("phone", "", traits.phone);
    if (!traits.domain.empty()) add("domain", "", traits.domain);
    if (!traits.siren.empty()) add("siren", "", traits.siren);
  }

  void add_in_town(const RowTraits& traits, std::string_view town) {
    for (const ComparedName& name : traits.names) {
      for (const WordId word : name.words) add_word(town, corpus_.text(word));
      if (name.initials.size() >= 3) add("initials", town, name.initials);
      add("joined", town, std::string_view(name.joined).substr(0, cut + 1));
    }
    for (const std::string& word : traits.street.words)
      if (word.size() > 3) add("street", town, word);
  }

  // A typing error leaves the beginning or the end of a word as it was.
  void add_word(std::string_view town, std::string_view word) {
    add("word", town, word);
    if (word.size() >= 3 && word.size() <= 8) add("initials", town, word);
    if (word.size() < cut) return;
    add("begins", town, word.substr(0, cut));
    add("ends", town, word.substr(word.size() - cut));
  }

  void add_rare_words(const RowTraits& traits) {
    for (const ComparedName& name : traits.names)
      for (const WordId word : name.words)
        if (corpus_.rows_with(word) <= most_rows_of_a_rare_word)
          add("word", traits.departement, corpus_.text(word));
  }

  const Corpus& corpus_;
  uint32_t row_ = 0;
  std::string text_;
  std::vector<Key> keys_;
};

const Key* end_of_source(const Key* first, const Key* last) {
  return std::find_if(first, last, [&](const Key& key) { return key.source != first->source; });
}

// Keys of one hash, by source: each row with those of the sources after its own.
void add_pairs(const Key* first, const Key* last, std::vector<RowPair>& pairs) {
  size_t count = 0;
  for (const Key *start = first, *end = nullptr; start != last; start = end) {
    end = end_of_source(start, last);
    count += static_cast<size_t>(end - start) * static_cast<size_t>(last - end);
  }
  if (count > most_pairs_of_a_key) return;
  for (const Key *start = first, *end = nullptr; start != last; start = end) {
    end = end_of_source(start, last);
    for (const Key* a = start; a != end; ++a)
      for (const Key* b = end; b != last; ++b)
        pairs.emplace_back(std::min(a->row, b->row), std::max(a->row, b->row));
  }
}

}  // namespace

std::vector<RowPair> candidates(const Corpus& corpus) {
  const std::vector<Key> keys = KeyMaker(corpus).take();
  std::vector<RowPair> pairs;
  const Key* const end = keys.data() + keys.size();
  for (const Key* first = keys.data(); first != end;) {
    const Key* const last =
        std::find_if(first, end, [&](const Key& key) { return key.hash != first->hash; });
    add_pairs(first, last, pairs);
    first = last;
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  return pairs;
}

}  // namespace filon
