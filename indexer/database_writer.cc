#include "indexer/database_writer.h"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <cerrno>
#include <optional>

#include "annuaire/schema.h"
#include "indexer/disk.h"

namespace filon {
namespace fs = std::filesystem;
namespace {

constexpr size_t max_key_bytes = 245;  // of a term or a metadata key

// What waits in memory to be written stays small enough for the cores' caches.
constexpr size_t records_at_once = 1000;

// Whatever Xapian cannot write here is the disk's doing: terms are bounded before they come.
Failure<Error> xapian_failure(const fs::path& path, const Xapian::Error& error) {
  const bool ours = std::string_view(error.get_type()) == "InvalidArgumentError";
  return fail(ours ? ErrorCode::Internal : ErrorCode::Disk, "{}: {}", path.string(),
              error.get_description());
}

Status sync_file(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return disk_failure("sync", path, errno);
  const bool synced = ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (!synced) return disk_failure("sync", path, error);
  return done();
}

}  // namespace

struct DatabaseWriter::State {
  std::optional<Xapian::WritableDatabase> database;
  size_t added = 0;
};

DatabaseWriter::DatabaseWriter(fs::path folder)
    : folder_(std::move(folder)), state_(std::make_unique<State>()) {}
DatabaseWriter::~DatabaseWriter() = default;

Xapian::WritableDatabase& DatabaseWriter::database() {
  // Nothing here has to survive a crash but the compacted file, which is synced at the end. Nobody
  // asks for the terms of a document: they would take a quarter of the time and of the file.
  if (!state_->database)
    state_->database.emplace(folder_.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC |
                                                   Xapian::DB_DANGEROUS | Xapian::DB_NO_TERMLIST);
  return *state_->database;
}

Status DatabaseWriter::add(const Structure& structure, const Analysis& analysis) {
  try {
    database().add_document(to_document(structure, analysis));
    if (++state_->added % records_at_once == 0) database().commit();
    return done();
  } catch (const Xapian::Error& error) {
    return xapian_failure(folder_, error);
  }
}

Status DatabaseWriter::add_word(const std::string& word, uint32_t records) {
  try {
    database().add_spelling(word, records);
    return done();
  } catch (const Xapian::Error& error) {
    return xapian_failure(folder_, error);
  }
}

Status DatabaseWriter::add_old_id(const std::string& id, const OldId& fate) {
  const std::string key = std::string(old_id_prefix) + id;
  if (key.size() > max_key_bytes) return done();  // no id of ours was ever that long
  try {
    database().set_metadata(key, to_stored(fate));
    return done();
  } catch (const Xapian::Error& error) {
    return xapian_failure(folder_, error);
  }
}

Status DatabaseWriter::finish() {
  try {
    database().set_metadata("schema_version", std::to_string(schema_version));
    database().commit();
    state_->database.reset();
    return done();
  } catch (const Xapian::Error& error) {
    return xapian_failure(folder_, error);
  }
}

Status DatabaseWriter::join(const std::vector<const DatabaseWriter*>& parts, const fs::path& file) {
  try {
    Xapian::Database all;
    for (const DatabaseWriter* part : parts)
      all.add_database(Xapian::Database(part->folder_.string()));
    all.compact(file.string(), Xapian::DBCOMPACT_SINGLE_FILE | Xapian::Compactor::FULL);
  } catch (const Xapian::Error& error) {
    return xapian_failure(parts.front()->folder_, error);
  }
  for (const DatabaseWriter* part : parts)
    if (Status removed = remove_tree(part->folder_); !removed) return removed;
  return sync_file(file);
}

Result<std::vector<std::string>> records_of_term(const fs::path& path, const std::string& term) {
  try {
    const Xapian::Database database(path.string());
    std::vector<std::string> found;
    if (term.size() > max_key_bytes) return found;
    for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
      const std::string data = database.get_document(*at).get_data();
      const auto [record, provenance] = split_data(data);
      std::string whole = fmt::format("{{\"record\":{},", record);
      found.push_back(whole += provenance.substr(1));  // an object too: its members follow
    }
    return found;
  } catch (const Xapian::Error& error) {
    return fail(ErrorCode::Damaged, "{}: {}", path.string(), error.get_description());
  }
}

}  // namespace filon
