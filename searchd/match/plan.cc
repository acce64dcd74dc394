#include "searchd/match/plan.h"

#include <algorithm>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "searchd/match/record_sets.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void choose_values(const SearchRequest& request, const Image& image, Plan& plan) {
  for (const FacetInfo& info : facets) {
    Choice& choice = plan.choices[static_cast<size_t>(info.facet)];
    const StringList& values = image.facet(info.facet).values;
    choice.asked = !request.asked(info.facet).empty();
    if (choice.asked) choice.wanted.resize(values.size());
    for (const std::string& value : request.asked(info.facet)) want(values, value, choice.wanted);
  }
}

void choose_sectors(const SearchRequest& request, const Tables& tables, const Image& image,
                    Plan& plan) {
  Choice& choice = plan.choices[static_cast<size_t>(Facet::Sector)];
  choice.asked = !request.sectors.empty();
  if (choice.asked) choice.wanted.resize(image.facet(Facet::Sector).values.size());
  for (const std::string& slug : request.sectors) {
    want(image.facet(Facet::Sector).values, slug, choice.wanted);
    for (const SectorId sector : tables.sectors.resolve(slug))
      want(image.facet(Facet::Sector).values, tables.sectors[sector].slug, choice.wanted);
  }
}

void choose_terms(const Question& question, const Snapshot& snapshot, Plan& plan) {
  const Image& image = *snapshot.image;
  for (const AskedWord& word : question.words) {
    if (!word.stem) {
      plan.text_impossible = true;
      continue;
    }
    const uint64_t start = image.posting_starts[*word.stem];
    const uint64_t size = image.posting_starts[*word.stem + 1] - start;
    plan.terms.push_back({image.posting_docs.subspan(start, size),
                          image.posting_fields.subspan(start, size),
                          static_cast<uint32_t>(rarity_step(image.documents, size)),
                          snapshot.sets->dense_terms.find(*word.stem), *word.stem});
  }
}

// Where the words of a phrase stand among the terms.
std::vector<size_t> terms_of(const Phrase& phrase, const Question& question, bool& all_known) {
  std::vector<size_t> terms;
  for (const std::string& text : phrase.words) {
    size_t term = 0;
    for (const AskedWord& word : question.words) {
      if (stem(word.text) == stem(text)) {
        if (word.stem) terms.push_back(term);
        all_known &= word.stem.has_value();
      }
      term += word.stem.has_value();
    }
  }
  return terms;
}

void choose_phrase(const SectorReading& reading, bool neighbours, const Tables& tables,
                   const Snapshot& snapshot, PhrasePlan& phrase, Plan& plan) {
  const StringList& values = snapshot.image->facet(Facet::Sector).values;
  const auto weight = [&](TextField field) {
    return tables.field_weights[static_cast<size_t>(field)];
  };
  const auto add = [&](SectorId sector, int confidence) {
    const auto value = values.find(tables.sectors[sector].slug);
    if (!value) return;
    plan.read_sectors[*value] = 1;
    const auto step = static_cast<uint32_t>(
        rarity_step(snapshot.image->documents, snapshot.documents_with_sector(*value).size()));
    const auto points = [&](TextField field) {
      return weight(field) * step * static_cast<uint32_t>(confidence) / 100;
    };
    if (phrase.sectors.empty()) {
      phrase.text_step = step;
      phrase.confidence = confidence;
    }
    phrase.sectors.push_back({static_cast<uint16_t>(*value), points(TextField::SectorDeclared),
                              points(TextField::SectorInferred)});
  };
  for (const SectorId sector : tables.sectors.resolve(reading.value))
    add(sector, reading.confidence);
  if (!neighbours) return;
  for (const SectorId sector : tables.sectors.resolve(reading.value))
    for (const SectorId other : tables.sectors.group_of(sector).sectors)
      if (other != sector) add(other, reading.confidence / 2);
}

