#pragma once

#include <stdexcept>

#include "annuaire/data_dir.h"
#include "searchd/tables.h"

namespace filon {

/// The tables the project ships, loaded once.
inline const Tables& shipped_tables() {
  static const auto loaded = Tables::load(data_dir());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

}  // namespace filon
