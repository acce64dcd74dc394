#pragma once

#include "searchd/parameter_reader.h"
#include "searchd/search_request.h"

namespace filon {

/// `territory`, each value in a form Territories::parse takes; sorted, each once.
void read_territories(ParameterReader& reader, const Parameters& parameters,
                      const Territories& territories, SearchRequest& request);

/// `near` with `radius_km`: a point or a commune's centre, and 1 to 500 km. One without the other
/// is a problem; a form that sends both empty asks for nothing.
void read_near(ParameterReader& reader, const Territories& territories, SearchRequest& request);

}  // namespace filon
