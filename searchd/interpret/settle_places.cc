#include "searchd/interpret/settle_places.h"

#include <fmt/format.h>

#include <algorithm>

namespace filon {
namespace {

constexpr int64_t clearly_larger = 8;  // times the people of the next namesake: it is meant
constexpr int64_t hardly_worth = 200;  // times: the next namesake is not even offered
constexpr size_t most_choices = 8;

bool ignores(const std::vector<std::string>& ignored, const std::string& id) {
  return std::find(ignored.begin(), ignored.end(), id) != ignored.end();
}

class Settler {
 public:
  Settler(const Tokens& tokens, PlaceMentions mentions, const Territories& territories,
          const std::vector<std::string>& ignored)
      : tokens_(tokens),
        mentions_(std::move(mentions)),
        territories_(territories),
        ignored_(ignored) {
    settled_.taken.resize(tokens.size());
  }

  SettledPlaces settle() {
    for (PlaceMention& mention : mentions_.places) keep_fitting(mention);
    for (PlaceMention& mention : mentions_.places) turn_into_epci(mention);
    absorb_larger();
    for (PlaceMention& mention : mentions_.places)
      if (!mention.meanings.empty()) read(mention);
    return std::move(settled_);
  }

 private:
  const Territory& first_place(const PlaceMeaning& meaning) const {
    return territories_[meaning.places[0]];
  }
  bool is_commune(const PlaceMeaning& meaning) const {
    return meaning.places.size() == 1 && first_place(meaning).kind == TerritoryKind::Commune;
  }
  int64_t people(const PlaceMeaning& meaning) const {
    int64_t sum = 0;
    for (const PlaceId place : meaning.places) sum += territories_[place].population;
    return sum;
  }

  template <class Keep>
  static void keep_if_any(std::vector<PlaceMeaning>& meanings, Keep keep) {
    if (std::none_of(meanings.begin(), meanings.end(), keep)) return;
    meanings.erase(std::remove_if(meanings.begin(), meanings.end(),
                                  [&](const PlaceMeaning& m) { return !keep(m); }),
                   meanings.end());
  }

  // Names in use before former ones; "dans la Vienne" is no town, "à Vienne" is.
  void keep_fitting(PlaceMention& mention) const {
    if (mention.post_code) return;
    keep_if_any(mention.meanings, [](const PlaceMeaning& m) { return m.rank == NameRank::Name; });
    // "CA de Nevers" is called Nevers too; the town is meant.
    const auto of_town = [&](const PlaceMeaning& m) {
      return !is_commune(m) && first_place(m).kind == TerritoryKind::Epci &&
             std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& town) {
               return is_commune(town) && territories_.contains(m.places[0], town.places[0]);
             });
    };
    keep_if_any(mention.meanings, [&](const PlaceMeaning& m) { return !of_town(m); });
    if (mention.with_article)
      keep_if_any(mention.meanings, [&](const PlaceMeaning& m) { return !is_commune(m); });
    else if (mention.at || mention.around)
      keep_if_any(mention.meanings, [&](const PlaceMeaning& m) { return is_commune(m); });
  }

  bool token_is(size_t i, std::initializer_list<std::string_view> words) const {
    return i < tokens_.size() &&
           std::find(words.begin(), words.end(), tokens_[i].text) != words.end();
  }

  // "agglo de Beaune", "Beaune agglomération", "communauté de communes de Nuits".
  void turn_into_epci(PlaceMention& mention) const {
    size_t i = mention.from;
    while (i > 0 && tokens_[i - 1].link) --i;
    const bool before = i > 0 && token_is(i - 1, {"agglo", "agglomeration", "metropole", "communes",
                                                  "comcom", "communaute", "intercommunalite"});
    const bool after = token_is(mention.past, {"agglo", "agglomeration", "metropole"});
    const bool grand = i == mention.from && i > 0 && token_is(i - 1, {"grand"});
    if (!before && !after && !grand) return;
    std::vector<PlaceMeaning> epcis;
    for (const PlaceMeaning& meaning : mention.meanings) {
      if (!is_commune(meaning)) continue;
      const auto epci = first_place(meaning).parents.epci;
      if (epci && !(grand && territories_[*epci].detail == "CC"))
        epcis.push_back({{*epci}, meaning.rank, ""});
    }
    if (epcis.empty()) return;
    mention.meanings = std::move(epcis);
    mention.around = false;
    if (after) ++mention.past;
    if (before || grand) mention.from = i - 1;
    while (mention.from > 0 &&
           token_is(mention.from - 1, {"communaute", "de", "d", "agglomeration"}))
      --mention.from;
  }

