#include "indexer/identity.h"

#include <algorithm>
#include <map>
#include <set>

#include "annuaire/sha256.h"
#include "annuaire/stable_hash.h"
#include "annuaire/structure_json.h"
#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

// Ids stand in addresses and in index terms, which Xapian cuts at 245 bytes.
constexpr size_t longest_source_id = 120;

class Identifier {
 public:
  Identifier(std::vector<Structure> records, const KnownStructures& known, UtcTime now)
      : known_(known), now_(now.time_since_epoch().count()) {
    out_.records = std::move(records);
  }

  Identified identify() {
    for (const Structure& record : out_.records)
      if (!record.siret.empty()) ++siret_uses_[record.siret];
    // Records that had an id take it first: a new one must not be given an id of theirs.
    std::vector<Structure*> newcomers;
    for (Structure& record : out_.records)
      if (!keep_id(record)) newcomers.push_back(&record);
    for (Structure* record : newcomers) record->id = new_id(*record);
    for (Structure& record : out_.records) remember(record);
    for (const auto& [id, structure] : known_.structures) forget_unless_used(id, structure);
    std::sort(out_.records.begin(), out_.records.end(),
              [](const Structure& a, const Structure& b) { return a.id < b.id; });
    std::sort(out_.changes.structures.begin(), out_.changes.structures.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::move(out_);
  }

 private:
  bool shared(const std::string& siret) const { return siret_uses_.at(siret) > 1; }

  std::vector<std::string> keys_of(const Structure& record) const {
    std::vector<std::string> keys;
    for (const SourceRef& source : record.sources)
      if (!source.id.empty()) keys.push_back(source.name + ":" + source.id);
    if (!record.siret.empty() && !shared(record.siret)) keys.push_back("siret:" + record.siret);
    sort_unique(keys);
    return keys;
  }

  std::string present_id(std::string id) const {
    for (int hops = 0; hops < 100; ++hops) {  // aliases of aliases, as records merge again
      const auto alias = known_.aliases.find(id);
      if (alias == known_.aliases.end()) break;
      id = alias->second;
    }
    return id;
  }

  int64_t first_seen(const std::string& id) const {
    const auto found = known_.structures.find(id);
    return found == known_.structures.end() ? now_ : found->second.first_seen;
  }

  bool keep_id(Structure& record) {
    std::set<std::pair<int64_t, std::string>> candidates;  // oldest first
    for (const std::string& key : keys_of(record))
      if (const auto id = known_.ids.find(key); id != known_.ids.end()) {
        const std::string present = present_id(id->second);
        candidates.emplace(first_seen(present), present);
      }
    for (const auto& [seen, id] : candidates) {
      if (record.id.empty() && used_.insert(id).second)
        record.id = id;
      else if (!record.id.empty())
        given_up_.emplace(id, record.id);
    }
    return !record.id.empty();
  }

  std::string new_id(const Structure& record) {
    const SourceRef& source = record.sources.front();
    std::vector<std::string> choices;
    if (!record.siret.empty() && !shared(record.siret)) choices.push_back(record.siret);
    if (!source.id.empty() && source.id.size() <= longest_source_id)
      choices.push_back(source.name + "-" + source.id);
    else
      choices.push_back(fmt::format("{}-{:016x}", source.name,
                                    stable_hash(source.id + record.siret + fold(record.name))));
    for (const std::string& choice : choices)
      if (is_free(choice)) return used_.insert(choice), choice;
    for (int n = 2;; ++n)
      if (const std::string id = fmt::format("{}-{}", choices.back(), n); is_free(id))
        return used_.insert(id), id;
  }

  // An id once given names its record for ever, gone or merged: links to it must not lie.
  bool is_free(const std::string& id) const {
    return !used_.contains(id) && !known_.structures.contains(id) && !known_.aliases.contains(id);
  }

  void remember(Structure& record) {
    const auto before = known_.structures.find(record.id);
    const bool is_new = before == known_.structures.end();
    KnownStructure now{first_seen(record.id), now_, content_hash(record), std::nullopt};
    if (is_new || before->second.gone)
      ++out_.added;
    else if (before->second.hash != now.hash)
      ++out_.changed;
    record.first_seen = utc_text(UtcTime(std::chrono::seconds(now.first_seen)));
    out_.changes.structures.emplace_back(record.id, std::move(now));
    for (std::string& key : keys_of(record)) {
      const auto old = known_.ids.find(key);
      if (old == known_.ids.end() || old->second != record.id)
        out_.changes.ids.emplace_back(std::move(key), record.id);
    }
  }

  void forget_unless_used(const std::string& id, const KnownStructure& structure) {
    if (used_.contains(id)) return;
    if (const auto heir = given_up_.find(id); heir != given_up_.end())
      out_.changes.aliases.emplace_back(id, heir->second);
    if (structure.gone) return;
    KnownStructure gone = structure;
    gone.gone = now_;
    out_.changes.structures.emplace_back(id, std::move(gone));
    ++out_.removed;
  }

  const KnownStructures& known_;
  int64_t now_;
  Identified out_;
  std::map<std::string, int> siret_uses_;
  std::set<std::string> used_;
  std::map<std::string, std::string> given_up_;
};

}  // namespace

std::string content_hash(const Structure& structure) {
  Structure content = structure;
  content.first_seen.clear();
  // Le Marché dates every row anew each week: the date alone is no change.
  for (SourceRef& source : content.sources) source.seen_at.clear(), source.updated_at.clear();
  return sha256_of(to_json(content) + provenance_json(content));
}

Identified identify(std::vector<Structure> records, const KnownStructures& known, UtcTime now) {
  return Identifier(std::move(records), known, now).identify();
}

}  // namespace filon
