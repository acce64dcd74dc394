#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "indexer/matching/corpus.h"

namespace filon {

/// Two rows worth comparing, the smaller number first.
using RowPair = std::pair<uint32_t, uint32_t>;

/// Pairs of rows of different sources that share something one site's rows share: a word of the
/// name (or its beginning or end) or the street in one town, a phone, a domain, a SIREN. Sorted,
/// each once. What too many rows share is passed over, so that time stays near linear in the rows.
std::vector<RowPair> candidates(const Corpus& corpus);

}  // namespace filon
