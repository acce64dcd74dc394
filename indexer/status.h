#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "annuaire/manifest.h"

namespace filon {

/// What an administrator or a monitor asks: is the index whole, and how old is what it holds?
struct IndexStatus {
  std::optional<Manifest> manifest;  ///< of the served generation
  std::vector<int64_t> generations;  ///< all there are
  bool verified = false;             ///< hashes were checked
  std::string damage;                ///< what is wrong with the served generation; "" for nothing
  std::vector<std::string> stale;    ///< sources whose last harvest failed
  bool healthy() const { return manifest && damage.empty() && stale.empty(); }
};

/// `hash`: check every file against the manifest.
IndexStatus index_status(const std::filesystem::path& index, bool hash);

std::string to_json(const IndexStatus& status);
std::string readable(const IndexStatus& status);

}  // namespace filon
