#pragma once

#include <vector>

#include "annuaire/json_writer.h"
#include "searchd/relays.h"

namespace filon {

/// [{name, kind, url, territory}], in the order given.
void write_relay_list(JsonWriter& json, const std::vector<const Relay*>& relays,
                      const Territories& territories);

}  // namespace filon