  // Whether every commune of a meaning lies in one of some places.
  bool lies_in(const PlaceMeaning& inner, const PlaceMention& outer) const {
    return std::any_of(outer.meanings.begin(), outer.meanings.end(), [&](const PlaceMeaning& m) {
      return std::any_of(m.places.begin(), m.places.end(), [&](PlaceId place) {
        return std::all_of(inner.places.begin(), inner.places.end(),
                           [&](PlaceId p) { return territories_.contains(place, p); });
      });
    });
  }

  bool joined_by_and(const PlaceMention& a, const PlaceMention& b) const {
    const size_t from = std::min(a.past, b.past), to = std::max(a.first, b.first);
    for (size_t i = from; i < to; ++i)
      if (token_is(i, {"et", "ou"})) return true;
    return false;
  }

  // "Saint-Denis (93)", "21200 Beaune", "Dijon, Côte-d'Or": the larger place only says which.
  void absorb_larger() {
    auto& places = mentions_.places;
    for (PlaceMention& inner : places) {
      for (PlaceMention& outer : places) {
        if (&inner == &outer || outer.meanings.empty() || inner.meanings.empty()) continue;
        if (inner.post_code) continue;
        std::vector<PlaceMeaning> inside;
        for (const PlaceMeaning& meaning : inner.meanings)
          if (lies_in(meaning, outer)) inside.push_back(meaning);
        const bool same = std::all_of(inside.begin(), inside.end(), [&](const PlaceMeaning& m) {
          return !outer.post_code && outer.meanings.size() == 1 &&
                 m.places == outer.meanings[0].places;
        });
        if (inside.empty() || (same && inner.first > outer.first)) continue;
        if (!outer.post_code && outer.meanings.size() > 1) continue;
        if (joined_by_and(inner, outer)) continue;  // last: it looks at all words between
        inner.meanings = std::move(inside);
        absorbed_.emplace_back(&inner, &outer);
        take(outer);
        outer.meanings.clear();
      }
    }
  }

  void take(const PlaceMention& mention) {
    for (size_t i = mention.from; i < mention.past; ++i) settled_.taken[i] = true;
  }

  Evidence evidence(const PlaceMention& mention) const {
    return tokens_.evidence(mention.first, mention.past);
  }

  std::vector<Evidence> because(const PlaceMention& mention) const {
    std::vector<Evidence> all = {evidence(mention)};
    for (const auto& [inner, outer] : absorbed_)
      if (inner == &mention) all.push_back(evidence(*outer));
    std::sort(all.begin(), all.end(),
              [](const Evidence& a, const Evidence& b) { return a.start < b.start; });
    return all;
  }

  std::string name_of(PlaceId place) const {
    const Territory& territory = territories_[place];
    const auto& departement = territory.parents.departement;
    if (territory.kind == TerritoryKind::Commune && departement)
      return fmt::format("{} ({})", territory.name, territories_[*departement].code);
    return territory.name;
  }

  void read(PlaceMention& mention) {
    auto& meanings = mention.meanings;
    if (mention.post_code) return read_all(mention);
    std::stable_sort(meanings.begin(), meanings.end(),
                     [&](const auto& a, const auto& b) { return people(a) > people(b); });
    const auto town = std::find_if(meanings.begin(), meanings.end(), [&](const auto& meaning) {
      return is_commune(meaning) && same_ground(meaning, meanings[0]);  // Paris is the town
    });
    if (town != meanings.end()) std::rotate(meanings.begin(), town, town + 1);
    const auto ratio_over = [&](int64_t times) {
      return meanings.size() < 2 ||
             people(meanings[0]) >= times * std::max<int64_t>(1, people(meanings[1])) ||
             same_ground(meanings[0], meanings[1]);
    };
    if (!ratio_over(hardly_worth)) offer_choices(mention);
    if (!ratio_over(clearly_larger)) return take(mention);
    meanings.resize(1);
    read_all(mention);
  }

