#pragma once

#include <string>

#include "searchd/searcher.h"

namespace filon {

class JsonWriter;

/// The answer as contract §4.1 prints it.
std::string to_json(const SearchResult& result, const Tables& tables);

/// The "index" object: the generation and its sources.
void write_index(JsonWriter& json, const Snapshot& snapshot);

/// The "query" object: the text, how it was read, the filters in force.
void write_query(JsonWriter& json, const SearchResult& result, const Tables& tables);

/// The values of one facet as a list of {value, name, count}, in the order given.
void write_facet_values(JsonWriter& json, const std::vector<FacetValue>& values);

/// One result: the stored record, and what depends on the question put in before its last brace.
void write_hit(JsonWriter& json, const FoundStructure& found);

}  // namespace filon
