#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// What a generation says of itself: read before it is served, checked when a file is in doubt.
struct Manifest {
  struct Source {
    std::string name, harvested_at;  ///< ISO instant, UTC
    int64_t structures = 0;          ///< records that hold a row of this source
    bool stale = false;              ///< the last fetch failed: an older snapshot was indexed
    std::string url, licence, attribution;
    bool operator==(const Source&) const = default;
  };
  struct File {
    uint64_t bytes = 0;
    std::string sha256;
    bool operator==(const File&) const = default;
  };
  uint32_t schema_version = 0;
  int64_t generation = 0;
  std::string built_at;
  int64_t structures = 0, active = 0;
  std::vector<Source> sources;
  std::map<std::string, File> files;
  bool operator==(const Manifest&) const = default;
};

std::string to_json(const Manifest& manifest);
/// The inverse of to_json; Damaged when the text is no manifest.
Result<Manifest> manifest_from_json(std::string_view text);

/// The manifest of `gen_dir`: NotFound without one; Invalid when its schema is not ours; Damaged
/// when it is no manifest, is not to the byte what was written (its last member hashes the others),
/// names a file outside the folder, or leaves out a file of the format.
Result<Manifest> read_manifest(const std::filesystem::path& gen_dir);

/// Hashes every file the manifest names; Damaged, with the file's path, on the first that is
/// missing, has another size or holds other bytes.
Status verify(const std::filesystem::path& gen_dir, const Manifest& manifest);

}  // namespace filon
