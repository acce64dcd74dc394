#pragma once

#include <functional>
#include <optional>
#include <string>

#include "searchd/searcher.h"

namespace filon {

/// Reads the records of an answer one after the other: one at a time is in memory.
class ExportReader {
 public:
  explicit ExportReader(Ranked ranked) : ranked_(std::move(ranked)) {}

  struct Record {
    const Hit& hit;
    std::string data;  ///< as stored
  };
  bool at_end() const { return next_ == ranked_.hits.size(); }
  /// The next record; a failure when the index does not give it.
  Answer<Record> next();

  const Ranked& ranked() const { return ranked_; }

 private:
  Ranked ranked_;
  size_t next_ = 0;
};

enum class Produced { More, Done, Failed };

/// Appends the next part of a file to a text. After Failed the answer must break off: a list that
/// ends too early without a sign is worse than none.
using Producer = std::function<Produced(std::string& out)>;

/// How much a producer makes at a time: enough for a packet or ten, little to hold.
inline constexpr size_t part_bytes = 32 * 1024;

}  // namespace filon
