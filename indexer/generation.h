#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "annuaire/manifest.h"
#include "annuaire/old_id.h"
#include "annuaire/territory.h"
#include "indexer/packed_records.h"
#include "indexer/progress.h"

namespace filon {

// An index folder: gen-1, gen-2 …, and `current`, a symlink to the one that is served. Nothing of a
// generation changes once it bears its name, and `current` is replaced by one rename: whatever
// happens, what is served is whole, and is the old one or the new one.

/// What a generation is made of, but for its number and hashes.
struct GenerationContent {
  PackedRecords records;                  ///< in any order
  std::vector<Manifest::Source> sources;  ///< `structures` is counted here
  std::string built_at;
  std::vector<std::pair<std::string, OldId>> old_ids;  ///< what is left of records that were there
};

/// Writes the next generation beside the others, complete and synced, without serving it.
/// Leftovers of killed runs are removed first. Any refusal of the disk is ErrorCode::Disk.
Result<Manifest> write_generation(const std::filesystem::path& index, GenerationContent content,
                                  const Territories& territories, const OnProgress& on_progress);

/// Removes a generation that is not served; what a kill leaves of it bears no generation's name.
Status discard_generation(const std::filesystem::path& index, int64_t generation);

/// Keeps a summary of that generation (see summaries.h) and serves it, then removes all but the
/// `keep` newest and the served one.
Status publish_generation(const std::filesystem::path& index, int64_t generation, size_t keep);

/// Serves the newest generation before the served one; NotFound when there is none.
Result<int64_t> roll_back(const std::filesystem::path& index);

/// Numbers of the generations there are, ascending.
Result<std::vector<int64_t>> generations(const std::filesystem::path& index);
/// The one that `current` leads to; none when nothing was ever published.
std::optional<int64_t> current_generation(const std::filesystem::path& index);
std::filesystem::path generation_dir(const std::filesystem::path& index, int64_t generation);

/// The stored records of that id or SIRET in the served generation, as JSON with provenance.
Result<std::vector<std::string>> stored_records(const std::filesystem::path& index,
                                                const std::string& id_or_siret);

}  // namespace filon