// Readings come surest first, so that the first sector of a phrase is its likeliest.
void choose_phrases(const Question& question, const Tables& tables, const Snapshot& snapshot,
                    Plan& plan) {
  const Interpretation& read = question.interpretation;
  plan.text = !read.sectors.empty()   ? TextRule::Alternative
              : question.reads_sector ? TextRule::Bonus
                                      : TextRule::Required;
  if (read.sectors.empty()) return;
  plan.read_sectors.resize(snapshot.image->facet(Facet::Sector).values.size());
  plan.most_for_words = tables.field_weights[static_cast<size_t>(TextField::Name)];
  std::vector<PhrasePlan> phrases(read.phrases.size());
  for (const SectorReading& reading : read.sectors)
    choose_phrase(reading, question.neighbours, tables, snapshot, phrases[reading.phrase], plan);
  for (size_t i = 0; i < phrases.size(); ++i) {
    const bool is_read = std::any_of(read.sectors.begin(), read.sectors.end(),
                                     [&](const SectorReading& r) { return r.phrase == i; });
    if (!is_read) continue;  // its words are words like others
    bool all_known = true;
    phrases[i].terms = terms_of(read.phrases[i], question, all_known);
    phrases[i].held_by_words = all_known && !phrases[i].terms.empty();
    plan.phrases.push_back(std::move(phrases[i]));
  }
}

// Counts of sectors leave the sector out: they need every record. Without them the records of the
// trades asked, else of those read, are enough.
void choose_postings(const Snapshot& snapshot, Plan& plan) {
  const Choice& asked = plan.choice(Facet::Sector);
  const bool counted = plan.facets[static_cast<size_t>(Facet::Sector)] ||
                       plan.facets[static_cast<size_t>(Facet::SectorGroup)];
  const bool read = plan.text == TextRule::Alternative;
  plan.needs_trade = !counted && (asked.asked || read) && !(asked.asked && read);
  if (!plan.needs_trade) return;
  const auto& wanted = read ? plan.read_sectors : asked.wanted;
  for (size_t value = 0; value < wanted.size(); ++value)
    if (wanted[value]) plan.trade_postings.push_back(snapshot.documents_with_sector(value));
}

void choose_identified(const Question& question, const Snapshot& snapshot, Plan& plan) {
  const auto& identifiers = question.interpretation.identifiers;
  if (identifiers.empty()) return;
  plan.only.emplace();
  for (const Reading& reading : identifiers) {
    const std::string_view prefix = reading.value.size() == 14 ? siret_prefix : siren_prefix;
    const auto found = snapshot.with_term(std::string(prefix) + reading.value);
    plan.only->insert(plan.only->end(), found.begin(), found.end());
  }
  std::sort(plan.only->begin(), plan.only->end());
  plan.only->erase(std::unique(plan.only->begin(), plan.only->end()), plan.only->end());
}

}  // namespace

Plan make_plan(const SearchRequest& request, const Question& question, const Tables& tables,
               const Snapshot& snapshot, std::string_view seed, uint32_t today) {
  const Image& image = *snapshot.image;
  Plan plan;
  choose_terms(question, snapshot, plan);
  choose_phrases(question, tables, snapshot, plan);
  choose_identified(question, snapshot, plan);
  choose_values(request, image, plan);
  choose_sectors(request, tables, image, plan);
  plan.place = plan_places(request.territories, tables, snapshot);
  plan.declared_only = request.declared_only;
  plan.label_expired = request.label_expired;
  plan.inactive = request.inactive;
  plan.located_only = request.located_only;
  plan.national = request.national;
  plan.today = today;
  if (request.near) {
    plan.near = request.near->point;
    plan.radius_km = request.near->radius_km;
    plan.near_or_place = request.near_or_territory && plan.place;
    plan.circle = snapshot.sets->places.inside(Circle(*plan.near, plan.radius_km), image);
  }
  plan.origin = origin_of(request, tables.territories);
  plan.sort = request.sort;
  plan.news_only = request.news_only;
  plan.count = static_cast<size_t>(request.per_page);
  plan.offset = static_cast<size_t>(request.page - 1) * plan.count;
  plan.facets = request.wanted_facets;
  choose_postings(snapshot, plan);
  plan.seed_hash = stable_hash(seed);
  return plan;
}

}  // namespace filon
