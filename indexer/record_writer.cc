#include "indexer/record_writer.h"

#include <atomic>
#include <future>
#include <span>

#include "annuaire/document.h"
#include "annuaire/schema.h"
#include "indexer/database_writer.h"
#include "indexer/disk.h"
#include "indexer/image_builder.h"

namespace filon {
namespace {

// The image needs every record, in order, so its thread takes the lesser part of the database: with
// this share both end together (measured at 20,000 and 300,000 records).
constexpr size_t first_part_in_thirds = 1;

Status write_part(std::span<const Structure> records, DatabaseWriter& database,
                  std::atomic<size_t>& written) {
  for (const Structure& record : records) {
    if (Status added = database.add(record, analyse(record)); !added) return added;
    ++written;
  }
  return database.finish();
}

Status write_first_part(std::span<const Structure> records, const GenerationContent& content,
                        DatabaseWriter& database, ImageBuilder& image,
                        const std::function<void()>& one_more) {
  for (const Structure& record : records) {
    const Analysis analysis = analyse(record);
    image.add(record, analysis);
    if (Status added = database.add(record, analysis); !added) return added;
    one_more();
  }
  for (const auto& [id, fate] : content.old_ids)
    if (Status added = database.add_old_id(id, fate); !added) return added;
  return database.finish();
}

}  // namespace

Status write_records(const std::filesystem::path& dir, const GenerationContent& content,
                     const Territories& territories, const OnProgress& on_progress) {
  const std::span<const Structure> all(content.records);
  const auto first = all.first(all.size() * first_part_in_thirds / 3);
  const auto others = all.subspan(first.size());
  DatabaseWriter first_part(dir / "xapian-1"), second_part(dir / "xapian-2");
  ImageBuilder image(territories);
  std::atomic<size_t> written = 0;
  auto second =
      std::async(std::launch::async, [&] { return write_part(others, second_part, written); });
  const Status ended = write_first_part(first, content, first_part, image, [&] {
    ++written;
    if (on_progress) on_progress("indexing", written, all.size());
  });
  if (ended)
    for (const Structure& record : others) image.add(record, analyse(record));
  const Result<std::string> image_bytes =
      ended ? image.finish() : Result<std::string>(fail(ended.error()));
  if (Status second_ended = second.get(); !second_ended) return second_ended;
  if (!image_bytes) return fail(image_bytes.error());
  if (on_progress) on_progress("indexing", all.size(), all.size());
  Status joined = DatabaseWriter::join({&first_part, &second_part}, dir / xapian_file);
  return joined ? write_file(dir / image_file, *image_bytes) : std::move(joined);
}

}  // namespace filon
