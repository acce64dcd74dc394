#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "annuaire/manifest.h"
#include "annuaire/result.h"

namespace filon {

/// How much room a generation of so many records takes while it is made: measured on the one that
/// is served, else on Le Marché's sample. An estimate from below: it must refuse no run that fits.
uint64_t room_needed(size_t records, const std::optional<Manifest>& served);

/// ErrorCode::Disk when the file system of `dir` has less than that left, before anything is
/// written: a disk that is filled to the last byte hurts others than us.
Status check_room(const std::filesystem::path& dir, uint64_t needed);

}  // namespace filon
