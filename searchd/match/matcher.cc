#include "searchd/match/matcher.h"

#include <algorithm>
#include <functional>

#include "searchd/match/candidates.h"
#include "searchd/match/hit_collector.h"
#include "searchd/match/place_fit.h"
#include "searchd/match/plain_pass.h"
#include "searchd/match/record_sets.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

/// What the activities of one record answer: with all that is asked of an activity, and with the
/// sector, the prestation or the place left out in turn.
struct ActivityFit {
  bool whole = false, without_place = false;
  PlaceClass place = PlaceClass::None;
  std::vector<uint32_t> without_sector, without_prestation;  ///< units
};

class Matcher {
 public:
  Matcher(const Plan& plan, const Snapshot& snapshot, const Tables& tables, KnownCounts known)
      : plan_(plan),
        snapshot_(snapshot),
        image_(*snapshot.image),
        tables_(tables),
        facets_(image_, plan, snapshot.group_of_sector, tables.sectors.groups().size(),
                std::move(known)),
        collector_(plan, snapshot) {
    for (size_t i = 0; i < plan.terms.size(); ++i)
      if (std::none_of(plan.phrases.begin(), plan.phrases.end(), [&](const PhrasePlan& phrase) {
            return std::find(phrase.terms.begin(), phrase.terms.end(), i) != phrase.terms.end();
          }))
        loose_terms_.push_back(i);
  }

  Matches run() {
    // A plain record answers by sets of documents where only its words and filters count.
    if (plan_.text == TextRule::Required && !plan_.only)
      PlainPass(plan_, snapshot_, tables_, facets_, collector_)
          .run([&](uint32_t document, const TextFit& text) { consider(document, text); });
    else
      for_each_candidate(plan_, image_.documents,
                         [&](uint32_t document, const TextFit& text) { consider(document, text); });
    return {collector_.total(), collector_.legal_entities(), collector_.without_siren(),
            collector_.take_page(), std::move(facets_)};
  }

 private:
  void consider(uint32_t document, const TextFit& text) {
    if (!plan_.inactive && !(image_.flags[document] & flag_active)) return;
    if (plan_.news_only && image_.news[document] == 0) return;
    if (!fits_zone(document)) return;
    is_near_ = plan_.near && plan_.circle.has(document);
    if (plan_.near && !plan_.near_or_place && !is_near_) return;
    std::optional<Facet> failing;
    for (const Facet facet : plain_facets) {
      if (fits(facet, document)) continue;
      if (failing) return;  // fails two filters: in no count
      failing = facet;
    }
    fit_activities(document, text.all);
    if (failing) {
      if (fit_.whole && facets_.wanted(*failing)) facets_.count(*failing, document);
      return;
    }
    count_facets(document);
    if (fit_.whole) keep(document, score_of(text));
  }

  bool fits_zone(uint32_t document) const {
    const Choice& zone = plan_.choice(Facet::Zone);
    return !zone.asked || has_wanted(zone, image_.facet(Facet::Zone).of_document[document]);
  }

  static bool has_wanted(const Choice& choice, std::span<const uint16_t> values) {
    return std::any_of(values.begin(), values.end(), [&](uint16_t v) { return choice.has(v); });
  }

  bool fits(Facet facet, uint32_t document) const {
    const Choice& choice = plan_.choice(facet);
    if (!choice.asked) return true;
    const auto& column = image_.facet(facet).of_document;
    if (facet != Facet::Label) return has_wanted(choice, column[document]);
    for (uint32_t i = column.starts[document]; i < column.starts[document + 1]; ++i) {
      const uint32_t until = image_.label_until[i];
      if (choice.has(column.values[i]) &&
          (plan_.label_expired || until == 0 || until >= plan_.today))
        return true;
    }
    return false;
  }

  // Points of each phrase by the trades of one activity; whether it has any trade read in `q`.
  bool has_read_sector(uint32_t unit) {
    bool has = false;
    unit_points_.assign(plan_.phrases.size(), 0);
    for (const uint16_t value : image_.unit_sectors[unit]) {
      const bool inferred = value & inferred_bit;
      const auto sector = static_cast<uint16_t>(value & ~inferred_bit);
      if ((inferred && plan_.declared_only) || !plan_.read_sectors[sector]) continue;
      has = true;
      for (size_t p = 0; p < plan_.phrases.size(); ++p)
        for (const PhrasePlan::Sector& read : plan_.phrases[p].sectors)
          if (read.value == sector)
            unit_points_[p] = std::max(unit_points_[p], inferred ? read.inferred : read.declared);
    }
    return has;
  }

  bool fits_sector(uint32_t unit, bool has_all_words) {
    if (plan_.text == TextRule::Alternative && !has_read_sector(unit) && !has_all_words)
      return false;
    const Choice& choice = plan_.choice(Facet::Sector);
    if (!choice.asked) return true;
    const auto values = image_.unit_sectors[unit];
    return std::any_of(values.begin(), values.end(), [&](uint16_t value) {
      return choice.has(value & static_cast<uint16_t>(~inferred_bit)) &&
             (!plan_.declared_only || !(value & inferred_bit));
    });
  }

  bool fits_prestation(uint32_t unit) const {
    const Choice& choice = plan_.choice(Facet::Prestation);
    return !choice.asked || has_wanted(choice, image_.unit_prestations[unit]);
  }

  PlaceClass place_of(uint32_t document, uint32_t unit, bool located) const {
    if (plan_.place) return place_of_unit(image_, plan_, document, unit, located);
    const bool left_out = !plan_.national && image_.unit_area_kind[unit] == AreaKind::France;
    return left_out ? PlaceClass::None : PlaceClass::Located;
  }

