#pragma once
#include <string_view>
namespace filon {
struct Point { double lat = 0; double lon = 0; bool operator==(const Point&) const = default; };
enum class PointPrecision { Address, Commune, Epci, Departement };
std::string_view to_string(PointPrecision);
}
