#pragma once

#include <string>
#include <string_view>

#include "annuaire/structure.h"
#include "searchd/pages/page_data.h"

namespace filon {

struct Tables;

/// Everything a record holds, by group, each value with the source it comes from and the day that
/// source was read.
PageData field_groups(const Structure& structure, const Tables& tables);

/// Trades with the ways they are offered and where.
PageData activities_data(const Structure& structure, const Tables& tables);

/// "adresse" for "address"; "" for what is not shown as a field.
std::string field_in_french(const std::string& field);

/// How exact the point on the map is.
std::string_view precision_in_french(PointPrecision precision);

}  // namespace filon
