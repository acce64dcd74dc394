#include "searchd/depth/depth_json.h"

#include <algorithm>

#include "annuaire/json_writer.h"
#include "searchd/depth/groupings_json.h"
#include "searchd/depth/levers_json.h"
#include "searchd/depth/need_text.h"
#include "searchd/depth/structure_line.h"
#include "searchd/relays_json.h"
#include "searchd/search_json.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void write_sectors(JsonWriter& json, const std::vector<LotSector>& sectors) {
  json.key("sectors").begin_array();
  for (const LotSector& sector : sectors) {
    json.begin_object().key("slug").string(sector.slug).key("name").string(sector.name);
    json.key("origin").string(sector.given ? "given" : "read");
    json.key("confidence").real(sector.confidence / 100.0, 2);
    json.key("because").strings(sector.because).end_object();
  }
  json.end_array();
}

void write_by_distance(JsonWriter& json, const LotCounts& counts, const std::vector<int>& bands) {
  json.key("by_distance").begin_array();
  for (size_t i = 0; i < counts.by_distance.size(); ++i) {
    json.begin_object().key("from_km").integer(i == 0 ? 0 : bands[i - 1]).key("to_km");
    i < bands.size() ? json.integer(bands[i]) : json.null();
    json.key("legal_entities").count(counts.by_distance[i]).end_object();
  }
  json.end_array().key("unknown_distance").count(counts.unknown_distance);
}

void write_counts(JsonWriter& json, const LotCounts& counts, const std::vector<int>& bands) {
  json.key("total").count(counts.total);
  json.key("legal_entities").count(counts.service);
  json.key("by_family").begin_object().key("service").count(counts.service);
  json.key("staff").count(counts.staff).end_object();
  const auto eligible = [&](Eligible which) { return counts.eligible[static_cast<size_t>(which)]; };
  json.key("by_reservation").begin_object();
  json.key("handicap").count(eligible(Eligible::Handicap));
  json.key("insertion").count(eligible(Eligible::Insertion));
  json.key("both").count(eligible(Eligible::Both));
  json.key("prison").count(eligible(Eligible::Prison));
  json.key("ess").count(eligible(Eligible::Ess)).end_object();
  write_by_distance(json, counts, bands);
  json.key("by_reach").begin_object().key("located").count(counts.located);
  json.key("serves").count(counts.serves);
  json.key("national").count(counts.national);
  json.key("unknown_area").count(counts.unknown_area).end_object();
  json.key("declared").count(counts.declared);
  json.key("inferred").count(counts.inferred);
}

// What a figure does not say by itself; unknown is said, never counted as no.
std::vector<std::string> notes_of(const LotDepth& lot) {
  std::vector<std::string> notes;
  if (lot.sectors.empty())
    notes.push_back("Aucun secteur reconnu dans ce lot : rien n'est compté. Donnez ses secteurs.");
  if (lot.counts.unknown_area == 1)
    notes.push_back("1 structure de ce métier, hors du compte, ne dit pas où elle intervient.");
  else if (lot.counts.unknown_area > 1)
    notes.push_back(fmt::format(
        "{} structures de ce métier, hors du compte, ne disent pas où elles interviennent.",
        lot.counts.unknown_area));
  if (!lot.sectors.empty() && lot.counts.service == 0)
    notes.push_back("Aucune structure connue ne répond ; cela ne prouve pas qu'il n'y en a pas.");
  return notes;
}

Status write_structures(JsonWriter& json, const LotDepth& lot, const Snapshot& snapshot) {
  const auto& matches = lot.found.matches;
  const size_t printed = std::min(matches.size(), max_printed_structures);
  json.key("structures_found").count(matches.size());
  json.key("structures").begin_array();
  for (size_t i = 0; i < printed; ++i) {
    const LotMatch& match = matches[i];
    json.begin_object();
    const auto written = write_structure_line(json, match.document, snapshot);
    if (!written) return written;
    json.key("family").string(match.service ? "service" : "staff");
    json.key("reach");
    write_reach(json, match.place);
    json.key("distance_km");
    match.km ? json.real(*match.km, 1) : json.null();
    json.key("origin").string(match.declared ? "declared" : "inferred").end_object();
  }
  json.end_array();
  return done();
}

Status write_lot(JsonWriter& json, size_t i, const Depth& depth, const Tables& tables) {
  const LotDepth& lot = depth.lots[i];
  json.begin_object().key("title").string(depth.request.lots[i].title);
  write_sectors(json, lot.sectors);
  write_counts(json, lot.counts, depth.request.cutoffs.distance_km);
  json.key("levers");
  write_levers(json, lot.levers, tables.legal);
  json.key("notes").strings(notes_of(lot));
  const auto written = write_structures(json, lot, *depth.snapshot);
  json.end_object();
  return written;
}

void write_cutoff(JsonWriter& json, const char* name, const std::optional<int>& value) {
  json.key(name);
  value ? json.integer(*value) : json.null();
}

void write_question(JsonWriter& json, const Depth& depth, const Tables& tables) {
  const SearchRequest& where = depth.request.where;
  json.key("territory").begin_array();
  for (const PlaceId place : where.territories) json.string(tables.territories.to_string(place));
  json.end_array().key("near");
  where.near ? json.string(where.near->text) : json.null();
  json.key("radius_km");
  where.near ? json.integer(where.near->radius_km) : json.null();
  const Cutoffs& cutoffs = depth.request.cutoffs;
  json.key("cutoffs").begin_object().key("distance_km").begin_array();
  for (const int km : cutoffs.distance_km) json.integer(km);
  json.end_array();
  write_cutoff(json, "reservation", cutoffs.reservation);
  write_cutoff(json, "clause", cutoffs.clause);
  json.end_object();
}

// Where the need goes on: what holds everywhere, and the platform of the places asked.
void write_links(JsonWriter& json, const Depth& depth, const Tables& tables) {
  std::vector<PlaceId> places = depth.request.where.territories;
  places.push_back(tables.territories.france());
  json.key("links");
  write_relay_list(json, relays_of(places, tables.links, tables.territories), tables.territories);
  json.key("le_marche").begin_object();
  json.key("url").string("https://lemarche.inclusion.gouv.fr/");
  json.key("text").string(need_text(depth, tables)).end_object();
}

}  // namespace

Answer<std::string> to_json(const Depth& depth, const Tables& tables) {
  JsonWriter json;
  json.begin_object();
  write_question(json, depth, tables);
  json.key("lots").begin_array();
  for (size_t i = 0; i < depth.lots.size(); ++i)
    if (const auto written = write_lot(json, i, depth, tables); !written)
      return refuse({.code = ProblemCode::Internal});
  json.end_array().key("groupings");
  if (const auto written = write_groupings(json, depth, tables); !written)
    return refuse({.code = ProblemCode::Internal});
  json.key("legal").begin_object().key("as_of").string(tables.legal.as_of());
  json.key("notice").string(tables.legal.notice()).end_object();
  json.key("relays");
  write_relay_list(json,
                   relays_of(depth.request.where.territories, tables.relays, tables.territories),
                   tables.territories);
  write_links(json, depth, tables);
  json.key("coverage").begin_object().key("located").count(depth.coverage.located);
  json.key("with_sector").count(depth.coverage.with_sector).end_object();
  json.key("seed").string(depth.seed);
  write_index(json, *depth.snapshot);
  json.end_object();
  return json.take();
}

}  // namespace filon
