#include "indexer/record_writer.h"

#include <malloc.h>
#include <sys/resource.h>

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

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

// As many files as this process may ever open. Gives how many these are.
rlim_t raise_open_files() {
  rlimit files{};
  if (getrlimit(RLIMIT_NOFILE, &files) != 0) return 0;
  const rlim_t before = std::exchange(files.rlim_cur, files.rlim_max);
  return setrlimit(RLIMIT_NOFILE, &files) == 0 ? files.rlim_max : before;
}

// All parts are open when they are joined, each of them as a few files.
size_t most_parts() {
  constexpr rlim_t files_of_part = 8, other_files = 64;
  const rlim_t all = std::clamp<rlim_t>(raise_open_files(), other_files + files_of_part, 10'000);
  return (all - other_files) / files_of_part;
}

size_t records_of_part(size_t records) {
  const size_t parts = most_parts();
  return std::max(least_records_of_part, (records + parts - 1) / parts);
}

class RecordWriter {
 public:
  RecordWriter(const std::filesystem::path& dir, GenerationContent& content,
               const Territories& territories, const OnProgress& on_progress)
      : dir_(dir),
        content_(content),
        on_progress_(on_progress),
        records_of_part_(records_of_part(content.records.size())),
        image_(territories) {}

  Status write() {
    // What is freed stays ours unless it is given back: the database takes as much again, and the
    // image, once the records are done with.
    malloc_trim(0);
    Status written = write_parts();
    if (!written) return written;
    content_.records = {};
    malloc_trim(0);
    auto image_file_written = std::async(std::launch::async, [this] { return write_image(); });
    written = write_words_and_old_ids();
    if (written) written = join();
    const Status image_written = image_file_written.get();
    return written ? image_written : written;
  }

 private:
  struct Part {
    std::vector<Structure> records;
    std::vector<Analysis> analyses;
  };

  DatabaseWriter& part(size_t number) { return *parts_[number]; }
  DatabaseWriter& add_part() {
    return *parts_.emplace_back(
        std::make_unique<DatabaseWriter>(dir_ / fmt::format("xapian-{}", parts_.size())));
  }

  size_t first_of(size_t part) const { return part * records_of_part_; }
  size_t end_of(size_t part) const { return std::min(first_of(part + 1), content_.records.size()); }

  // Each part of the database on a thread of its own; the image, which needs every record in
  // order, takes their analyses one part after the other.
  Status write_parts() {
    const size_t count = (content_.records.size() + records_of_part_ - 1) / records_of_part_;
    for (size_t i = 0; i < count; ++i) add_part();
    return in_order<Part>(
        count, [this](size_t number) { return write_part(number); },
        [this](size_t, const Part& part) { return add_to_image(part); });
  }

  Result<Part> write_part(size_t number) {
    Part written;
    // All at once: pieces of records between those of Xapian's lists make it a quarter slower.
    for (size_t i = first_of(number); i < end_of(number); ++i)
      written.records.push_back(content_.records[i]);
    for (const Structure& record : written.records) {
      written.analyses.push_back(analyse(record));
      if (Status added = part(number).add(record, written.analyses.back()); !added)
        return std::move(added).failure();
    }
    if (Status ended = part(number).finish(); !ended) return std::move(ended).failure();
    return written;
  }

  Status add_to_image(const Part& part) {
    for (size_t i = 0; i < part.records.size(); ++i) image_.add(part.records[i], part.analyses[i]);
    written_ += part.records.size();
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
    const Result<ImageFile> image = image_.finish();
    return image ? write_file(dir_ / image_file, image->pieces()) : Status(fail(image.error()));
  }

  const std::filesystem::path& dir_;
  GenerationContent& content_;
  const OnProgress& on_progress_;
  const size_t records_of_part_;
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
