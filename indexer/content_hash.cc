#include "indexer/content_hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "annuaire/sha256.h"
#include "annuaire/stable_hash.h"
#include "annuaire/structure_json.h"

namespace filon {
namespace {

// The stored form of a record, as a number: of the keys that one with everything in it is written
// with. Records that a new version of Filon writes otherwise are not news.
const std::string& content_form() {
  static const std::string form = [] {
    Structure all;
    all.sectors.emplace_back();
    all.activities.emplace_back();
    all.labels.emplace_back();
    all.criteria.emplace_back();
    all.networks.emplace_back();
    all.location.emplace();
    all.offers.emplace_back();
    all.reservations.emplace_back();
    all.sources.emplace_back();
    return fmt::format("{:08x}",
                       static_cast<uint32_t>(stable_hash(to_json(all) + provenance_json(all))));
  }();
  return form;
}

std::string_view form_of(std::string_view hash) { return hash.substr(0, hash.find(':')); }

}  // namespace

std::string content_hash(const Structure& structure) {
  Structure content = structure;
  content.id.clear();
  content.first_seen.clear();
  content.changed_at.clear();
  content.from_first_harvest = false;
  // Le Marché dates every row anew each week: the date alone is no change.
  for (SourceRef& source : content.sources) source.seen_at.clear(), source.updated_at.clear();
  for (SourceRef& helper : content.helpers) helper.seen_at.clear();
  return fmt::format("{}:{}", content_form(),
                     sha256_of(to_json(content) + provenance_json(content)));
}

bool comparable(const std::string& hash, const std::string& other) {
  return form_of(hash) == form_of(other);
}

}  // namespace filon
