#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// One source as the last harvest left it.
struct HarvestedSource {
  std::string name;
  std::string url;
  std::string snapshot;  ///< id of the snapshot to build from; empty when there is none
  bool stale = false;    ///< the source did not answer: the snapshot is of an earlier harvest
  bool operator==(const HarvestedSource&) const = default;
};

/// `<store>/harvest.json`: the whole set of sources the next build reads, in their order.
Status write_harvest(const std::filesystem::path& store,
                     const std::vector<HarvestedSource>& sources);

/// ErrorCode::NotFound when nothing was harvested into this store yet.
Result<std::vector<HarvestedSource>> read_harvest(const std::filesystem::path& store);

}  // namespace filon