  void fit_activities(uint32_t document, bool has_all_words) {
    phrase_points_.assign(plan_.phrases.size(), 0);
    fit_.whole = fit_.without_place = false;
    fit_.place = PlaceClass::None;
    fit_.without_sector.clear();
    fit_.without_prestation.clear();
    const bool located =
        plan_.place && ((plan_.near_or_place && is_near_) || plan_.place->documents.has(document));
    for (uint32_t u = image_.unit_starts[document]; u < image_.unit_starts[document + 1]; ++u) {
      const bool sector = fits_sector(u, has_all_words), prestation = fits_prestation(u);
      const PlaceClass place = place_of(document, u, located);
      const bool here = place != PlaceClass::None;
      const bool in_country = plan_.national || image_.unit_area_kind[u] != AreaKind::France;
      fit_.without_place |= sector && prestation && in_country;
      if (prestation && here) fit_.without_sector.push_back(u);
      if (sector && here) fit_.without_prestation.push_back(u);
      if (!(sector && prestation && here)) continue;
      fit_.whole = true;
      fit_.place = std::min(fit_.place, place);
      for (size_t p = 0; p < phrase_points_.size(); ++p)
        phrase_points_[p] = std::max(phrase_points_[p], unit_points_[p]);
    }
  }

  void count_facets(uint32_t document) {
    facets_.count_sectors(fit_.without_sector);
    facets_.count_prestations(fit_.without_prestation);
    if (fit_.without_place)
      for (const Facet facet : place_facets)
        if (facets_.wanted(facet)) facets_.count(facet, document);
    if (fit_.whole)
      for (const Facet facet : plain_facets)
        if (facets_.wanted(facet)) facets_.count(facet, document);
  }

  // Whole numbers (contract §4.3): words outside phrases by field and rarity; each phrase by the
  // best trade it names that the record has, or by its words, so that words which repeat a trade
  // in a longer description gain nothing.
  uint32_t score_of(const TextFit& text) const {
    uint32_t score = 0;
    for (const size_t i : loose_terms_)
      score += tables_.set_weights[text.fields[i]] * plan_.terms[i].step;
    for (size_t p = 0; p < plan_.phrases.size(); ++p)
      score += std::max(phrase_points_[p], points_of_words(plan_.phrases[p], text));
    return score;
  }

  uint32_t points_of_words(const PhrasePlan& phrase, const TextFit& text) const {
    if (!phrase.held_by_words) return 0;
    uint32_t weight = plan_.most_for_words;
    for (const size_t i : phrase.terms)
      weight = std::min<uint32_t>(weight, tables_.set_weights[text.fields[i]]);
    return weight * phrase.text_step * static_cast<uint32_t>(phrase.confidence) / 100;
  }

  void keep(uint32_t document, uint32_t score) {
    collector_.count(document);
    collector_.rank(document, score, plan_.place ? fit_.place : PlaceClass::None);
  }

  const Plan& plan_;
  const Snapshot& snapshot_;
  const Image& image_;
  const Tables& tables_;
  FacetCounts facets_;
  ActivityFit fit_;
  bool is_near_ = false;                 ///< of the document at hand
  std::vector<uint32_t> unit_points_;    ///< by phrase, of the activity at hand
  std::vector<uint32_t> phrase_points_;  ///< by phrase, of the document's fitting activities
  std::vector<size_t> loose_terms_;      ///< of the words in no phrase
  HitCollector collector_;
};

CountsOfFacets count_facets(const Plan& plan, const Snapshot& snapshot, const Tables& tables) {
  const Matches counted = Matcher(plan, snapshot, tables, {}).run();
  CountsOfFacets counts;
  for (const FacetInfo& info : facets)
    counts[static_cast<size_t>(info.facet)] = counted.facets.of(info.facet);
  return counts;
}

KnownCounts known_counts(const Plan& plan, const Snapshot& snapshot, const Tables& tables) {
  KnownCounts known{facets_without_filters(plan), nullptr};
  if (std::none_of(known.facets.begin(), known.facets.end(), std::identity())) return {};
  const uint64_t key = known_counts_key(plan);
  known.counts = snapshot.known_counts.find(key);
  if (known.counts) return known;
  known.counts = std::make_shared<const CountsOfFacets>(
      count_facets(plan_without_filters(plan), snapshot, tables));
  size_t bytes = sizeof(CountsOfFacets);
  for (const auto& counts : *known.counts) bytes += counts.size() * sizeof(uint32_t);
  snapshot.known_counts.keep(key, known.counts, bytes);
  return known;
}

}  // namespace

Matches match(const Plan& plan, const Snapshot& snapshot, const Tables& tables) {
  return Matcher(plan, snapshot, tables, known_counts(plan, snapshot, tables)).run();
}

Coverage coverage(const Plan& plan, const Snapshot& snapshot) {
  if (!plan.place && !plan.near) return {snapshot.active_located, snapshot.active_with_sector};
  if (!plan.near) return plan.place->coverage;
  Bits looked_at = plan.circle;
  for (size_t w = 0; plan.place && w < looked_at.word_count(); ++w) {
    const uint64_t here = plan.place->documents.word(w);
    looked_at.word(w) = plan.near_or_place ? looked_at.word(w) | here : looked_at.word(w) & here;
  }
  return coverage_of(looked_at, *snapshot.sets);
}

}  // namespace filon
