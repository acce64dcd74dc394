#include "indexer/snapshot_meta.h"

#include <zstd.h>

#include <algorithm>
#include <memory>
#include <thread>

#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "indexer/disk.h"

namespace filon {
namespace {

// Harvests are small and rare: the default level costs a tenth of a second and halves again
// what level 1 leaves.
constexpr int zstd_level = 3;

bool is_plain_name(std::string_view name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string_view::npos;
}

Result<SnapshotPart> part_of(const Json& json) {
  SnapshotPart part{json["file"].text(), 0, json["sha256"].text()};
  const auto bytes = json["bytes"].integer();
  if (!is_plain_name(part.file) || !bytes || *bytes < 0 || part.sha256.size() != 64)
    return fail(ErrorCode::Damaged, "a part without file, bytes or sha256");
  part.bytes = static_cast<uint64_t>(*bytes);
  return part;
}

Result<SnapshotInfo> info_of(const Json& json) {
  const Result<UtcTime> fetched_at = parse_utc(json["fetched_at"].text());
  if (!fetched_at) return fail(ErrorCode::Damaged, "fetched_at: {}", fetched_at.error().message);
  SnapshotInfo info;
  info.source = json["source"].text();
  info.url = json["url"].text();
  info.fetched_at = *fetched_at;
  const Result<UtcTime> confirmed_at = parse_utc(json["confirmed_at"].text());
  info.confirmed_at = confirmed_at ? *confirmed_at : *fetched_at;
  info.status = static_cast<long>(json["status"].integer().value_or(0));
  info.content_type = json["content_type"].text();
  info.etag = json["etag"].text();
  info.last_modified = json["last_modified"].text();
  info.target_sha256 = json["target_sha256"].text();
  info.complete = json["complete"].truth();
  for (const Json& item : json["parts"].items()) {
    Result<SnapshotPart> part = part_of(item);
    if (!part) return fail(part.error());
    info.parts.push_back(*std::move(part));
  }
  return info;
}

}  // namespace

std::string snapshot_meta_json(const SnapshotInfo& snapshot) {
  JsonWriter json;
  json.begin_object();
  json.key("source").string(snapshot.source).key("url").string_or_null(snapshot.url);
  json.key("fetched_at").string(utc_text(snapshot.fetched_at));
  json.key("confirmed_at").string(utc_text(std::max(snapshot.fetched_at, snapshot.confirmed_at)));
  json.key("status").integer(snapshot.status);
  json.key("content_type").string_or_null(snapshot.content_type);
  json.key("etag").string_or_null(snapshot.etag);
  json.key("last_modified").string_or_null(snapshot.last_modified);
  json.key("target_sha256").string_or_null(snapshot.target_sha256);
  json.key("parts").begin_array();
  for (const SnapshotPart& part : snapshot.parts) {
    json.begin_object().key("file").string(part.file);
    json.key("bytes").integer(static_cast<int64_t>(part.bytes));
    json.key("sha256").string(part.sha256).end_object();
  }
  json.end_array().key("complete").boolean(snapshot.complete).end_object();
  return json.take() + "\n";
}

Result<SnapshotInfo> snapshot_meta_from_json(std::string_view text) {
  const Result<Json> json = parse_json(text);
  if (!json) return fail(ErrorCode::Damaged, "{}", json.error().message);
  return info_of(*json);
}

Result<SnapshotInfo> read_snapshot_meta(const std::filesystem::path& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return fail(text.error());
  Result<SnapshotInfo> info = snapshot_meta_from_json(*text);
  if (!info) return fail(ErrorCode::Damaged, "{}: {}", file.string(), info.error().message);
  info->id = file.parent_path().filename().string();
  return info;
}

Result<std::string> zstd_compress(std::string_view bytes) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> stream(ZSTD_createCCtx(),
                                                                    ZSTD_freeCCtx);
  if (!stream) return fail(ErrorCode::Internal, "cannot compress: out of memory");
  const auto cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  ZSTD_CCtx_setParameter(stream.get(), ZSTD_c_compressionLevel, zstd_level);
  // Of pages above half a megabyte; a library without threads refuses, and does it alone.
  ZSTD_CCtx_setParameter(stream.get(), ZSTD_c_nbWorkers, cores);
  // The size stands in the frame: zstd_decompress() looks at it first.
  if (ZSTD_isError(ZSTD_CCtx_setPledgedSrcSize(stream.get(), bytes.size())))
    return fail(ErrorCode::Internal, "cannot compress {} bytes", bytes.size());
  // Piece by piece: room for the longest outcome would be as much again as a list of gigabytes.
  std::string out, piece(ZSTD_CStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (size_t left = 1; left != 0;) {
    ZSTD_outBuffer some{piece.data(), piece.size(), 0};
    left = ZSTD_compressStream2(stream.get(), &some, &in, ZSTD_e_end);
    if (ZSTD_isError(left))
      return fail(ErrorCode::Internal, "cannot compress: {}", ZSTD_getErrorName(left));
    out.append(piece, 0, some.pos);
  }
  return out;
}

Result<std::string> zstd_decompress(std::string_view compressed, uint64_t expected_bytes) {
  if (ZSTD_getFrameContentSize(compressed.data(), compressed.size()) != expected_bytes)
    return fail(ErrorCode::Damaged, "not the {} bytes that were stored", expected_bytes);
  // Piece by piece: two damaged sizes that agree must not make this ask for all memory at once.
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(),
                                                                          ZSTD_freeDStream);
  if (!stream) return fail(ErrorCode::Internal, "cannot decompress: out of memory");
  std::string out, piece(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{compressed.data(), compressed.size(), 0};
  for (size_t left = 1; left != 0;) {
    ZSTD_outBuffer some{piece.data(), piece.size(), 0};
    left = ZSTD_decompressStream(stream.get(), &some, &in);
    if (ZSTD_isError(left))
      return fail(ErrorCode::Damaged, "cannot be decompressed: {}", ZSTD_getErrorName(left));
    if (some.pos == 0 && in.pos == in.size && left != 0)
      return fail(ErrorCode::Damaged, "cannot be decompressed: it ends too early");
    out.append(piece, 0, some.pos);
    if (out.size() > expected_bytes) break;
  }
  if (out.size() != expected_bytes || in.pos != in.size)
    return fail(ErrorCode::Damaged, "not the {} bytes that were stored", expected_bytes);
  return out;
}

}  // namespace filon
