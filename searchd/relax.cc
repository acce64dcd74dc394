#include "searchd/relax.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "searchd/tables.h"

namespace filon {
namespace {

constexpr std::array wider_radii = {50, 100, 200};

std::string names_of(const std::vector<PlaceId>& places, const Tables& tables) {
  std::vector<std::string> names;
  for (const PlaceId place : places) names.push_back(tables.territories[place].name);
  return fmt::format("{}", fmt::join(names, ", "));
}

// The next larger territory: commune, EPCI, département, région, then none.
std::optional<PlaceId> parent_of(PlaceId place, const Tables& tables) {
  const Territory& territory = tables.territories[place];
  const Parents& parents = territory.parents;
  if (territory.kind == TerritoryKind::Commune && parents.epci) return parents.epci;
  if (territory.kind <= TerritoryKind::Epci && parents.departement) return parents.departement;
  if (territory.kind <= TerritoryKind::Departement && parents.region) return parents.region;
  return std::nullopt;
}

/// The places of a question, from those read to all of France.
class PlaceSteps {
 public:
  PlaceSteps(const Asked& asked, const Tables& tables) : tables_(tables) {
    const Interpretation& read = asked.question.interpretation;
    steps_.push_back({asked.applied, {}});
    if (read.near && read.near->given) widen_radius(*read.near);
    if (!read.territories.empty()) widen_territories(asked, read);
    if (read.near || !read.territories.empty()) {
      Step everywhere{asked.applied, {}};
      everywhere.applied.near.reset();
      everywhere.applied.near_or_territory = false;
      everywhere.applied.territories.clear();
      everywhere.relaxation =
          Relaxation{read.near && read.near->given ? "near" : "territory",
                     "Aucune réponse plus près : recherche élargie à toute la France."};
      steps_.push_back(std::move(everywhere));
    }
  }

  struct Step {
    SearchRequest applied;
    std::optional<Relaxation> relaxation;
  };
  const std::vector<Step>& all() const { return steps_; }

 private:
  void widen_radius(const NearReading& near) {
    for (const int km : wider_radii) {
      if (km <= near.radius_km) continue;
      Step step{steps_.front().applied, {}};
      step.applied.near->radius_km = km;
      step.relaxation = Relaxation{
          "near", fmt::format("Aucune réponse à moins de {} km de {} : recherche élargie à {} km.",
                              near.radius_km, near.name, km)};
      steps_.push_back(std::move(step));
    }
  }

  void widen_territories(const Asked& asked, const Interpretation& read) {
    std::vector<PlaceId> places = asked.applied.territories;
    const std::string asked_names = names_of(places, tables_);
    for (;;) {
      std::vector<PlaceId> wider;
      for (const PlaceId place : places)
        if (const auto parent = parent_of(place, tables_)) wider.push_back(*parent);
      if (wider.size() < places.size()) return;  // one of them is the largest of its kind
      std::sort(wider.begin(), wider.end());
      wider.erase(std::unique(wider.begin(), wider.end()), wider.end());
      Step step{asked.applied, {}};
      step.applied.territories = wider;
      if (read.near && !read.near->given) step.applied.near.reset();
      step.applied.near_or_territory = false;
      step.relaxation =
          Relaxation{"territory", fmt::format("Aucune réponse pour {} : recherche élargie à {}.",
                                              asked_names, names_of(wider, tables_))};
      steps_.push_back(std::move(step));
      places = std::move(wider);
    }
  }

  const Tables& tables_;
  std::vector<Step> steps_;
};

Relaxation neighbours_told(const Interpretation& read, const Tables& tables) {
  std::vector<std::string> groups;
  for (const SectorReading& reading : read.sectors)
    for (const SectorId sector : tables.sectors.resolve(reading.value)) {
      const std::string& name = tables.sectors.group_of(sector).name;
      if (std::find(groups.begin(), groups.end(), name) == groups.end()) groups.push_back(name);
    }
  return {"sector", fmt::format("Aucune structure connue pour ce besoin : secteurs voisins « {} ».",
                                fmt::join(groups, " », « "))};
}

/// Wider and wider needs; the first is the one read.
class NeedSteps {
 public:
  NeedSteps(const Asked& asked, const SearchRequest& request, const Tables& tables) {
    steps_.push_back(asked);
    const Interpretation& read = asked.question.interpretation;
    if (!read.sectors.empty()) {
      Asked wider = steps_.back();
      wider.question.neighbours = true;
      wider.question.relaxed.push_back(neighbours_told(read, tables));
      steps_.push_back(std::move(wider));
    }
    if (!asked.question.reads_sector) drop_words();
    drop_filters(asked, request);
  }
  const std::vector<Asked>& all() const { return steps_; }

 private:
  // Words no record has go first, then from the last to the first; the last one only when places
  // or statuses still say something.
  void drop_words() {
    const Question& asked = steps_.front().question;
    std::vector<AskedWord> words = asked.words;
    std::stable_partition(words.begin(), words.end(),
                          [](const AskedWord& word) { return word.stem.has_value(); });
    const Interpretation& read = asked.interpretation;
    const bool says_more = !read.territories.empty() || read.near || !read.kinds.empty() ||
                           !read.labels.empty() || !read.reservations.empty();
    std::vector<std::string> dropped;
    while (words.size() > (says_more ? 0u : 1u)) {
      dropped.push_back(words.back().text);
      words.pop_back();
      Asked wider = steps_.front();
      wider.question.words = words;
      wider.question.relaxed = {
          {"words", fmt::format("Aucune réponse avec tous les mots ; laissés de côté : « {} ».",
                                fmt::join(dropped, " », « "))}};
      steps_.push_back(std::move(wider));
    }
  }

  void drop_filters(const Asked& asked, const SearchRequest& request) {
    const Interpretation& read = asked.question.interpretation;
    drop(Facet::Label, "label", read.labels, "Label laissé de côté", request);
    drop(Facet::Kind, "kind", read.kinds, "Statut laissé de côté", request);
    drop(Facet::Reservation, "reservation", read.reservations, "Réservation laissée de côté",
         request);
  }

  void drop(Facet facet, const char* step, const std::vector<Reading>& readings, const char* told,
            const SearchRequest& request) {
    if (readings.empty()) return;
    std::vector<std::string> names;
    for (const Reading& reading : readings) names.push_back(reading.name);
    Asked wider = steps_.back();
    wider.applied.values[static_cast<size_t>(facet)] = request.asked(facet);
    wider.question.relaxed.push_back({step, fmt::format("{} : {}.", told, fmt::join(names, ", "))});
    steps_.push_back(std::move(wider));
  }

  std::vector<Asked> steps_;
};

}  // namespace

Asked widen_until_answered(Asked asked, const SearchRequest& request, const Tables& tables,
                           const std::function<bool(const Asked&)>& answers) {
  if (!request.interpret || request.q.empty() || answers(asked)) return asked;
  if (!asked.question.interpretation.identifiers.empty()) return asked;
  const NeedSteps needs(asked, request, tables);
  const PlaceSteps places(asked, tables);
  for (const Asked& need : needs.all())
    for (const PlaceSteps::Step& place : places.all()) {
      Asked wider = need;
      wider.applied.territories = place.applied.territories;
      wider.applied.near = place.applied.near;
      wider.applied.near_or_territory = place.applied.near_or_territory;
      if (place.relaxation) wider.applied.origin = origin_of(asked.applied, tables.territories);
      if (place.relaxation)
        wider.question.relaxed.insert(wider.question.relaxed.begin(), *place.relaxation);
      if (answers(wider)) return wider;
    }
  return asked;
}

}  // namespace filon
