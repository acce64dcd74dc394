#pragma once

#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "searchd/search_request.h"
#include "searchd/tables.h"

namespace filon {

/// The contract as plain loops over records, with no index: what the engine must agree with.
class Oracle {
 public:
  Oracle(const std::vector<Structure>& records, const Tables& tables, uint32_t today)
      : records_(records), tables_(tables), today_(today) {}

  struct Answer {
    size_t total = 0, legal_entities = 0, without_siren = 0;
    std::vector<std::string> order;  ///< ids, best first, of all hits
  };
  Answer answer(const SearchRequest& request, const std::string& seed) const;
  /// What `total` would be with this value alone asked of the facet's own parameter.
  size_t count(SearchRequest request, Facet facet, const std::string& value) const;

 private:
  enum class Reach { Located, Serves, National, No };
  bool fits_record(const Structure& s, const SearchRequest& request) const;
  bool fits_text(const Structure& s, const std::string& q) const;
  uint32_t score(const Structure& s, const std::string& q) const;
  Reach best_activity(const Structure& s, const SearchRequest& request) const;
  Reach reach(const Structure& s, const Area& area, const SearchRequest& request) const;
  bool located(const Structure& s, PlaceId asked) const;
  bool matches(const Structure& s, const SearchRequest& request) const;

  const std::vector<Structure>& records_;
  const Tables& tables_;
  uint32_t today_;
};

}  // namespace filon
