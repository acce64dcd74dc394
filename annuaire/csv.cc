#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "annuaire/encoding.h"
#include "annuaire/table_rows.h"

namespace filon {
namespace {

constexpr std::array<char, 4> csv_separators = {';', ',', '\t', '|'};
/// Each stray quote makes the reader look for its end through the text; a file full of them is no
/// CSV of this separator.
constexpr int most_stray_quotes = 100;
constexpr size_t sniffed_records = 20;

class CsvText {
 public:
  CsvText(std::string_view text, char separator, size_t longest_cell)
      : text_(text), separator_(separator), longest_cell_(longest_cell) {}

  bool at_end() const { return at_ >= text_.size(); }

  /// The next record, its line being that of its first sign. Notes of stray quotes are appended.
  Result<TableRow> next(std::vector<TableNote>& notes) {
    TableRow row{line_, {}};
    while (true) {
      auto cell = read_cell(notes);
      if (!cell) return std::move(cell).failure();
      row.cells.push_back(*std::move(cell));
      if (at_end() || text_[at_] != separator_) break;
      ++at_;
      if (at_end()) row.cells.emplace_back();
    }
    end_line();
    return row;
  }

 private:
  bool ends_cell(size_t i) const {
    return i >= text_.size() || text_[i] == separator_ || text_[i] == '\n' || text_[i] == '\r';
  }

  void end_line() {
    if (at_end()) return;
    if (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
    ++at_;
    ++line_;
  }

  Result<std::string> read_cell(std::vector<TableNote>& notes) {
    size_t start = at_;
    while (start < text_.size() && text_[start] == ' ') ++start;
    if (start < text_.size() && text_[start] == '"') {
      const size_t line = line_;
      std::string cell;
      if (read_quoted(start, true, cell) || read_quoted(start, false, cell)) {
        const std::string_view rest = read_plain();  // `"a"b` is read as ab
        if (line_ > line && rest.find_first_not_of(' ') != std::string_view::npos)
          notes.push_back(split_quote(line));
        cell += rest;
        return finish(cell);
      }
      if (++stray_quotes_ > most_stray_quotes)
        return fail(ErrorCode::Invalid,
                    "line {}: more than {} quotes are never closed; is '{}' "
                    "the separator?",
                    line_, most_stray_quotes, separator_);
      notes.push_back({line_, "a quote is opened and never closed: it is taken as a sign",
                       TableOddity::OpenQuote});
    }
    std::string plain(read_plain());
    return finish(plain);
  }

  Result<std::string> finish(std::string& cell) const {
    if (cell.size() > longest_cell_)
      return fail(ErrorCode::Invalid, "line {}: a cell of more than {} bytes", line_,
                  longest_cell_);
    return mend_mojibake(cell);
  }

  // `"lawns;5` on one line and `"cakes";3` on the next make one cell that goes on after its end.
  TableNote split_quote(size_t first) const {
    return {first,
            fmt::format("a quote is closed in the middle of a cell on a later line (+{}), all between "
                        "being one cell: is one missing?",
                        line_ - first),
            TableOddity::SplitQuote};
  }

  std::string_view read_plain() {
    const size_t start = at_;
    while (!ends_cell(at_)) ++at_;
    return text_.substr(start, at_ - start);
  }

  // PHP's writer does not double a quote after a backslash, so \" is no end. Where it might be one
  // (`"C:\folder\";`), it is unless it closes a quotation that such a quote has opened. A text that
  // makes no sense so is read again without this rule.
  bool is_php_quote(size_t quote, int quotes_before) const {
    if (text_[quote - 1] != '\\') return false;
    if (ends_cell(quote + 1)) return quotes_before % 2 == 1;
    const bool doubled = text_[quote + 1] == '"';
    return !doubled || ends_cell(quote + 2);
  }

  // Reads the cell whose opening quote stands at `open`, moving past it; false when it has no end.
  bool read_quoted(size_t open, bool php, std::string& cell) {
    cell.clear();
    int php_quotes = 0;
    size_t lines = 0, i = open + 1;
    const size_t limit = std::min(text_.size(), open + longest_cell_ + 2);
    for (; i < limit; ++i) {
      if (text_[i] == '\n') ++lines;
      if (text_[i] == '"') {
        if (php && is_php_quote(i, php_quotes))
          ++php_quotes;
        else if (i + 1 < text_.size() && text_[i + 1] == '"')
          ++i;
        else
          break;
      }
      cell += text_[i];
    }
    if (i >= limit) return false;
    at_ = i + 1;
    line_ += lines;
    return true;
  }

  std::string_view text_;
  char separator_;
  size_t longest_cell_;
  size_t at_ = 0, line_ = 1;
  int stray_quotes_ = 0;
};

// How well the separator parts the first records: how many agree with the first that it parts.
std::pair<size_t, size_t> agreement(std::string_view text, char separator, size_t longest_cell) {
  CsvText csv(text, separator, longest_cell);
  std::vector<TableNote> ignored;
  size_t width = 0, agreeing = 0;
  for (size_t n = 0; n < sniffed_records && !csv.at_end(); ++n) {
    const auto row = csv.next(ignored);
    if (!row) break;
    if (width == 0 && row->cells.size() > 1) width = row->cells.size();
    agreeing += width > 1 && row->cells.size() == width;
  }
  return {agreeing, width};
}

char sniffed_separator(std::string_view text, size_t longest_cell) {
  char best = csv_separators[0];
  std::pair<size_t, size_t> best_agreement = {0, 0};
  for (const char separator : csv_separators)
    if (const auto found = agreement(text, separator, longest_cell); found > best_agreement) {
      best = separator;
      best_agreement = found;
    }
  return best;
}

// Excel's own way to say the separator: a first line "sep=;".
char take_declared_separator(std::string_view& text, size_t& lines_before) {
  const size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.size() > 1 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || (line.substr(0, 4) != "sep=" && line.substr(0, 4) != "SEP=")) return 0;
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  lines_before = 1;
  return line[4];
}

}  // namespace

Status visit_csv(std::string_view bytes, const TableOptions& options, const TableSink& sink) {
  if (bytes.size() > options.limits.bytes)
    return fail(ErrorCode::Invalid, "the file has more than {} bytes", options.limits.bytes);
  const auto decoded = decode_text(bytes, options.encoding);
  if (!decoded) return fail(decoded.error());
  std::string_view text = decoded->view();
  size_t lines_before = 0;
  char separator = take_declared_separator(text, lines_before);
  if (options.separator) separator = options.separator;
  if (!separator) separator = sniffed_separator(text, options.limits.cell);
  CsvText csv(text, separator, options.limits.cell);
  TableRows rows(options, sink, true);
  std::vector<TableNote> notes;
  while (!csv.at_end()) {
    auto row = csv.next(notes);
    for (TableNote& note : notes)
      if (sink.note) {
        note.line += lines_before;
        sink.note(std::move(note));
      }
    notes.clear();
    if (!row) return std::move(row).failure();
    row->line += lines_before;
    if (Status taken = rows.add(*std::move(row)); !taken) return taken;
  }
  if (Status finished = rows.finish(); !finished) return finished;
  return rows.has_header() ? done() : fail(ErrorCode::Invalid, "the file has no header line");
}

}  // namespace filon
