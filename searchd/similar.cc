#include "searchd/similar.h"

#include <algorithm>

#include "annuaire/document.h"
#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "searchd/match/place_fit.h"
#include "searchd/search_json.h"
#include "searchd/tables.h"
#include "searchd/why_filters.h"

namespace filon {
namespace {

constexpr double neighbour_km = 100;

/// What one record has in common with the one looked at.
struct Likeness {
  uint32_t points = 0;
  PlaceClass place = PlaceClass::None;
};

class Finder {
 public:
  Finder(uint32_t subject, const Plan& plan, const Image& image, const Tables& tables)
      : subject_(subject),
        plan_(plan),
        image_(image),
        tables_(tables),
        point_(point_of(image, subject)),
        steps_(image.facet(Facet::Sector).values.size()) {
    const auto& sectors = image.facet(Facet::Sector).of_document;
    for (uint32_t d = 0; d < image.documents; ++d)
      for (const uint16_t sector : sectors[d]) ++steps_[sector];
    for (uint32_t& step : steps_) step = static_cast<uint32_t>(rarity_step(image.documents, step));
  }

  std::vector<Hit> run() const {
    std::vector<std::pair<RankKey, Hit>> ranked;
    for (uint32_t d = 0; d < image_.documents; ++d) {
      if (!(image_.flags[d] & flag_active) || image_.entity[d] == image_.entity[subject_]) continue;
      const auto km = distance_to(d);
      const Likeness likeness = likeness_of(d, is_neighbour(d, km));
      if (likeness.points == 0) continue;
      ranked.push_back(
          {rank_key(likeness.points, likeness.place, km ? distance_band(*km) : unknown_band,
                    shuffle_key(image_.id_hash[d], plan_.seed_hash)),
           {d, likeness.points, likeness.place, km}});
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second.document < b.second.document;
    });
    std::vector<Hit> hits;
    for (const auto& [key, hit] : ranked) hits.push_back(hit);
    return hits;
  }

 private:
  std::optional<double> distance_to(uint32_t document) const {
    const auto point = point_of(image_, document);
    if (!point_ || !point) return std::nullopt;
    return distance_km(*point_, *point);
  }

  bool is_neighbour(uint32_t document, std::optional<double> km) const {
    if (km) return *km <= neighbour_km;
    const auto& departements = image_.facet(Facet::Departement).of_document;
    const auto mine = departements[subject_], theirs = departements[document];
    return !mine.empty() && !theirs.empty() && mine[0] == theirs[0];
  }

  // How an activity of another record can work where the subject stands.
  PlaceClass place_of(uint32_t document, uint32_t unit, bool neighbour) const {
    if (neighbour) return PlaceClass::Located;
    return plan_.place ? place_of_unit(image_, plan_, document, unit, false) : PlaceClass::None;
  }

  Likeness likeness_of(uint32_t document, bool neighbour) const {
    Likeness likeness;
    std::vector<std::pair<uint16_t, uint32_t>> best;  // sector → points, of all activities
    for (uint32_t u = image_.unit_starts[document]; u < image_.unit_starts[document + 1]; ++u) {
      const PlaceClass place = place_of(document, u, neighbour);
      if (place == PlaceClass::None) continue;
      for (const uint16_t value : image_.unit_sectors[u]) {
        const auto sector = static_cast<uint16_t>(value & ~inferred_bit);
        if (!plan_.choice(Facet::Sector).has(sector)) continue;
        const bool inferred = value & inferred_bit;
        const auto field = inferred ? TextField::SectorInferred : TextField::SectorDeclared;
        keep_best(best, sector, tables_.field_weights[static_cast<size_t>(field)] * steps_[sector]);
        likeness.place = std::min(likeness.place, place);
      }
    }
    for (const auto& [sector, points] : best) likeness.points += points;
    return likeness;
  }

  static void keep_best(std::vector<std::pair<uint16_t, uint32_t>>& best, uint16_t sector,
                        uint32_t points) {
    const auto known =
        std::find_if(best.begin(), best.end(), [&](const auto& b) { return b.first == sector; });
    if (known == best.end())
      best.emplace_back(sector, points);
    else
      known->second = std::max(known->second, points);
  }

  const uint32_t subject_;
  const Plan& plan_;
  const Image& image_;
  const Tables& tables_;
  const std::optional<Point> point_;
  std::vector<uint32_t> steps_;  ///< rarity by sector
};

// What the record does and where it stands, as a question.
SearchRequest question_of(const Json& record, const Tables& tables) {
  SearchRequest request;
  for (const Json& sector : record["sectors"].items())
    request.sectors.push_back(sector["slug"].text());
  const std::string& commune = record["address"]["insee_code"].text();
  if (const auto place = tables.territories.find(TerritoryKind::Commune, commune))
    request.territories = {*place};
  return request;
}

void explain_likeness(const SearchRequest& subject, const Json& record, FoundStructure& found) {
  for (const Json& sector : record["sectors"].items())
    if (std::find(subject.sectors.begin(), subject.sectors.end(), sector["slug"].text()) !=
        subject.sectors.end())
      found.why.push_back(why_sector(sector));
  if (found.hit.km && found.hit.place == PlaceClass::Located) {
    Why distance = why_distance(*found.hit.km);
    distance.text += " de cette structure";
    found.why.push_back(std::move(distance));
  } else if (found.hit.place == PlaceClass::Located) {
    found.why.push_back({"place", "departement", "Dans le même département"});
  } else if (found.hit.place == PlaceClass::Serves) {
    found.why.push_back({"place", "serves", "Intervient dans la même commune"});
  } else {
    found.why.push_back({"place", "national", "Intervient dans toute la France"});
  }
}

}  // namespace

Answer<SearchResult> find_similar(uint32_t document, int per_page, std::string seed,
                                  std::shared_ptr<const Snapshot> snapshot, const Tables& tables,
                                  const Today& today) {
  SearchResult result;
  result.snapshot = std::move(snapshot);
  result.seed = std::move(seed);
  auto subject = result.snapshot->record(document);
  if (!subject) return std::move(subject).failure();
  const auto record = parse_json(split_data(*subject).first);
  result.request = question_of(*record, tables);
  result.request.per_page = per_page;
  if (result.request.sectors.empty()) return result;
  const Plan plan =
      make_plan(result.request, {}, tables, *result.snapshot, result.seed, today.number);
  const std::vector<Hit> hits = Finder(document, plan, *result.snapshot->image, tables).run();
  result.total = hits.size();
  for (size_t i = 0; i < std::min(hits.size(), static_cast<size_t>(per_page)); ++i) {
    auto data = result.snapshot->record(hits[i].document);
    if (!data) return std::move(data).failure();
    FoundStructure found{hits[i], *std::move(data), "", {}};
    if (const auto like = parse_json(split_data(found.data).first))
      explain_likeness(result.request, *like, found);
    found.hit.place = PlaceClass::None;  // no territory was asked: `reach` is null
    result.found.push_back(std::move(found));
  }
  return result;
}

std::string similar_json(const std::string& id, const SearchResult& result) {
  JsonWriter json;
  json.begin_object().key("structure").string(id);
  json.key("sectors").strings(result.request.sectors);
  json.key("total").integer(static_cast<int64_t>(result.total));
  json.key("per_page").integer(result.request.per_page);
  json.key("results").begin_array();
  for (const FoundStructure& found : result.found) write_hit(json, found);
  json.end_array().key("seed").string(result.seed);
  write_index(json, *result.snapshot);
  json.end_object();
  return json.take();
}

}  // namespace filon
