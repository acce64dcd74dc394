#pragma once

#include "searchd/match/plan.h"
#include "searchd/searcher.h"

namespace filon {

class Json;

/// Adds why a record passes the filters asked or read: its sectors with where they come from, and
/// each status, label, network, prestation, source, reservation, criterion and zone it was chosen
/// by.
void explain_filters(const SearchRequest& asked, const Plan& plan, const Image& image,
                     const Tables& tables, const Json& record, FoundStructure& found);

/// One sector of a record ("sectors" of its JSON): declared, or inferred from which words.
Why why_sector(const Json& sector);

/// How a sector came to be inferred, in French: "déduit", "déduit (offre : « traiteur »)", or
/// "déduit de « traiteur »" when the words do not say where they stand.
std::string deduced_in_words(const std::string& because);

/// A distance by its band (contract §4.1): that one structure is 400 m nearer than the next is no
/// reason to choose it.
Why why_distance(double km);

}  // namespace filon
