#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annuaire/result.h"
#include "indexer/utc.h"

namespace filon {

/// One page of a snapshot: its compressed file, and the size and hash of what came.
struct SnapshotPart {
  std::string file;
  uint64_t bytes = 0;
  std::string sha256;
  bool operator==(const SnapshotPart&) const = default;
};

/// What is known of a snapshot without opening its pages.
struct SnapshotInfo {
  std::string source;
  std::string id;  ///< "20260820T101500Z-1": orders snapshots by age
  std::string url;
  UtcTime fetched_at{};
  UtcTime confirmed_at{};  ///< when the source last said that nothing is newer
  long status = 0;
  std::string content_type;
  std::string etag;
  std::string last_modified;
  std::string target_sha256;  ///< of what was harvested: an ETag of it says nothing of another
  bool complete = false;      ///< nothing is known to be missing
  std::vector<SnapshotPart> parts;
  bool operator==(const SnapshotInfo&) const = default;
};

/// What one harvest of one source brought. `source`, `id` and `parts` of the info are filled in
/// by saving it.
struct RawSnapshot {
  SnapshotInfo info;
  std::vector<std::string> pages;
};

/// Keeps what sources sent, as they sent it, before anything reads it: a fault in reading is
/// mended by building again, without asking the source a second time.
///   <dir>/snapshots/<source>/<id>/{meta.json, 0001.zst, 0002.zst …}
///   <dir>/snapshots/<source>/{under-way, refused}/   see HarvestJournal
/// A snapshot is there whole or not at all: it is written under another name, then renamed.
/// One process writes at a time (StoreLock); any number may read.
class SnapshotStore {
 public:
  explicit SnapshotStore(const std::filesystem::path& dir) : root_(dir / "snapshots") {}

  Result<SnapshotInfo> save(const std::string& source, RawSnapshot snapshot) const;

  /// The newest complete one; nothing when the source was never harvested.
  Result<std::optional<SnapshotInfo>> latest(const std::string& source) const;
  Result<SnapshotInfo> find(const std::string& source, const std::string& id) const;
  /// All of a source, oldest first; one whose meta.json is damaged is an error.
  Result<std::vector<SnapshotInfo>> all(const std::string& source) const;

  /// The source says that this one is still its state.
  Status confirm(SnapshotInfo snapshot, UtcTime now) const;

  /// Where the pages of a harvest under way are, and those of one that could not be used.
  std::filesystem::path journal_of(const std::string& source) const;
  std::filesystem::path refused_of(const std::string& source) const;

  /// The pages in order. One whose hash is wrong is ErrorCode::Damaged and names the file.
  Result<std::vector<std::string>> read(const SnapshotInfo& snapshot) const;

  /// Removes snapshots beyond the `keep_number` newest and those older than `max_age`, but never
  /// the newest complete one nor those in `in_use`; also what a killed run left half written.
  /// Gives how many were removed.
  Result<int> prune(const std::string& source, size_t keep_number, std::chrono::seconds max_age,
                    UtcTime now, const std::vector<std::string>& in_use = {}) const;

  /// The names of all sources that have a snapshot, in order.
  Result<std::vector<std::string>> sources() const;

 private:
  Result<std::vector<std::string>> ids_of(const std::string& source) const;
  Result<SnapshotInfo> newest_complete(const std::string& source,
                                       const std::vector<std::string>& ids) const;
  std::filesystem::path place_of(const SnapshotInfo& snapshot) const;

  std::filesystem::path root_;
};

/// A source's name is a folder's: 1 to 64 of a to z, 0 to 9, "_" and "-".
Status check_source_name(std::string_view name);

}  // namespace filon
