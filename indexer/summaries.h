#pragma once

#include <cstdint>
#include <filesystem>

#include "annuaire/result.h"

namespace filon {

/// Keeps what a generation holds of each trade in each place (see supply_summary.h) beside the
/// generations, and thins those kept out: the newest `newest_summaries` stay, and of older ones the
/// last of each month.
Status keep_summary(const std::filesystem::path& index, int64_t generation);

inline constexpr size_t newest_summaries = 30;

}  // namespace filon
