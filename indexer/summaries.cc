#include "indexer/summaries.h"

#include <tuple>

#include "annuaire/manifest.h"
#include "annuaire/schema.h"
#include "annuaire/supply_summary.h"
#include "indexer/disk.h"
#include "indexer/generation.h"

namespace filon {
namespace {

constexpr size_t month_length = 7;  // of "2026-11-24"

// A summary too many is no reason to stop a run; the next one tries again.
void thin_out(const std::filesystem::path& index) {
  const auto kept = kept_summaries(index);
  for (size_t i = 0; i + newest_summaries < kept.size(); ++i)
    if (kept[i].day.substr(0, month_length) == kept[i + 1].day.substr(0, month_length))
      std::ignore = remove_tree(kept[i].file);
}

}  // namespace

Status keep_summary(const std::filesystem::path& index, int64_t generation) {
  const std::filesystem::path dir = generation_dir(index, generation);
  const auto manifest = read_manifest(dir);
  if (!manifest) return fail(manifest.error());
  const auto image = Image::open(dir / image_file);
  if (!image) return fail(image.error());
  if (Status made = make_dirs(index / summaries_folder); !made) return made;
  const Status written =
      write_file_atomically(summary_path(index, generation, manifest->built_at),
                            to_tsv(summarise(**image, generation, manifest->built_at)));
  if (written) thin_out(index);
  return written ? done() : fail(written.error());
}

}  // namespace filon
