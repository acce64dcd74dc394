#include "indexer/identity.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

#include "annuaire/siret.h"
#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/content_hash.h"
#include "indexer/record_facts.h"

namespace filon {
namespace {

// Ids stand in addresses and in index terms, which Xapian cuts at 245 bytes.
constexpr size_t longest_source_id = 120;

std::string own_form(const RecordRow& row) { return row.source + "-" + row.id; }

/// An id that a record may keep: one that one of its rows had.
struct Claim {
  int64_t first_seen;
  std::string id;
  bool foreign;  ///< the id is not of the form this record's rows would give
  size_t record;
  auto operator<=>(const Claim&) const = default;
};

class Identifier {
 public:
  Identifier(PackedRecords records, const KnownStructures& known, UtcTime now,
             std::span<const std::string> removal_list)
      : known_(known),
        now_(now.time_since_epoch().count()),
        records_(std::move(records)),
        facts_(facts_of(records_)),
        ids_(records_.size()) {
    for (const std::string& entry : removal_list) note_removal(entry);
  }

  Identified identify() {
    for (const RecordFacts& facts : facts_)
      if (!facts.siret.empty()) ++siret_uses_[facts.siret];
    // Records that had an id take it first: a new one must not be given an id of theirs.
    keep_ids();
    for (size_t i = 0; i < ids_.size(); ++i)
      if (ids_[i].empty()) ids_[i] = new_id(i);
    settle_all();
    for (const auto& [id, structure] : known_.structures) forget_unless_used(id, structure);
    note_sources();
    list_old_ids();
    std::sort(out_.changes.structures.begin(), out_.changes.structures.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::move(out_);
  }

 private:
  void note_removal(const std::string& text) {
    const auto siret = Siret::parse(text);
    const std::string entry = siret ? std::string(siret->digits()) : clean_line(text);
    if (entry.empty()) return;
    removed_.insert(entry);
    removed_.insert(present_id(entry));
    if (const auto id = known_.ids.find("siret:" + entry); id != known_.ids.end())
      removed_.insert(present_id(id->second));
  }

  bool shared(const std::string& siret) const { return siret_uses_.at(siret) > 1; }

  std::vector<std::string> keys_of(const RecordFacts& record) const {
    std::vector<std::string> keys;
    for (const RecordRow& row : record.rows)
      if (!row.id.empty()) keys.push_back(row.source + ":" + row.id);
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

  static bool is_own_form(const RecordFacts& record, const std::string& id) {
    return id == record.siret ||
           std::any_of(record.rows.begin(), record.rows.end(),
                       [&](const RecordRow& row) { return id == own_form(row); });
  }

  std::vector<Claim> claims() const {
    std::vector<Claim> found;
    for (size_t i = 0; i < facts_.size(); ++i)
      for (const std::string& key : keys_of(facts_[i]))
        if (const auto id = known_.ids.find(key); id != known_.ids.end()) {
          const std::string present = present_id(id->second);
          found.push_back({first_seen(present), present, !is_own_form(facts_[i], present), i});
        }
    std::sort(found.begin(), found.end());  // the oldest id first, to whom it suits best
    return found;
  }

  void keep_ids() {
    const std::vector<Claim> all = claims();
    for (const Claim& claim : all)
      if (ids_[claim.record].empty() && used_.insert(claim.id).second)
        ids_[claim.record] = claim.id;
    for (const Claim& claim : all)
      if (!used_.contains(claim.id) && !ids_[claim.record].empty())
        given_up_.emplace(claim.id, ids_[claim.record]);
  }

  std::string new_id(size_t place) {
    const RecordFacts& record = facts_[place];
    const RecordRow& row = record.rows.front();
    std::vector<std::string> choices;
    if (!record.siret.empty() && !shared(record.siret)) choices.push_back(record.siret);
    if (!row.id.empty() && row.id.size() <= longest_source_id)
      choices.push_back(own_form(row));
    else
      choices.push_back(
          fmt::format("{}-{:016x}", row.source,
                      stable_hash(row.id + record.siret + fold(records_[place].name))));
    for (const std::string& choice : choices)
      if (is_free(choice) || takes_back(choice)) return used_.insert(choice), choice;
    for (int n = 2;; ++n)
      if (const std::string id = fmt::format("{}-{}", choices.back(), n); is_free(id))
        return used_.insert(id), id;
  }

  // An id once given names its record for ever, gone or merged: links to it must not lie.
  bool is_free(const std::string& id) const {
    return !used_.contains(id) && !known_.structures.contains(id) && !known_.aliases.contains(id);
  }

  // What was merged into another record is one of its own again.
  bool takes_back(const std::string& id) {
    if (used_.contains(id) || !known_.aliases.contains(id)) return false;
    out_.changes.forgotten_aliases.push_back(id);
    return true;
  }

  bool is_removed(size_t place) const {
    return removed_.contains(ids_[place]) || removed_.contains(facts_[place].siret);
  }

  // Records that stay close up where others leave.
  void settle_all() {
    size_t kept = 0;
    for (size_t i = 0; i < records_.size(); ++i) {
      if (!stays(i)) continue;
      out_.counts.add(facts_[i].active, facts_[i].sources());
      records_.move(i, kept++);
      facts_[i] = {};
    }
    records_.shrink(kept);
    out_.records = std::move(records_);
  }

  // A removed record is remembered as any other, under its id, but as one that is gone.
  bool stays(size_t place) {
    const std::string& id = ids_[place];
    for (std::string& key : keys_of(facts_[place])) {
      const auto old = known_.ids.find(key);
      if (old == known_.ids.end() || old->second != id)
        out_.changes.ids.emplace_back(std::move(key), id);
    }
    const auto before = known_.structures.find(id);
    const KnownStructure* const old = before == known_.structures.end() ? nullptr : &before->second;
    const bool leaves = is_removed(place);
    std::string hash = std::move(facts_[place].hash);
    KnownStructure now =
        leaves ? out_of_sight(std::move(hash), old) : in_sight(place, std::move(hash), old);
    if (leaves) {
      out_.removed += old && !old->gone;
      out_.left_out.push_back({place, id});
      removed_.insert(id);
    }
    out_.changes.structures.emplace_back(id, std::move(now));
    if (!leaves) live_.insert(id);
    return !leaves;
  }

  KnownStructure out_of_sight(std::string hash, const KnownStructure* before) const {
    KnownStructure now{now_, now_, std::move(hash), now_, now_, false};
    if (before) now = *before;
    now.last_seen = now_;
    if (!now.gone) now.gone = now_;
    return now;
  }

  KnownStructure in_sight(size_t place, std::string hash, const KnownStructure* before) {
    const RecordFacts& record = facts_[place];
    KnownStructure now{now_, now_, std::move(hash), std::nullopt, now_, false};
    if (before) {
      now.first_seen = before->first_seen;
      now.from_first_harvest = before->from_first_harvest;
      const bool changed = comparable(before->hash, now.hash) && before->hash != now.hash;
      // What a source adds when it is first harvested is no news of the structures it knows.
      const bool news = changed && !any_source_is_new(record);
      if (!before->gone && !news) now.changed_at = before->changed_at;
      before->gone ? ++out_.added : out_.changed += changed;
    } else {
      now.from_first_harvest = all_sources_are_new(record);
      ++out_.added;
    }
    for (const RecordRow& row : record.rows)
      if (is_new(row)) new_sources_.insert(row.source);
    records_.name(place, {ids_[place], time_of(now.first_seen), time_of(now.changed_at),
                          now.from_first_harvest});
    return now;
  }

  static UtcTime time_of(int64_t seconds) { return UtcTime(std::chrono::seconds(seconds)); }
  bool is_new(const RecordRow& row) const { return !known_.sources.contains(row.source); }
  bool any_source_is_new(const RecordFacts& record) const {
    return std::any_of(record.rows.begin(), record.rows.end(),
                       [&](const RecordRow& row) { return is_new(row); });
  }
  bool all_sources_are_new(const RecordFacts& record) const {
    return std::all_of(record.rows.begin(), record.rows.end(),
                       [&](const RecordRow& row) { return is_new(row); });
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

  void note_sources() {
    for (const std::string& name : new_sources_) out_.changes.sources.emplace_back(name, now_);
  }

  void list_old_ids() {
    std::set<std::string> ids = removed_;
    for (const auto& [id, structure] : known_.structures) ids.insert(id);
    for (const auto& [id, heir] : known_.aliases) ids.insert(id);
    for (const auto& [id, heir] : given_up_) ids.insert(id);
    for (const std::string& id : ids)
      if (!live_.contains(id)) out_.old_ids.emplace_back(id, fate_of(id));
  }

  OldId fate_of(std::string id) const {
    bool removed = removed_.contains(id);
    for (int hops = 0; hops < 100 && !removed; ++hops) {
      const auto heir = given_up_.find(id);
      const auto alias = known_.aliases.find(id);
      if (heir != given_up_.end())
        id = heir->second;
      else if (alias != known_.aliases.end())
        id = alias->second;
      else
        break;
      if (live_.contains(id)) return {OldId::Fate::Moved, id};
      removed = removed_.contains(id);
    }
    return {removed ? OldId::Fate::Removed : OldId::Fate::Gone, ""};
  }

  const KnownStructures& known_;
  int64_t now_;
  PackedRecords records_;
  std::vector<RecordFacts> facts_;
  std::vector<std::string> ids_;  ///< "" until given
  Identified out_;
  std::unordered_map<std::string, int> siret_uses_;
  std::set<std::string> removed_;         ///< ids and SIRETs
  std::unordered_set<std::string> used_;  ///< ids given in this run, of removed records too
  std::unordered_set<std::string> live_;  ///< ids of the records that are shown
  std::map<std::string, std::string> given_up_;
  std::set<std::string> new_sources_;
};

}  // namespace

Identified identify(PackedRecords records, const KnownStructures& known, UtcTime now,
                    std::span<const std::string> removal_list) {
  return Identifier(std::move(records), known, now, removal_list).identify();
}

}  // namespace filon
