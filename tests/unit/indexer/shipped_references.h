#pragma once

#include <stdexcept>

#include "annuaire/data_dir.h"
#include "indexer/references.h"

namespace filon {

/// The references the project ships, loaded once.
inline const References& shipped_references() {
  static const auto loaded = load_references(data_dir());
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

}  // namespace filon
