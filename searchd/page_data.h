#pragma once

#include <kainjow/mustache.hpp>
#include <string>

#include "annuaire/structure.h"
#include "searchd/searcher.h"

namespace filon {

using PageData = kainjow::mustache::data;

/// Sets a value a template may test: mustache takes an empty text for a true one.
inline void set_text(PageData& data, const char* name, const std::string& value) {
  if (value.empty())
    data.set(name, false);
  else
    data.set(name, value);
}

/// "23 novembre 2026" of an ISO instant or day; "" for an empty one.
std::string french_day(const std::string& iso);

/// The sources of a generation, for home and about.
PageData sources_data(const Snapshot& snapshot);

/// What results.mustache shows; `unknown_place` is what was typed as a place and names none.
PageData results_data(const SearchResult& result, const Tables& tables,
                      const std::string& unknown_place);

/// What record.mustache shows of a stored record.
PageData record_data(const Structure& structure, const Tables& tables);

}  // namespace filon
