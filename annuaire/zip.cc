#include "annuaire/zip.h"

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace filon {
namespace {

struct CloseArchive {
  void operator()(archive* opened) const { archive_read_free(opened); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

Failure<Error> damaged(archive* opened) {
  const char* const why = archive_error_string(opened);
  return fail(ErrorCode::Invalid, "the archive is damaged: {}", why ? why : "it cannot be read");
}

Status unpack_entry(archive* opened, const ZipLimits& limits, const ZipSink& sink,
                    uint64_t& unpacked) {
  const void* block = nullptr;
  size_t size = 0;
  la_int64_t offset = 0;
  while (true) {
    const int read = archive_read_data_block(opened, &block, &size, &offset);
    if (read == ARCHIVE_EOF) return done();
    if (read < ARCHIVE_WARN) return damaged(opened);
    if (size == 0) continue;
    unpacked += size;
    if (unpacked > limits.bytes)
      return fail(ErrorCode::Invalid, "the archive unpacks to more than {} bytes", limits.bytes);
    if (!sink.take({static_cast<const char*>(block), size})) return done();
  }
}

}  // namespace

Status visit_zip(std::string_view bytes, const ZipLimits& limits, const ZipSink& sink) {
  const Archive opened(archive_read_new());
  archive_read_support_format_zip(opened.get());
  if (archive_read_open_memory(opened.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return damaged(opened.get());
  uint64_t unpacked = 0;
  for (size_t entries = 0;; ++entries) {
    archive_entry* entry = nullptr;
    const int read = archive_read_next_header(opened.get(), &entry);
    if (read == ARCHIVE_EOF) return done();
    if (read < ARCHIVE_WARN) return damaged(opened.get());
    if (entries >= limits.entries)
      return fail(ErrorCode::Invalid, "the archive holds more than {} files", limits.entries);
    const char* const path = archive_entry_pathname_utf8(entry);
    if (!path || !sink.wants(path)) continue;
    if (Status taken = unpack_entry(opened.get(), limits, sink, unpacked); !taken) return taken;
  }
}

}  // namespace filon
