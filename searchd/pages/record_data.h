#pragma once

#include "annuaire/structure.h"
#include "searchd/pages/page_data.h"
#include "searchd/searcher.h"

namespace filon {

/// What record.mustache shows of a stored record: every known field with its source and date.
PageData record_data(const Structure& structure, const Tables& tables);

/// The other sites of the same legal entity, at most twenty.
PageData other_sites_data(const Structure& structure, const Snapshot& snapshot,
                          const Tables& tables);

/// The record as schema.org JSON-LD, "<" escaped, for a page at `origin`.
std::string structured_data(const Structure& structure, const Tables& tables);

}  // namespace filon
