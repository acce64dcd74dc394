#pragma once

#include <memory>
#include <string>

#include "searchd/searcher.h"

namespace filon {

/// Structures like one of the index: of its sectors, and able to work where it stands: within
/// 100 km (same département where a point is not known), or with an area that reaches its commune.
/// One activity holds both. A shared name, network or word is no likeness. Other sites of the same
/// legal entity are left out: they are the same supplier. `request.sectors` tells what was looked
/// for: empty when the record has no known sector, and then nothing is similar.
Answer<SearchResult> find_similar(uint32_t document, int per_page, std::string seed,
                                  std::shared_ptr<const Snapshot> snapshot, const Tables& tables,
                                  const Today& today);

/// {"structure": id, "sectors": […], "total", "per_page", "results", "seed", "index"}.
std::string similar_json(const std::string& id, const SearchResult& result);

}  // namespace filon
