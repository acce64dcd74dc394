#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annuaire/manifest.h"
#include "indexer/snapshot_store.h"
#include "indexer/utc.h"

namespace filon {

struct StatusQuestion {
  std::filesystem::path index, store;  ///< either may be empty: then it is not looked at
  bool verify = false;                 ///< hash the served generation and the last snapshots
  int stale_days = 0;                  ///< older data are stale; 0: only where a harvest failed
  UtcTime now{};
};

/// What an administrator or a monitor asks: is all whole, and how old is what is served?
struct IndexStatus {
  std::optional<Manifest> manifest;     ///< of the served generation
  std::vector<int64_t> generations;     ///< all there are
  std::vector<SnapshotInfo> snapshots;  ///< all that the store keeps, by source, oldest first
  bool verified = false;                ///< hashes were checked
  std::vector<std::string> damage;      ///< what is wrong, with the file
  std::vector<std::string> stale;       ///< sources whose data are too old
  UtcTime now{};
  bool nothing_yet = false;  ///< neither an index nor a snapshot: nothing to show
  bool healthy() const { return damage.empty() && stale.empty() && !nothing_yet; }
};

IndexStatus index_status(const StatusQuestion& question);

std::string to_json(const IndexStatus& status);
std::string readable(const IndexStatus& status);

}  // namespace filon
