#include "searchd/depth/groupings_json.h"

#include <algorithm>

#include "searchd/depth/structure_line.h"
#include "searchd/relays_json.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

void write_lots(JsonWriter& json, LotSet lots) {
  json.key("lots").begin_array();
  for (int lot = 0; lot < 16; ++lot)
    if (lots >> lot & 1) json.integer(lot);
  json.end_array();
}

// A structure may be eligible in one reserved lot and not in another: its sites may differ.
void write_eligible(JsonWriter& json, std::span<const Answering> records,
                    const Snapshot& snapshot) {
  json.key("eligible").begin_array();
  for (size_t i = 0; i < records.size();) {
    const uint32_t lot = records[i].lot;
    uint8_t eligible = 0;
    for (; i < records.size() && records[i].lot == lot; ++i)
      eligible |= eligibility_of(records[i].document, *snapshot.image);
    json.begin_object().key("lot").integer(lot).key("reservations").begin_array();
    for (const auto& [which, code] :
         {std::pair(Eligible::Handicap, "handicap"), std::pair(Eligible::Insertion, "insertion"),
          std::pair(Eligible::Prison, "prison"), std::pair(Eligible::Ess, "ess")})
      if (eligible >> static_cast<unsigned>(which) & 1) json.string(code);
    json.end_array().end_object();
  }
  json.end_array();
}

// A coopérative d'activité et d'emploi can carry a joint answer for others.
bool is_cae(uint32_t document, const Snapshot& snapshot) {
  const FacetColumn& kinds = snapshot.image->facet(Facet::Kind);
  const auto held = kinds.of_document[document];
  return std::any_of(held.begin(), held.end(),
                     [&](uint16_t kind) { return kinds.values[kind] == "CAE"; });
}

Status write_member(JsonWriter& json, uint32_t entity, const Depth& depth) {
  const auto records = records_of(entity, depth.groupings);
  json.begin_object();
  if (const auto written = write_structure_line(json, records.front().document, *depth.snapshot);
      !written)
    return written;
  write_eligible(json, records, *depth.snapshot);
  json.key("possible_mandataire")
      .boolean(std::any_of(records.begin(), records.end(), [&](const Answering& record) {
        return is_cae(record.document, *depth.snapshot);
      }));
  json.end_object();
  return done();
}

Status write_class(JsonWriter& json, size_t id, const Depth& depth) {
  const LotClass& found = depth.groupings.classes[id];
  json.begin_object().key("id").integer(static_cast<int64_t>(id));
  write_lots(json, found.lots);
  json.key("legal_entities").count(found.members.size());
  json.key("structures").begin_array();
  for (size_t i = 0; i < std::min(found.members.size(), max_printed_members); ++i)
    if (const auto written = write_member(json, found.members[i], depth); !written) return written;
  json.end_array().end_object();
  return done();
}

void write_minimal(JsonWriter& json, const ClassSets& minimal) {
  json.key("minimal").begin_array();
  for (size_t i = 0; i < std::min(minimal.sets.size(), max_printed_sets); ++i) {
    json.begin_array();
    for (const uint32_t id : minimal.sets[i]) json.integer(id);
    json.end_array();
  }
  json.end_array();
  json.key("minimal_found").count(minimal.sets.size());
  json.key("minimal_complete").boolean(minimal.complete);
}

void write_missing(JsonWriter& json, const Depth& depth) {
  json.key("missing").begin_array();
  for (const size_t lot : depth.groupings.missing) {
    json.begin_object().key("lot").integer(static_cast<int64_t>(lot));
    json.key("title").string(depth.request.lots[lot].title).end_object();
  }
  json.end_array();
}

}  // namespace

Status write_groupings(JsonWriter& json, const Depth& depth, const Tables& tables) {
  const Groupings& groupings = depth.groupings;
  json.begin_object().key("classes").begin_array();
  for (size_t id = 0; id < groupings.classes.size(); ++id)
    if (const auto written = write_class(json, id, depth); !written) return written;
  json.end_array();
  write_minimal(json, groupings.minimal);
  write_missing(json, depth);
  json.key("structure_sets").count(groupings.structure_sets);
  json.key("structure_sets_exact")
      .boolean(groupings.minimal.complete && groupings.structure_sets < most_structure_sets);
  json.key("mandataires");
  write_relay_list(
      json, relays_of(depth.request.where.territories, tables.mandataires, tables.territories),
      tables.territories);
  json.key("note").string(
      "Partenaires possibles : les structures décident elles-mêmes de se grouper. Dans un lot "
      "réservé, chaque membre du groupement doit être éligible (à vérifier).");
  json.end_object();
  return done();
}

}  // namespace filon
