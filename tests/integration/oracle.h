#pragma once

#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "searchd/question.h"
#include "searchd/tables.h"

namespace filon {

/// The sectors of a record that one of its activities holds; all of them when it has none.
std::vector<SectorLink> sectors_of(const Structure& s, const Activity& activity);
/// The activities of a record; one without any has one that says nothing.
std::vector<Activity> activities_of(const Structure& s);

/// The contract as plain loops over records, with no index: what the engine must agree with.
class Oracle {
 public:
  Oracle(const std::vector<Structure>& records, const Tables& tables, uint32_t today)
      : records_(records), tables_(tables), today_(today) {}

  struct Answer {
    size_t total = 0, legal_entities = 0, without_siren = 0;
    std::vector<std::string> order;  ///< ids, best first, of all hits
  };
  /// A request with what was read in `q` put in, and the reading.
  struct Asked {
    SearchRequest request;
    Question question;
  };
  Answer answer(const Asked& asked, const std::string& seed) const;
  /// Active records located where the question looks, and those of them with a known sector.
  std::pair<size_t, size_t> coverage(const SearchRequest& applied) const;
  /// What `total` would be with this value alone asked of the facet's own parameter.
  size_t count(Asked asked, Facet facet, const std::string& value) const;

 private:
  enum class Reach { Located, Serves, National, No };
  bool fits_record(const Structure& s, const SearchRequest& request) const;
  bool is_near(const Structure& s, const SearchRequest& request) const;
  bool holds(const Structure& s, const std::string& word) const;
  bool holds_all(const Structure& s, const Question& question) const;
  uint32_t best_field(const Structure& s, const std::string& word) const;
  uint32_t step(size_t holding) const;
  uint32_t step_of_sector(const std::string& slug) const;
  uint32_t score(const Structure& s, const Asked& asked) const;
  uint32_t score_of_phrase(const Structure& s, const Asked& asked, size_t phrase) const;
  std::vector<std::pair<std::string, uint32_t>> selected_by(const SectorReading& reading,
                                                            const Asked& asked) const;
  bool has_read_sector(const Structure& s, const Activity& activity, const Asked& asked) const;
  bool fits(const Structure& s, const Activity& activity, const Asked& asked) const;
  Reach best_activity(const Structure& s, const Asked& asked) const;
  Reach reach(const Structure& s, const Area& area, const SearchRequest& request) const;
  bool located(const Structure& s, PlaceId asked) const;
  bool matches(const Structure& s, const Asked& asked) const;

  const std::vector<Structure>& records_;
  const Tables& tables_;
  uint32_t today_;
};

}  // namespace filon
