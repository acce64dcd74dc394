#pragma once

#include <string>
#include <utility>
#include <vector>

#include "searchd/searcher.h"

namespace filon {

/// What a file says of itself once it has left the site: a list that a buyer keeps in a folder must
/// tell what was asked, when, and how old the data were.
struct ExportNote {
  using Line = std::pair<std::string, std::string>;  ///< French name, value

  std::vector<Line> question;  ///< what was asked and how it was read, for people
  std::string address;         ///< path and query that give the same answer again
  std::string day;             ///< of the answer, in Paris: "2026-11-24"
  std::string data_days;       ///< "carteco : 2026-11-02, lemarche : 2026-11-23"
  uint64_t total = 0, given = 0;

  /// The question on one line; says so when nothing was asked.
  std::string question_line() const;
  /// The sentence that says that the list is cut or empty, "" when it is whole.
  std::string warning() const;
};

ExportNote note_of(const Ranked& ranked, const Tables& tables, const Today& today);

/// When the data were fetched, by source; the day of the index where a source does not say.
std::string data_days(const Manifest& manifest);

}  // namespace filon
