#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "indexer/fetch.h"
#include "indexer/utc.h"

namespace filon {

/// Answers of a harvest that is under way, each on disk before anything reads it. When a harvest is
/// killed or the source stops answering, the next one takes up the pages that came and asks for the
/// others only.
///
///   <dir>/journal.json       what is harvested, since when
///   <dir>/<key>.json, .zst   one answer; the key is a hash of its address, which may hold secrets,
///                            and of how often it was asked for: a second pass asks again
class HarvestJournal {
 public:
  /// Pages older than this are asked for again: pages of different days do not fit together.
  static constexpr std::chrono::hours longest_pause{6};

  /// `target` is what is harvested; a journal of something else, or of long ago, is dropped.
  HarvestJournal(std::filesystem::path dir, const std::string& target, UtcTime now);

  /// The answer kept, else the one that `inner` brings, kept before it is given. ErrorCode::Disk
  /// when it could not be kept.
  Result<FetchAnswer> fetch(const FetchRequest& request, const Fetch& inner);

  /// How many answers came from the journal.
  size_t resumed() const { return resumed_; }
  /// Whether the last request failed: the harvest can go on from here another time.
  bool interrupted() const { return interrupted_; }

  /// The harvest is over and kept elsewhere.
  Status drop() const;
  /// What came could not be used: kept as `aside` for the operator to look at, never read again.
  Status set_aside(const std::filesystem::path& aside) const;

 private:
  Status begin() const;
  Status keep(const std::string& key, const FetchAnswer& answer) const;

  std::filesystem::path dir_;
  std::string target_hash_;
  UtcTime now_;
  std::map<std::string, int> asked_;
  size_t resumed_ = 0;
  bool interrupted_ = false;
};

}  // namespace filon
