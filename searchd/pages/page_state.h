#pragma once

#include <string>
#include <vector>

#include "searchd/search_request.h"

namespace filon {

/// What the links of a page of results carry on: the question, the order, and the structures
/// someone retained. All of it stands in the URL: no account, no cookie.
struct PageState {
  SearchRequest request;
  std::string seed;                   ///< in force
  int64_t generation = 0;             ///< served; further pages name it
  std::vector<std::string> retained;  ///< ids, in the order they were chosen
};

inline constexpr size_t max_retained = 50;  ///< so that a URL stays one that mail programs pass

/// "retenir" of the query: the ids retained, once each.
std::vector<std::string> read_retained(const Parameters& parameters);

/// The query of a search, without page and what is retained: what exports and feeds are asked with.
std::string search_query(const PageState& state, const Tables& tables);
/// "/?…": the same search as a page.
std::string results_url(const PageState& state, const Tables& tables, int page = 1);
/// The address of a structure's page.
std::string record_url(const std::string& id);

/// A copy of the state after `change(copy.request)`: what a chip or a département links to.
template <class Change>
PageState changed(const PageState& state, Change change) {
  PageState other = state;
  other.request.page = 1;
  change(other.request);
  return other;
}

}  // namespace filon
