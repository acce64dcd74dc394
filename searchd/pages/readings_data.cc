#include "searchd/pages/readings_data.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "searchd/tables.h"

namespace filon {
namespace {

std::string words_of(const Reading& reading) {
  std::vector<std::string> words;
  for (const Evidence& evidence : reading.because) words.push_back(evidence.text);
  return fmt::format("{}", fmt::join(words, " … "));
}

class Readings {
 public:
  Readings(const PageState& state, const Tables& tables) : state_(state), tables_(tables) {}

  void add(const char* kind, const Reading& reading, const std::string& name,
           const std::string& note = "") {
    PageData item;
    item.set("kind", kind);
    item.set("name", name);
    set_text(item, "words", words_of(reading));
    // "bourgogne" is read as four départements: why is said once.
    set_text(item, "note", note == last_note_ ? "" : note);
    last_note_ = note;
    item.set("url", results_url(changed(state_,
                                        [&](SearchRequest& r) {
                                          r.ignore.push_back(reading.id);
                                          std::sort(r.ignore.begin(), r.ignore.end());
                                        }),
                                tables_));
    list_.push_back(item);
  }
  void add_all(const char* kind, const std::vector<Reading>& readings) {
    for (const Reading& reading : readings) add(kind, reading, reading.name);
  }
  PageData take() { return std::move(list_); }

 private:
  const PageState& state_;
  const Tables& tables_;
  PageData list_{PageData::type::list};
  std::string last_note_;
};

PageData chips(const Interpretation& read, const PageState& state, const Tables& tables) {
  Readings list(state, tables);
  for (const SectorReading& reading : read.sectors) list.add("Métier", reading, reading.name);
  for (const TerritoryReading& reading : read.territories)
    list.add("Lieu", reading, reading.name, reading.note);
  if (read.near)
    list.add("Rayon", *read.near,
             fmt::format("{}\u00a0km autour de {}", read.near->radius_km, read.near->name),
             read.near->given ? "" : "distance choisie par Filon");
  list.add_all("Statut", read.kinds);
  list.add_all("Réservation", read.reservations);
  list.add_all("Label", read.labels);
  list.add_all("Engagement", read.criteria);
  list.add_all("CPV", read.cpv);
  list.add_all("Numéro", read.identifiers);
  return list.take();
}

// A choice is made by saying it in the filters, which replace a reading of their kind.
PageData choices_data(const Ambiguity& ambiguity, const PageState& state, const Tables& tables) {
  PageData list(PageData::type::list);
  for (const Reading& choice : ambiguity.choices) {
    const auto place = tables.territories.parse(choice.value);
    const bool sector = !tables.sectors.resolve(choice.value).empty();
    if (!place && !sector) continue;
    PageData item;
    item.set("name", choice.name);
    item.set("url", results_url(changed(state,
                                        [&](SearchRequest& r) {
                                          if (place)
                                            r.territories = {*place};
                                          else
                                            r.sectors = {choice.value};
                                        }),
                                tables));
    list.push_back(item);
  }
  return list;
}

}  // namespace

void add_readings(PageData& data, const SearchResult& result, const PageState& state,
                  const Tables& tables) {
  const Interpretation& read = result.question.interpretation;
  set_list(data, "readings", chips(read, state, tables));
  PageData corrections(PageData::type::list), ambiguous(PageData::type::list),
      relaxed(PageData::type::list);
  for (const Correction& correction : read.corrections) {
    PageData item;
    item.set("from", correction.from);
    item.set("to", correction.to);
    corrections.push_back(item);
  }
  for (const Ambiguity& ambiguity : read.ambiguous) {
    PageData item;
    item.set("words", ambiguity.words.text);
    set_list(item, "choices", choices_data(ambiguity, state, tables));
    ambiguous.push_back(item);
  }
  for (const Relaxation& relaxation : result.question.relaxed)
    relaxed.push_back(PageData("text", relaxation.text));
  data.set("corrections", corrections);
  data.set("ambiguous", ambiguous);
  data.set("relaxed", relaxed);
  data.set("unread", !state.request.ignore.empty() || !state.request.interpret);
  data.set("reread_url", results_url(changed(state,
                                             [](SearchRequest& r) {
                                               r.ignore.clear();
                                               r.interpret = true;
                                             }),
                                     tables));
}

}  // namespace filon
