#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searchd/depth/depth.h"
#include "searchd/http/http_request.h"
#include "searchd/tables.h"

namespace filon {

/// What the form of /lots says. Nothing in it is refused: what cannot be read is told beside.
struct LotsForm {
  DepthRequest request;
  /// By lot of a pasted need: its trades with the words that led to each, empty for other lots.
  std::vector<std::vector<LotSector>> read;
  std::string place;                 ///< as typed: `lieu`
  std::string place_name;            ///< of the territory read in it; "" for none
  std::optional<PlaceId> place_id;   ///< the same, also where a radius is around it
  int radius_km = 0;                 ///< 0: the territory itself
  std::string bands;                 ///< as typed
  std::vector<std::string> unknown;  ///< French sentences on what was not understood
};

/// Reads `besoin`, or `lot` (repeated, in order) with `secteur1`, `secteur2`… for the first, the
/// second…; `lieu`, `rayon`, `distances`, `seuil_reservation`, `seuil_clause`, `seed`.
LotsForm read_lots_form(const Parameters& parameters, const Tables& tables);

/// How the form says a place: its name where that is understood as this place again, else its
/// code.
std::string place_text(PlaceId place, const Territories& territories);

/// The same form as an address: what a link to the page carries.
std::string lots_query(const LotsForm& form);

}  // namespace filon
