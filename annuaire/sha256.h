#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
std::string sha256_of(std::string_view bytes);

/// The same of a file's content, read piece by piece: generations are larger than memory may be.
Result<std::string> sha256_of_file(const std::filesystem::path& path);

}  // namespace filon
