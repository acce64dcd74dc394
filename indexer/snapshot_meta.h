#pragma once

#include <filesystem>
#include <string>

#include "indexer/snapshot_store.h"

namespace filon {

/// meta.json of a snapshot.
std::string snapshot_meta_json(const SnapshotInfo& snapshot);

/// The inverse; the id is no part of it. ErrorCode::Damaged says what is wrong.
Result<SnapshotInfo> snapshot_meta_from_json(std::string_view text);

/// Reads it back; ErrorCode::Damaged names the file and what is wrong in it.
Result<SnapshotInfo> read_snapshot_meta(const std::filesystem::path& file);

/// zstd with the size in its frame. Decompressing asks for the size that is expected, so that a
/// damaged frame cannot ask for more memory than the page took.
Result<std::string> zstd_compress(std::string_view bytes);
Result<std::string> zstd_decompress(std::string_view compressed, uint64_t expected_bytes);

}  // namespace filon
