#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/problem.h"

namespace filon {

/// What a list of planned purchases says in its columns. Lists have no common format, so columns
/// are guessed by their names, and whoever sends one may name them.
enum class PlanColumn { Title, Text, Cpv, Territory };
inline constexpr size_t plan_column_count = 4;

/// "title_column" …: the parameter that names a column.
std::string_view parameter_of(PlanColumn column);

/// By PlanColumn: a column of the file. `given[i]`: named by the request.
struct PlanColumns {
  std::array<std::optional<size_t>, plan_column_count> place;
  std::array<bool, plan_column_count> given{};
  std::optional<size_t> of(PlanColumn column) const { return place[static_cast<size_t>(column)]; }
};

inline constexpr const char* no_plan_column = "-";  ///< said in place of a name: there is none

/// `named`: by PlanColumn, the column's name as the request gives it, no_plan_column, or "" to
/// guess it. Refused: a name the header lacks (a near one is suggested), or a header in which no
/// title is found.
Answer<PlanColumns> choose_columns(const std::vector<std::string>& header,
                                   const std::array<std::string, plan_column_count>& named);

}  // namespace filon
