#pragma once

#include <string>

#include "searchd/searcher.h"

namespace filon {

/// The answer as contract §4.1 prints it.
std::string to_json(const SearchResult& result, const Tables& tables);

/// One record as stored, with the source of each of its fields under "provenance".
std::string record_json(std::string_view data);

/// The "index" object: the generation and its sources.
void write_index(class JsonWriter& json, const Snapshot& snapshot);

}  // namespace filon
