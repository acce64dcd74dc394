#include "searchd/needs/cpv_words.h"

#include <algorithm>

#include "annuaire/tsv.h"

namespace filon {
namespace {

bool is_code(const std::string& text) {
  return text.size() == 8 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

Result<CpvWords> CpvWords::load(const std::filesystem::path& dir, const StopWords& stop_words) {
  const auto file = dir / "cpv_words.tsv";
  const std::vector<std::string> columns = {"slug", "confidence", "terms", "trade", "label"};
  const auto table = read_tsv(file, columns);
  if (!table) return fail(table.error());
  CpvWords made;
  for (const Tsv::Row& row : table->rows) {
    const auto& cells = row.cells;
    if (!is_code(cells[0]) || (cells[3] != "none" && !cells[3].empty()))
      return fail(ErrorCode::Invalid,
                  "{}:{}: needs a code of eight digits, and a trade of 'none' or empty",
                  file.string(), row.line);
    Code& code = made.codes_[cells[0]];
    if (!cells[4].empty()) code.label = cells[4];
    if (cells[3] == "none") code.has_trade = false;
  }
  auto vocabulary = Vocabulary::load_terms(dir, "cpv_words.tsv", columns, is_code, stop_words);
  if (!vocabulary) return std::move(vocabulary).failure();
  made.vocabulary_ = *std::move(vocabulary);
  return made;
}

const CpvWords::Code* CpvWords::find(const std::string& code) const {
  const auto found = codes_.find(code);
  return found == codes_.end() ? nullptr : &found->second;
}

}  // namespace filon
