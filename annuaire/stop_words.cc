#include "annuaire/stop_words.h"

#include "annuaire/text.h"
#include "annuaire/tsv.h"

namespace filon {

Result<StopWords> StopWords::load(const std::filesystem::path& dir) {
  const auto file = dir / "stop_words.tsv";
  const auto table = read_tsv(file, {"word", "role"});
  if (!table) return fail(table.error());
  StopWords words;
  for (const Tsv::Row& row : table->rows) {
    const std::string& word = row.cells[0];
    if (word.empty() || fold(word) != word)
      return fail(ErrorCode::Invalid, "{}:{}: '{}' is not folded", file.string(), row.line, word);
    if (row.cells[1] == "link")
      words.links.insert(word);
    else if (row.cells[1] == "request")
      words.requests.insert(word);
    else
      return fail(ErrorCode::Invalid, "{}:{}: role '{}' is not link or request", file.string(),
                  row.line, row.cells[1]);
  }
  return words;
}

}  // namespace filon
