#include "indexer/snapshot_store.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <system_error>

#include "annuaire/sha256.h"
#include "indexer/disk.h"
#include "indexer/snapshot_meta.h"
#include "indexer/url.h"

namespace filon {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view half_written = ".tmp-";

// "2026-08-20T10:15:00Z" without what is awkward in a file name.
std::string stamp(UtcTime time) {
  std::string text = utc_text(time);
  std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
  return text;
}

struct IdParts {
  std::string stamp;
  int number = 0;
  auto operator<=>(const IdParts&) const = default;
};

std::optional<IdParts> id_parts(std::string_view id) {
  const size_t dash = id.find('-');
  if (dash != 16 || id[8] != 'T' || id[15] != 'Z') return std::nullopt;
  IdParts parts{std::string(id.substr(0, dash)), 0};
  const char* const last = id.data() + id.size();
  const auto [end, error] = std::from_chars(id.data() + dash + 1, last, parts.number);
  if (error != std::errc{} || end != last || parts.number < 1) return std::nullopt;
  return parts;
}

Result<SnapshotPart> write_page(const fs::path& dir, size_t number, const std::string& page) {
  auto hash = std::async(std::launch::async, [&page] { return sha256_of(page); });
  const Result<std::string> compressed = zstd_compress(page);
  SnapshotPart part{fmt::format("{:04}.zst", number), page.size(), hash.get()};
  if (!compressed) return fail(compressed.error());
  const Status written = write_file(dir / part.file, *compressed);
  if (!written) return fail(written.error());
  return part;
}

Status write_snapshot(const fs::path& dir, RawSnapshot& snapshot) {
  if (Status made = make_dirs(dir); !made) return made;
  snapshot.info.parts.clear();
  for (const std::string& page : snapshot.pages) {
    Result<SnapshotPart> part = write_page(dir, snapshot.info.parts.size() + 1, page);
    if (!part) return fail(part.error());
    snapshot.info.parts.push_back(*std::move(part));
  }
  if (Status written = write_file(dir / "meta.json", snapshot_meta_json(snapshot.info)); !written)
    return written;
  return fsync_dir(dir);
}

}  // namespace

Status check_source_name(std::string_view name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  if (!name.empty() && name.size() <= 64 &&
      name.find_first_not_of(allowed) == std::string_view::npos)
    return done();
  return fail(ErrorCode::Usage, "source name '{}': 1 to 64 of a-z, 0-9, '_' and '-' are allowed",
              name);
}

fs::path SnapshotStore::place_of(const SnapshotInfo& snapshot) const {
  return root_ / snapshot.source / snapshot.id;
}

Result<SnapshotInfo> SnapshotStore::save(const std::string& source, RawSnapshot snapshot) const {
  if (const Status named = check_source_name(source); !named) return fail(named.error());
  const Result<std::vector<std::string>> taken = ids_of(source);
  if (!taken) return fail(taken.error());
  int number = 1;
  const std::string time = stamp(snapshot.info.fetched_at);
  for (const std::string& id : *taken)
    if (const auto parts = id_parts(id); parts->stamp == time) number = parts->number + 1;

  snapshot.info.source = source;
  snapshot.info.id = fmt::format("{}-{}", time, number);
  snapshot.info.url = printable_url(snapshot.info.url);
  snapshot.info.confirmed_at = snapshot.info.fetched_at;
  const fs::path temporary = root_ / source / (std::string(half_written) + snapshot.info.id);
  Status saved = remove_tree(temporary);
  if (saved) saved = write_snapshot(temporary, snapshot);
  if (saved) saved = rename_durably(temporary, place_of(snapshot.info));
  if (saved) return std::move(snapshot.info);
  std::error_code ignored;  // the first failure is the one to tell
  fs::remove_all(temporary, ignored);
  return fail(saved.error());
}

Result<std::vector<std::string>> SnapshotStore::ids_of(const std::string& source) const {
  if (const Status named = check_source_name(source); !named) return fail(named.error());
  Result<std::vector<std::string>> names = entry_names(root_ / source);
  if (!names) return names;
  std::erase_if(*names, [](const std::string& name) { return !id_parts(name); });
  std::sort(names->begin(), names->end(),
            [](const std::string& a, const std::string& b) { return id_parts(a) < id_parts(b); });
  return names;
}

Result<SnapshotInfo> SnapshotStore::newest_complete(const std::string& source,
                                                    const std::vector<std::string>& ids) const {
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    Result<SnapshotInfo> info = find(source, *id);
    if (!info || info->complete) return info;
  }
  return fail(ErrorCode::NotFound, "source {}: no snapshot yet", source);
}

