#pragma once

#include "annuaire/structure.h"
#include "searchd/pages/page_data.h"
#include "searchd/searcher.h"

namespace filon {

/// What record.mustache shows of a stored record: every known field with its source and date, and
/// the licence of each source as the manifest tells it.
PageData record_data(const Structure& structure, const Manifest& manifest, const Tables& tables);

/// The other sites of the same legal entity, at most twenty.
PageData other_sites_data(const Structure& structure, const Snapshot& snapshot,
                          const Tables& tables);

/// Structures like it: of its trades, able to work where it stands.
PageData similar_data(uint32_t document, const std::string& id,
                      std::shared_ptr<const Snapshot> snapshot, const Tables& tables);

/// The record as schema.org JSON-LD, "<" escaped, so that it may stand in a page.
std::string structured_data(const Structure& structure, const Tables& tables);

}  // namespace filon
