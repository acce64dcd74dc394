#include "searchd/depth/structure_line.h"

#include "annuaire/document.h"
#include "annuaire/json.h"
#include "annuaire/structure_kind.h"
#include "searchd/snapshot.h"

namespace filon {

void write_reach(JsonWriter& json, PlaceClass place) {
  switch (place) {
    case PlaceClass::Located:
      json.string("located");
      return;
    case PlaceClass::Serves:
      json.string("serves");
      return;
    case PlaceClass::National:
      json.string("national");
      return;
    case PlaceClass::None:
      json.null();
  }
}

void write_rights(JsonWriter& json, uint32_t document, const Snapshot& snapshot) {
  const FacetColumn& column = snapshot.image->facet(Facet::Reservation);
  json.key("reservations").begin_array();
  for (const uint16_t value : column.of_document[document])
    if (const auto reservation = parse_reservation(column.values[value])) {
      const ReservationInfo& info = reservation_info(*reservation);
      json.begin_object().key("article").string(info.article);
      json.key("code").string(info.code).end_object();
    }
  json.end_array();
}

Status write_structure_line(JsonWriter& json, uint32_t document, const Snapshot& snapshot) {
  const auto data = snapshot.record(document);
  if (!data) return fail(ErrorCode::Internal, "{}", data.error().reason_en);
  const auto record = parse_json(split_data(*data).first);
  if (!record) return fail(record.error());
  const Image& image = *snapshot.image;
  json.key("id").string(image.ids[document]);
  json.key("siret").string_or_null((*record)["siret"].text());
  json.key("siren").string_or_null((*record)["siren"].text());
  json.key("name").string(image.shown_names[document]);
  const FacetColumn& kinds = image.facet(Facet::Kind);
  json.key("kinds").begin_array();
  for (const uint16_t kind : kinds.of_document[document]) json.string(kinds.values[kind]);
  json.end_array();
  json.key("city").string_or_null((*record)["address"]["city"].text());
  write_rights(json, document, snapshot);
  json.key("doubts").begin_array();
  for (const Json& doubt : (*record)["doubts"].items()) json.string(doubt.text());
  json.end_array();
  return done();
}

}  // namespace filon
