#pragma once

#include "annuaire/data_dir.h"
#include "searchd/tables.h"
#include "tests/fuzz/must.h"

namespace filon {

/// The tables that are shipped, loaded once.
inline const Tables& search_tables() {
  static const auto loaded = Tables::load(data_dir());
  must(static_cast<bool>(loaded));
  return *loaded;
}

}  // namespace filon
