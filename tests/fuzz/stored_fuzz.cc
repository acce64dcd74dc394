#include "annuaire/manifest.h"
#include "indexer/snapshot_meta.h"
#include "tests/fuzz/read_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view stored = filon::view(bytes, size);
  if (const auto info = filon::snapshot_meta_from_json(stored)) {
    const auto again = filon::snapshot_meta_from_json(filon::snapshot_meta_json(*info));
    filon::must(again && again->parts == info->parts);
  }
  if (const auto manifest = filon::manifest_from_json(stored)) {
    const auto again = filon::manifest_from_json(filon::to_json(*manifest));
    filon::must(again && *again == *manifest);
  }
  if (const auto page = filon::zstd_decompress(stored, 100'000))
    filon::must(page->size() == 100'000);
  return 0;
}
