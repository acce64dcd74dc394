#pragma once

#include "searchd/exports/export_note.h"
#include "searchd/exports/export_reader.h"

namespace filon {

/// The hits as an RFC 7946 FeatureCollection: longitude before latitude, a null geometry where no
/// point is known; the properties are a result of the search. What was asked, and when, stands in
/// members before "features", so that a reader may stop there.
Producer geojson_export(Ranked ranked, ExportNote note, const Tables& tables);

}  // namespace filon