Result<std::optional<SnapshotInfo>> SnapshotStore::latest(const std::string& source) const {
  const Result<std::vector<std::string>> ids = ids_of(source);
  if (!ids) return fail(ids.error());
  Result<SnapshotInfo> newest = newest_complete(source, *ids);
  if (newest) return std::optional(*std::move(newest));
  if (newest.error().code == ErrorCode::NotFound) return std::optional<SnapshotInfo>();
  return fail(newest.error());
}

Result<SnapshotInfo> SnapshotStore::find(const std::string& source, const std::string& id) const {
  if (const Status named = check_source_name(source); !named) return fail(named.error());
  if (!id_parts(id)) return fail(ErrorCode::NotFound, "source {}: no snapshot '{}'", source, id);
  Result<SnapshotInfo> info = read_snapshot_meta(root_ / source / id / "meta.json");
  // The folder is renamed into place with all it holds: a missing file was lost since.
  std::error_code ignored;
  if (!info && info.error().code == ErrorCode::NotFound && fs::exists(root_ / source / id, ignored))
    return fail(ErrorCode::Damaged, "{}", info.error().message);
  if (info) info->source = source;
  return info;
}

Result<std::vector<SnapshotInfo>> SnapshotStore::all(const std::string& source) const {
  const Result<std::vector<std::string>> ids = ids_of(source);
  if (!ids) return fail(ids.error());
  std::vector<SnapshotInfo> found;
  for (const std::string& id : *ids) {
    Result<SnapshotInfo> info = find(source, id);
    if (!info) return fail(info.error());
    found.push_back(*std::move(info));
  }
  return found;
}

Status SnapshotStore::confirm(SnapshotInfo snapshot, UtcTime now) const {
  snapshot.confirmed_at = std::max(snapshot.fetched_at, now);
  return write_file_atomically(place_of(snapshot) / "meta.json", snapshot_meta_json(snapshot));
}

fs::path SnapshotStore::journal_of(const std::string& source) const {
  return root_ / source / "under-way";
}

fs::path SnapshotStore::refused_of(const std::string& source) const {
  return root_ / source / "refused";
}

Result<std::vector<std::string>> SnapshotStore::read(const SnapshotInfo& snapshot) const {
  std::vector<std::string> pages;
  for (const SnapshotPart& part : snapshot.parts) {
    const fs::path file = place_of(snapshot) / part.file;
    const Result<std::string> stored = read_file(file);
    if (!stored && stored.error().code != ErrorCode::NotFound) return fail(stored.error());
    if (!stored) return fail(ErrorCode::Damaged, "{}", stored.error().message);
    Result<std::string> page = zstd_decompress(*stored, part.bytes);
    if (!page) return fail(ErrorCode::Damaged, "{}: {}", file.string(), page.error().message);
    if (sha256_of(*page) != part.sha256)
      return fail(ErrorCode::Damaged, "{}: its hash is not the one in meta.json", file.string());
    pages.push_back(*std::move(page));
  }
  return pages;
}

Result<int> SnapshotStore::prune(const std::string& source, size_t keep_number,
                                 std::chrono::seconds max_age, UtcTime now,
                                 const std::vector<std::string>& in_use) const {
  const Result<std::vector<std::string>> ids = ids_of(source);
  if (!ids) return fail(ids.error());
  const Result<SnapshotInfo> newest = newest_complete(source, *ids);
  const std::string oldest_allowed = stamp(now - max_age);
  int removed = 0;
  for (size_t i = 0; i < ids->size(); ++i) {
    const std::string& id = (*ids)[i];
    const bool spare = i + keep_number < ids->size() || id_parts(id)->stamp < oldest_allowed;
    const bool needed =
        (newest && newest->id == id) || std::count(in_use.begin(), in_use.end(), id);
    // With a damaged newest one, the last that can still be read is not known: all stay.
    if (!spare || needed || !newest) continue;
    const Status gone = remove_by_name(root_ / source / id, std::string(half_written) + "gone");
    if (!gone) return fail(gone.error());
    ++removed;
  }
  const Result<std::vector<std::string>> names = entry_names(root_ / source);
  if (!names) return fail(names.error());
  for (const std::string& name : *names)
    if (name.starts_with(half_written))
      if (const Status gone = remove_tree(root_ / source / name); !gone) return fail(gone.error());
  return removed;
}

Result<std::vector<std::string>> SnapshotStore::sources() const {
  Result<std::vector<std::string>> names = entry_names(root_);
  if (!names) return names;
  std::vector<std::string> found;
  for (const std::string& name : *names) {
    if (!check_source_name(name)) continue;
    const Result<std::vector<std::string>> ids = ids_of(name);
    if (!ids) return fail(ids.error());
    if (!ids->empty()) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace filon
