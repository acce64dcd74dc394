#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "annuaire/result.h"
#include "indexer/sqlite.h"

namespace filon {

/// What is remembered of one structure from run to run.
struct KnownStructure {
  int64_t first_seen = 0;  ///< seconds since 1970, UTC
  int64_t last_seen = 0;
  std::string hash;             ///< of its content: tells whether it changed
  std::optional<int64_t> gone;  ///< since when no source has it, or it is on the removal list
  int64_t changed_at = 0;       ///< when its content last changed; its first day counts
  /// It came with the first harvest of its sources: known for longer than we can tell, not new.
  bool from_first_harvest = false;
  bool operator==(const KnownStructure&) const = default;
};

struct KnownStructures {
  std::unordered_map<std::string, KnownStructure> structures;  ///< by id
  std::unordered_map<std::string, std::string> ids;  ///< by source key: "lemarche:2980", "siret:…"
  std::unordered_map<std::string, std::string> aliases;  ///< an id given up → the one that answers
  std::unordered_map<std::string, int64_t> sources;      ///< by name: when it was first indexed
};

/// What one run learnt. Everything replaces what was known under the same name.
struct StateChanges {
  std::vector<std::pair<std::string, KnownStructure>> structures;  ///< id, what is known
  std::vector<std::pair<std::string, std::string>> ids;            ///< source key, id
  std::vector<std::pair<std::string, std::string>> aliases;        ///< old id, id
  std::vector<std::pair<std::string, int64_t>> sources;            ///< name, first indexed
  std::vector<std::string> forgotten_keys;                         ///< source keys to drop first
  std::vector<std::string> forgotten_aliases;                      ///< old ids that live again
};

/// `<store>/state.sqlite`: ids and dates that outlive every index. It only stores; which id a
/// record keeps is decided by those who call it.
class State {
 public:
  static Result<State> open(const std::filesystem::path& store);

  Result<KnownStructures> load();

  /// All of it or nothing.
  Status apply(const StateChanges& changes);

 private:
  explicit State(SqliteDatabase database) : database_(std::move(database)) {}
  Status load_structures(KnownStructures& known);
  Status load_sources(KnownStructures& known);
  Status load_pairs(std::string_view sql, std::unordered_map<std::string, std::string>& into);
  Status put_structures(const StateChanges& changes);
  Status put_pairs(std::string_view sql,
                   const std::vector<std::pair<std::string, std::string>>& pairs);
  Status put_sources(const StateChanges& changes);
  Status forget(std::string_view sql, const std::vector<std::string>& keys);

  SqliteDatabase database_;
};

/// Whether `<store>/state.sqlite` is sound, by SQLite's own check; fine when there is none yet.
/// Damaged means that the backup has to be put back.
Status check_state(const std::filesystem::path& store);

}  // namespace filon
