#pragma once

#include "tests/fuzz/read_document.h"

namespace filon {

/// Every sort of expression that a mapping knows.
inline const SourceSettings& mapping() {
  static const auto all = parse_source_settings({{"source.liste.name", "Nom | Raison"},
                                                 {"source.liste.siret", "SIRET"},
                                                 {"source.liste.post_code", "CP"},
                                                 {"source.liste.city", "Ville"},
                                                 {"source.liste.description", "A + B"},
                                                 {"source.liste.kind", "\"Association\""},
                                                 {"source.liste.website", "Site"}});
  must(static_cast<bool>(all));
  return all->at("liste");
}

/// A list with named columns, whatever its bytes: CSV or workbook.
inline void read_mapped_list(std::string_view bytes) { read_document("liste", bytes, mapping()); }

}  // namespace filon
