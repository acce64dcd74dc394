#pragma once

#include "indexer/sources/reader.h"

namespace filon {

/// Whatever is known of Carteco and its sibling maps, told apart by the document (carteco.md §2.7):
/// GoGoCarto's full elements, one element or a bare list, JSON-LD, an admin's CSV; any GeoJSON;
/// Teritorio's GeoJSON and CSV. What leaves fields out (compact, gogosync) is refused by name.
Status visit_carteco(const SourcePage& page, const RowSink& sink);
Result<SourceRows> read_carteco(const SourcePage& page);

/// Whether the document is one of a GoGoCarto map or a GeoJSON, whatever its source is called.
bool is_map_document(std::string_view bytes);

}  // namespace filon
