#include "searchd/supply/supply_cell_json.h"

namespace filon {

void write_supply_cell(JsonWriter& json, const SupplyCell& cell) {
  const auto number = [](uint64_t count) { return static_cast<int64_t>(count); };
  const auto eligible = [&](Eligible which) {
    return number(cell.eligible[static_cast<size_t>(which)]);
  };
  json.begin_object().key("legal_entities").integer(number(cell.legal_entities));
  json.key("service").integer(number(cell.service));
  json.key("handicap").integer(eligible(Eligible::Handicap));
  json.key("insertion").integer(eligible(Eligible::Insertion));
  json.key("both").integer(eligible(Eligible::Both));
  json.key("prison").integer(eligible(Eligible::Prison));
  json.key("ess").integer(eligible(Eligible::Ess)).end_object();
}

}  // namespace filon
