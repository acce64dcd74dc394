// What the oracle gives a record for the words asked.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "annuaire/text.h"
#include "searchd/match/ranking.h"
#include "tests/integration/oracle.h"

namespace filon {
namespace {

std::set<std::string> stems(const std::string& text) {
  std::set<std::string> found;
  for (const Word& word : words(text)) found.insert(stem(word.text));
  return found;
}

// Stems of a record by field.
std::map<TextField, std::set<std::string>> texts_of(const Structure& s) {
  std::map<TextField, std::set<std::string>> texts;
  const auto add = [&](TextField field, const std::string& text) {
    for (const std::string& one : stems(text)) texts[field].insert(one);
  };
  add(TextField::Name, s.name + " " + s.brand);
  for (const auto& sector : s.sectors)
    add(sector.origin == Origin::Declared ? TextField::SectorDeclared : TextField::SectorInferred,
        sector.name);
  for (const auto& label : s.labels) add(TextField::Label, label.name);
  for (const auto& network : s.networks) add(TextField::Network, network.name);
  for (const auto& criterion : s.criteria) add(TextField::Criterion, criterion.name);
  for (const auto& offer : s.offers) add(TextField::Offer, offer.name + " " + offer.description);
  add(TextField::City, s.address.city);
  add(TextField::Description, s.description);
  return texts;
}

}  // namespace

uint32_t Oracle::best_field(const Structure& s, const std::string& word) const {
  uint32_t best = 0;
  for (const auto& [field, held] : texts_of(s))
    if (held.count(stem(word)))
      best = std::max<uint32_t>(best, tables_.field_weights[static_cast<size_t>(field)]);
  return best;
}

bool Oracle::holds(const Structure& s, const std::string& word) const {
  return best_field(s, word) > 0;
}

bool Oracle::holds_all(const Structure& s, const Question& question) const {
  return std::all_of(question.words.begin(), question.words.end(),
                     [&](const AskedWord& word) { return holds(s, word.text); });
}

// One more each time the word is half as frequent, at most 12.
uint32_t Oracle::step(size_t holding) const {
  if (holding == 0 || holding >= records_.size()) return 1;
  return std::min<uint32_t>(
      12, 1 + static_cast<uint32_t>(std::log2(std::floor(static_cast<double>(records_.size()) /
                                                         static_cast<double>(holding)))));
}

uint32_t Oracle::step_of_sector(const std::string& slug) const {
  return step(
      static_cast<size_t>(std::count_if(records_.begin(), records_.end(), [&](const Structure& s) {
        return std::any_of(s.sectors.begin(), s.sectors.end(),
                           [&](const SectorLink& sector) { return sector.slug == slug; });
      })));
}

uint32_t Oracle::score_of_phrase(const Structure& s, const Asked& asked, size_t phrase) const {
  const Interpretation& read = asked.question.interpretation;
  const auto weight = [&](TextField field) -> uint32_t {
    return tables_.field_weights[static_cast<size_t>(field)];
  };
  uint32_t best = 0, first_step = 1, first_confidence = 100;
  bool first = true;
  for (const SectorReading& reading : read.sectors) {
    if (reading.phrase != phrase) continue;
    for (const auto& [wanted, confidence] : selected_by(reading, asked)) {
      const std::string slug = wanted;
      const bool known = std::any_of(records_.begin(), records_.end(), [&](const Structure& r) {
        return std::any_of(r.sectors.begin(), r.sectors.end(),
                           [&](const SectorLink& link) { return link.slug == slug; });
      });
      if (!known) continue;
      if (first) first_step = step_of_sector(slug), first_confidence = confidence, first = false;
      for (const Activity& activity : activities_of(s)) {
        if (!fits(s, activity, asked) || reach(s, activity.area, asked.request) == Reach::No)
          continue;
        for (const SectorLink& sector : sectors_of(s, activity)) {
          const bool declared = sector.origin == Origin::Declared;
          if (sector.slug != slug || (asked.request.declared_only && !declared)) continue;
          best = std::max(best,
                          weight(declared ? TextField::SectorDeclared : TextField::SectorInferred) *
                              step_of_sector(slug) * confidence / 100);
        }
      }
    }
  }
  const auto& words = read.phrases[phrase].words;
  uint32_t least = weight(TextField::Name);
  for (const std::string& word : words) least = std::min(least, best_field(s, word));
  if (!words.empty()) best = std::max(best, least * first_step * first_confidence / 100);
  return best;
}

uint32_t Oracle::score(const Structure& s, const Asked& asked) const {
  const Interpretation& read = asked.question.interpretation;
  std::set<size_t> phrases;
  std::set<std::string> in_phrases;
  for (const SectorReading& reading : read.sectors) phrases.insert(reading.phrase);
  uint32_t sum = 0;
  for (const size_t phrase : phrases) {
    sum += score_of_phrase(s, asked, phrase);
    for (const std::string& word : read.phrases[phrase].words) in_phrases.insert(stem(word));
  }
  for (const AskedWord& word : asked.question.words) {
    if (in_phrases.count(stem(word.text))) continue;
    const auto holding = static_cast<size_t>(
        std::count_if(records_.begin(), records_.end(),
                      [&](const Structure& other) { return holds(other, word.text); }));
    sum += best_field(s, word.text) * step(holding);
  }
  return sum;
}

}  // namespace filon
