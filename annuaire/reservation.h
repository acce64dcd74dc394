#pragma once

#include <string_view>
#include <vector>

#include "annuaire/label.h"
#include "annuaire/structure.h"

namespace filon {

/// What the record's kinds open, and its ESS or ESUS labels when verified or relayed and not
/// ended on `today` (ISO day): each article once, certain when one status makes it so
/// (contract §4.1; articles of the Code de la commande publique).
std::vector<ReservationRight> reservations_of(const Structure& structure, const Labels& labels,
                                              std::string_view today);

}  // namespace filon
