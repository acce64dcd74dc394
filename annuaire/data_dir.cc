#include "annuaire/data_dir.h"

#include <cstdlib>

namespace filon {

std::filesystem::path data_dir() {
  if (const char* named = std::getenv("FILON_DATA"); named && *named) return named;
  std::error_code ignored;
  const std::filesystem::path source = FILON_SOURCE_DATA;
  if (std::filesystem::exists(source, ignored)) return source;
  return FILON_INSTALLED_DATA;
}

}  // namespace filon