  bool same_ground(const PlaceMeaning& a, const PlaceMeaning& b) const {
    return a.places.size() == 1 && b.places.size() == 1 &&
           territories_.contains(a.places[0], b.places[0]) &&
           territories_.contains(b.places[0], a.places[0]);
  }

  void offer_choices(const PlaceMention& mention) {
    Ambiguity ambiguity{evidence(mention), {}};
    for (const PlaceMeaning& meaning : mention.meanings) {
      if (ambiguity.choices.size() == most_choices) break;
      for (const PlaceId place : meaning.places) {
        const std::string code = territories_.to_string(place);
        ambiguity.choices.push_back(
            {"territory:" + code, code, name_of(place), {evidence(mention)}});
      }
    }
    settled_.ambiguous.push_back(std::move(ambiguity));
  }

  bool is_near(const PlaceMention& mention) const {
    if (!is_commune(mention.meanings[0]) || !first_place(mention.meanings[0]).centre) return false;
    if (mention.around) return true;
    if (!mentions_.distance) return false;
    return std::none_of(mentions_.places.begin(), mentions_.places.end(), [&](const auto& other) {
      return &other != &mention && !other.meanings.empty() && other.around;
    });
  }

  void read_all(const PlaceMention& mention) {
    bool any = false;
    if (!settled_.near && is_near(mention)) any |= read_near(mention);
    const bool only_near = settled_.near && settled_.near->given && any;
    if (!only_near)
      for (const PlaceMeaning& meaning : mention.meanings)
        for (const PlaceId place : meaning.places) any |= read_territory(mention, meaning, place);
    if (any) take(mention);
  }

  bool read_near(const PlaceMention& mention) {
    const PlaceId place = mention.meanings[0].places[0];
    const std::string code = territories_.to_string(place);
    const std::string id = "near:" + code;
    if (ignores(ignored_, id)) return false;
    NearReading near;
    near.id = id;
    near.value = code;
    near.name = territories_[place].name;
    near.because = because(mention);
    near.place = place;
    near.point = *territories_[place].centre;
    near.given = mentions_.distance.has_value();
    near.radius_km = near.given ? mentions_.distance->km : default_radius_km;
    if (near.given) {
      const auto& distance = *mentions_.distance;
      near.because.push_back(tokens_.evidence(distance.first, distance.past));
      for (size_t i = distance.first; i < distance.past; ++i) settled_.taken[i] = true;
    }
    settled_.near = std::move(near);
    return true;
  }

  bool read_territory(const PlaceMention& mention, const PlaceMeaning& meaning, PlaceId place) {
    const std::string code = territories_.to_string(place);
    const std::string id = "territory:" + code;
    if (ignores(ignored_, id)) return false;
    auto& all = settled_.territories;
    const auto known = std::find_if(all.begin(), all.end(),
                                    [&](const TerritoryReading& r) { return r.place == place; });
    if (known != all.end()) {
      known->because.push_back(evidence(mention));
      return true;
    }
    TerritoryReading reading;
    reading.id = id;
    reading.value = code;
    reading.name = territories_[place].name;
    reading.because = because(mention);
    reading.place = place;
    reading.note = meaning.note;
    all.push_back(std::move(reading));
    return true;
  }

  const Tokens& tokens_;
  PlaceMentions mentions_;
  const Territories& territories_;
  const std::vector<std::string>& ignored_;
  std::vector<std::pair<const PlaceMention*, const PlaceMention*>> absorbed_;
  SettledPlaces settled_;
};

}  // namespace

SettledPlaces settle_places(const Tokens& tokens, PlaceMentions mentions,
                            const Territories& territories,
                            const std::vector<std::string>& ignored) {
  return Settler(tokens, std::move(mentions), territories, ignored).settle();
}

}  // namespace filon
