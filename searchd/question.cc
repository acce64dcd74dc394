#include "searchd/question.h"

#include <algorithm>

#include "annuaire/text.h"
#include "searchd/interpret/interpret.h"
#include "searchd/snapshot.h"
#include "searchd/spelling.h"
#include "searchd/tables.h"

namespace filon {
namespace {

// Plain text: every word must occur.
Interpretation plain_words(const std::string& q, const Tables& tables, const Snapshot& snapshot) {
  const Image& image = *snapshot.image;
  Interpretation plain;
  const StopWords& stop_words = tables.lexicon.stop_words;
  std::vector<Word> words = filon::words(q);
  const auto is_link = [&](const Word& word) { return stop_words.is_link(word.text); };
  for (const Word& word : words) {
    if (!plain.rest.empty()) plain.rest += ' ';
    plain.rest += word.text;
  }
  if (!std::all_of(words.begin(), words.end(), is_link))
    words.erase(std::remove_if(words.begin(), words.end(), is_link), words.end());
  for (const Word& word : words) {
    std::string text = word.text;
    if (!image.stems.find(stem(text)))
      if (const auto corrected = correct_word(image, snapshot.word_letters, text)) {
        plain.corrections.push_back({text, std::string(image.words[*corrected])});
        text = image.words[*corrected];
      }
    plain.words.push_back(std::move(text));
  }
  return plain;
}

// A given parameter of a kind says it all: what was read of that kind is dropped.
void drop_replaced(const SearchRequest& request, Interpretation& read) {
  if (!request.territories.empty() || request.near) {
    read.territories.clear();
    read.near.reset();
  }
  if (!request.sectors.empty()) read.sectors.clear();
  if (!request.asked(Facet::Kind).empty()) read.kinds.clear();
  if (!request.asked(Facet::Reservation).empty()) read.reservations.clear();
  if (!request.asked(Facet::Label).empty()) read.labels.clear();
}

void add_values(std::vector<std::string>& values, const std::vector<Reading>& readings) {
  for (const Reading& reading : readings) values.push_back(reading.value);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

Question read_question(const SearchRequest& request, const Tables& tables,
                       const Snapshot& snapshot) {
  const Image& image = *snapshot.image;
  Question question;
  if (request.interpret) {
    const IndexWords words = index_words(image);
    question.interpretation = interpret(
        request.q,
        {tables.lexicon, tables.sectors, tables.territories, tables.criteria, tables.labels},
        request.ignore, &words);
    question.reads_sector = !question.interpretation.sectors.empty();
    drop_replaced(request, question.interpretation);
  } else {
    question.interpretation = plain_words(request.q, tables, snapshot);
  }
  for (const std::string& word : question.interpretation.words) {
    const std::string stemmed = stem(word);
    const bool known =
        std::any_of(question.words.begin(), question.words.end(),
                    [&](const AskedWord& asked) { return stem(asked.text) == stemmed; });
    if (!known) question.words.push_back({word, image.stems.find(stemmed)});
  }
  return question;
}

SearchRequest with_readings(const SearchRequest& request, const Interpretation& read) {
  SearchRequest applied = request;
  for (const TerritoryReading& territory : read.territories)
    applied.territories.push_back(territory.place);
  std::sort(applied.territories.begin(), applied.territories.end());
  applied.territories.erase(std::unique(applied.territories.begin(), applied.territories.end()),
                            applied.territories.end());
  if (read.near) {
    applied.near = SearchRequest::Near{read.near->point, read.near->value, read.near->radius_km};
    applied.near_or_territory = !read.near->given;
  }
  const auto values = [&](Facet facet) -> std::vector<std::string>& {
    return applied.values[static_cast<size_t>(facet)];
  };
  add_values(values(Facet::Kind), read.kinds);
  add_values(values(Facet::Reservation), read.reservations);
  add_values(values(Facet::Label), read.labels);
  return applied;
}

}  // namespace filon
