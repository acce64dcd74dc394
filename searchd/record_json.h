#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "searchd/problem.h"

namespace filon {

struct Snapshot;

/// Another site of the same legal entity.
struct OtherSite {
  std::string id, name, city;
};
/// The other records of this one's SIREN, by name, then id: all of them are counted, the first
/// ones are named.
struct SameEntity {
  size_t count = 0;
  std::vector<OtherSite> sites;
};
SameEntity same_entity(const Structure& structure, const Snapshot& snapshot);

/// The record's own answer: what is stored, the rows each field came from (`provenance`), why its
/// rows were taken for one (`merge`), under which licence each source gave which fields
/// (`licences`), and the other sites of its legal entity (`same_entity`, `same_entity_count`).
Answer<std::string> record_json(uint32_t document, const Snapshot& snapshot);

}  // namespace filon
