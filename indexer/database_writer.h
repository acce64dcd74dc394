#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "annuaire/document.h"
#include "annuaire/old_id.h"
#include "annuaire/result.h"

namespace Xapian {
class WritableDatabase;
}

namespace filon {

/// Makes the Xapian database of a generation, or one part of it: documents in the order they are
/// added, the spelling of words, and the schema in its metadata. Parts may be written by threads of
/// their own.
class DatabaseWriter {
 public:
  explicit DatabaseWriter(std::filesystem::path folder);
  ~DatabaseWriter();
  DatabaseWriter(const DatabaseWriter&) = delete;
  DatabaseWriter& operator=(const DatabaseWriter&) = delete;

  Status add(const Structure& structure, const Analysis& analysis);

  /// A word for spelling, and in how many records it stands.
  Status add_word(const std::string& word, uint32_t records);

  /// What became of an id that no record bears any more; kept as metadata.
  Status add_old_id(const std::string& id, const OldId& fate);

  /// Ends the writing of this part.
  Status finish();

  /// Makes one read-only, synced file of finished parts, whose documents are numbered one part
  /// after the other; their working folders are gone.
  static Status join(const std::vector<const DatabaseWriter*>& parts,
                     const std::filesystem::path& file);

 private:
  struct State;
  Xapian::WritableDatabase& database();
  std::filesystem::path folder_;
  std::unique_ptr<State> state_;
};

/// The stored data of all documents that hold a term, each as an object {record, provenance,
/// merge}.
Result<std::vector<std::string>> records_of_term(const std::filesystem::path& database,
                                                 const std::string& term);

}  // namespace filon
