#include "indexer/record_writer.h"

#include <malloc.h>

#include <future>
#include <memory>
#include <span>

#include "annuaire/document.h"
#include "annuaire/schema.h"
#include "indexer/database_writer.h"
#include "indexer/disk.h"
#include "indexer/image_builder.h"
#include "indexer/in_order.h"

namespace filon {
namespace {

// Small parts stay in the cores' caches: ten times this size takes a third longer.
constexpr size_t least_records_of_part = 2000;
constexpr size_t most_parts = 100;  // all are open files when they are joined

size_t part_size(size_t records) {
  return std::max(least_records_of_part, (records + most_parts - 1) / most_parts);
}

class RecordWriter {
 public:
  RecordWriter(const std::filesystem::path& dir, GenerationContent& content,
               const Territories& territories, const OnProgress& on_progress)
      : dir_(dir), content_(content), on_progress_(on_progress), image_(territories) {}

  Status write() {
    Status written = write_parts();
    if (!written) return written;
    content_.records = {};  // all at once: one by one their pieces slow down whoever writes next
    malloc_trim(0);         // else their room stays ours, and the image takes as much again
    auto image_file_written = std::async(std::launch::async, [this] { return write_image(); });
    written = write_words_and_old_ids();
    if (written) written = join();
    const Status image_written = image_file_written.get();
    return written ? image_written : written;
  }

 private:
  using Analyses = std::vector<Analysis>;

  DatabaseWriter& part(size_t number) { return *parts_[number]; }
  DatabaseWriter& add_part() {
    return *parts_.emplace_back(
        std::make_unique<DatabaseWriter>(dir_ / fmt::format("xapian-{}", parts_.size())));
  }

  std::span<const Structure> records_of(size_t part) const {
    const std::span<const Structure> all(content_.records);
    const size_t size = part_size(all.size());
    return all.subspan(part * size, std::min(size, all.size() - part * size));
  }

  // Each part of the database on a thread of its own; the image, which needs every record in
  // order, takes their analyses one part after the other.
  Status write_parts() {
    const size_t all = content_.records.size(), size = part_size(all);
    const size_t count = (all + size - 1) / size;
    for (size_t i = 0; i < count; ++i) add_part();
    return in_order<Analyses>(
        count, [this](size_t number) { return write_part(number); },
        [this](size_t number, const Analyses& analyses) { return add_to_image(number, analyses); });
  }

  Result<Analyses> write_part(size_t number) {
    Analyses analyses;
    for (const Structure& record : records_of(number)) {
      analyses.push_back(analyse(record));
      if (Status added = part(number).add(record, analyses.back()); !added)
        return std::move(added).failure();
    }
    if (Status ended = part(number).finish(); !ended) return std::move(ended).failure();
    return analyses;
  }

  Status add_to_image(size_t number, const Analyses& analyses) {
    for (size_t i = 0; i < analyses.size(); ++i) image_.add(records_of(number)[i], analyses[i]);
    written_ += analyses.size();
    if (on_progress_) on_progress_("indexing", written_, content_.records.size());
    return done();
  }

  Status write_words_and_old_ids() {
    DatabaseWriter& last = add_part();
    for (const auto& [word, count] : image_.word_counts())
      if (Status added = last.add_word(word, count); !added) return added;
    for (const auto& [id, fate] : content_.old_ids)
      if (Status added = last.add_old_id(id, fate); !added) return added;
    return last.finish();
  }

  Status join() {
    std::vector<const DatabaseWriter*> parts;
    for (const auto& part : parts_) parts.push_back(part.get());
    return DatabaseWriter::join(parts, dir_ / xapian_file);
  }

  Status write_image() {
    const Result<std::string> bytes = image_.finish();
    return bytes ? write_file(dir_ / image_file, *bytes) : Status(fail(bytes.error()));
  }

  const std::filesystem::path& dir_;
  GenerationContent& content_;
  const OnProgress& on_progress_;
  ImageBuilder image_;
  std::vector<std::unique_ptr<DatabaseWriter>> parts_;
  size_t written_ = 0;
};

}  // namespace

Status write_records(const std::filesystem::path& dir, GenerationContent& content,
                     const Territories& territories, const OnProgress& on_progress) {
  return RecordWriter(dir, content, territories, on_progress).write();
}

}  // namespace filon
