#pragma once

#include "annuaire/json.h"
#include "annuaire/table.h"
#include "indexer/sources/carteco_categories.h"
#include "indexer/sources/reader.h"

namespace filon {

/// Reads a feature of a GeoJSON, the `number`th: Teritorio's (tags as OpenStreetMap names them) or
/// any map's, uMap's included, whose description may hold everything. A feature without an id is
/// known by its name and place.
void read_feature(const Json& feature, size_t number, const SourcePage& page,
                  const CartecoCategories& categories, const RowSink& sink);

/// The CSV of the same Teritorio map.
void read_teritorio_csv(const Table& table, const SourcePage& page,
                        const CartecoCategories& categories, const RowSink& sink);
bool is_teritorio_csv(const std::vector<std::string>& header);

}  // namespace filon
