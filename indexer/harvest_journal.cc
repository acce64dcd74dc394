#include "indexer/harvest_journal.h"

#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "annuaire/sha256.h"
#include "indexer/disk.h"
#include "indexer/snapshot_meta.h"
#include "indexer/url.h"

namespace filon {
namespace fs = std::filesystem;
namespace {

constexpr const char* journal_file = "journal.json";

bool goes_on(const fs::path& file, const std::string& target_hash, UtcTime now) {
  const auto text = read_file(file);
  const auto json = text ? parse_json(*text) : Result<Json>(fail(text.error()));
  if (!json) return false;
  const auto since = parse_utc((*json)["since"].text());
  return since && (*json)["target_sha256"].text() == target_hash && *since <= now &&
         now - *since <= HarvestJournal::longest_pause;
}

// Anything wrong with a page that was kept means that it is asked for again.
std::optional<FetchAnswer> kept_answer(const fs::path& dir, const std::string& key) {
  const auto info = read_snapshot_meta(dir / (key + ".json"));
  if (!info || info->parts.size() != 1) return std::nullopt;
  const auto stored = read_file(dir / info->parts[0].file);
  if (!stored) return std::nullopt;
  auto body = zstd_decompress(*stored, info->parts[0].bytes);
  if (!body || sha256_of(*body) != info->parts[0].sha256) return std::nullopt;
  FetchAnswer answer;
  answer.url = info->url;
  answer.status = info->status;
  answer.body = *std::move(body);
  answer.content_type = info->content_type;
  answer.etag = info->etag;
  answer.last_modified = info->last_modified;
  return answer;
}

}  // namespace

HarvestJournal::HarvestJournal(fs::path dir, const std::string& target, UtcTime now)
    : dir_(std::move(dir)), target_hash_(sha256_of(target)), now_(now) {}

Status HarvestJournal::begin() const {
  if (goes_on(dir_ / journal_file, target_hash_, now_)) return done();
  JsonWriter json;
  json.begin_object().key("target_sha256").string(target_hash_);
  json.key("since").string(utc_text(now_)).end_object();
  Status begun = remove_tree(dir_);
  if (begun) begun = make_dirs(dir_);
  if (begun) begun = write_file_atomically(dir_ / journal_file, json.take() + "\n");
  return begun;
}

Status HarvestJournal::keep(const std::string& key, const FetchAnswer& answer) const {
  const auto compressed = zstd_compress(answer.body);
  if (!compressed) return fail(compressed.error());
  SnapshotInfo info;
  info.url = printable_url(answer.url);
  info.fetched_at = utc_now();
  info.status = answer.status;
  info.content_type = answer.content_type;
  info.etag = answer.etag;
  info.last_modified = answer.last_modified;
  info.parts = {{key + ".zst", answer.body.size(), sha256_of(answer.body)}};
  Status kept = write_file(dir_ / info.parts[0].file, *compressed);
  if (kept) kept = write_file_atomically(dir_ / (key + ".json"), snapshot_meta_json(info));
  return kept;
}

Result<FetchAnswer> HarvestJournal::fetch(const FetchRequest& request, const Fetch& inner) {
  if (asked_.empty())
    if (Status begun = begin(); !begun) return std::move(begun).failure();
  const int time = ++asked_[request.url];
  const std::string key = sha256_of(fmt::format("{}\n{}", request.url, time)).substr(0, 32);
  if (auto kept = kept_answer(dir_, key)) {
    ++resumed_;
    return *std::move(kept);
  }
  Result<FetchAnswer> answer = inner(request);
  interrupted_ = !answer;
  if (!answer || answer->not_modified) return answer;
  if (Status stored = keep(key, *answer); !stored) return std::move(stored).failure();
  return answer;
}

Status HarvestJournal::drop() const { return remove_tree(dir_); }

Status HarvestJournal::set_aside(const fs::path& aside) const {
  std::error_code ignored;
  if (!fs::exists(dir_, ignored)) return done();
  if (Status removed = remove_tree(aside); !removed) return removed;
  return rename_durably(dir_, aside);
}

}  // namespace filon
