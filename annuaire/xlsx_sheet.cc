#include "annuaire/xlsx_sheet.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <pugixml.hpp>

#include "annuaire/serial_date.h"

namespace filon {
namespace {

constexpr size_t longest_row = size_t{16} << 20;
/// A list merges a few columns; a file that merges hundreds side by side is a drawing.
constexpr size_t most_open_ranges = 200;

struct CellPlace {
  size_t column = 0, row = 0;  ///< from 0, from 1; row 0 where it is none
};

// "AB12" is column 27, row 12.
CellPlace place_of(std::string_view text) {
  CellPlace place;
  size_t letters = 0;
  while (letters < text.size() && letters < 4 && text[letters] >= 'A' && text[letters] <= 'Z')
    place.column = place.column * 26 + static_cast<size_t>(text[letters++] - 'A') + 1;
  if (letters == 0) return {};
  --place.column;
  std::from_chars(text.data() + letters, text.data() + text.size(), place.row);
  return place;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  return value;
}

// As the sheet shows it: fifteen digits, and a SIRET without an exponent.
std::string shown(double value) {
  char text[64];
  if (std::fabs(value) < 1e15 && value == std::floor(value))
    return std::snprintf(text, sizeof text, "%.0f", value), text;
  std::snprintf(text, sizeof text, "%.15g", value);
  return text;
}

class CellReader {
 public:
  CellReader(const Workbook& workbook) : workbook_(workbook) {}

  std::string read(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    std::string_view value;
    std::string inline_text;
    for (const pugi::xml_node& part : cell.children()) {
      if (local_name(part.name()) == "v") value = part.child_value();
      if (local_name(part.name()) == "is") inline_text = inline_string(part);
    }
    if (type == "s") return shared(value);
    if (type == "inlineStr") return unescaped(inline_text);
    if (type == "str") return unescaped(value);
    if (type == "b") return value == "1" ? "true" : "false";
    if (type == "e") return {};  // #N/A and its like
    if (type == "d") return std::string(value);
    return number(value, cell.attribute("s").as_uint(0));
  }

 private:
  static std::string inline_string(const pugi::xml_node& item) {
    std::string text;
    for (const pugi::xml_node& part : item.children()) {
      if (local_name(part.name()) == "t") text += part.child_value();
      if (local_name(part.name()) != "r") continue;
      for (const pugi::xml_node& run : part.children())
        if (local_name(run.name()) == "t") text += run.child_value();
    }
    return text;
  }

  std::string shared(std::string_view value) const {
    size_t index = workbook_.strings.size();
    std::from_chars(value.data(), value.data() + value.size(), index);
    return index < workbook_.strings.size() ? workbook_.strings[index] : "";
  }

  std::string number(std::string_view text, unsigned style) const {
    const auto value = number_of(text);
    if (!value) return std::string(text);
    if (style < workbook_.date_styles.size() && workbook_.date_styles[style])
      if (std::string day = serial_date(*value, workbook_.since_1904); !day.empty()) return day;
    return shown(*value);
  }

  const Workbook& workbook_;
};

// Past the end of the row that begins at `start`, or npos when it has not come whole.
size_t row_end(const std::string& text, size_t start, const std::string& open_tag) {
  const size_t tag_end = text.find('>', start);
  if (tag_end == std::string::npos) return tag_end;
  if (text[tag_end - 1] == '/') return tag_end + 1;
  const std::string closing = "</" + open_tag.substr(1) + ">";
  const size_t close = text.find(closing, tag_end);
  return close == std::string::npos ? close : close + closing.size();
}

// Where a row's tag opens, from `from` on; "<rowBreaks" is none.
size_t find_row(const std::string& text, size_t from, const std::string& open_tag) {
  for (size_t at = text.find(open_tag, from); at != std::string::npos;
       at = text.find(open_tag, at + 1)) {
    const size_t after = at + open_tag.size();
    if (after >= text.size() || text[after] == ' ' || text[after] == '>' || text[after] == '/' ||
        text[after] == '\n' || text[after] == '\t' || text[after] == '\r')
      return at;
  }
  return std::string::npos;
}

// The tag of rows, once the root element has come: it tells the prefix of the namespace.
std::string row_tag(std::string_view text) {
  const size_t root = text.find("worksheet");
  if (root == std::string_view::npos) return {};
  const size_t open = text.rfind('<', root);
  if (open == std::string_view::npos) return "<row";
  return std::string(text.substr(open, root - open)) + "row";
}

}  // namespace

Result<std::vector<TableRow>> SheetReader::take(std::string_view piece) {
  text_ += piece;
  std::vector<TableRow> rows;
  if (open_tag_.empty()) open_tag_ = row_tag(text_);
  size_t at = 0;
  while (!open_tag_.empty()) {
    const size_t start = find_row(text_, at, open_tag_);
    if (start == std::string::npos) {
      at = std::max(at, text_.size() - std::min(text_.size(), open_tag_.size()));
      break;
    }
    at = start;
    const size_t end = row_end(text_, start, open_tag_);
    if (end == std::string::npos) break;
    auto row = read_row(std::string_view(text_).substr(start, end - start));
    if (!row) return std::move(row).failure();
    rows.push_back(*std::move(row));
    at = end;
  }
  text_.erase(0, at);
  if (text_.size() > longest_row)
    return fail(ErrorCode::Invalid, "row {}: longer than {} bytes", row_ + 1, longest_row);
  return rows;
}

Result<TableRow> SheetReader::read_row(std::string_view xml) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size(),
                                           pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed)
    return fail(ErrorCode::Invalid, "row {}: damaged XML: {}", row_ + 1, parsed.description());
  const pugi::xml_node element = document.document_element();
  const unsigned long long given = element.attribute("r").as_ullong(0);
  row_ = given > row_ ? static_cast<size_t>(given) : row_ + 1;
  TableRow row{row_, {}};
  const CellReader reader(workbook_);
  size_t column = 0;
  for (const pugi::xml_node& cell : element.children()) {
    if (local_name(cell.name()) != "c") continue;
    if (const CellPlace place = place_of(cell.attribute("r").value()); place.row)
      column = place.column;
    if (column >= limits_.columns)
      return fail(ErrorCode::Invalid, "row {}: more than {} columns", row_, limits_.columns);
    if (row.cells.size() <= column) row.cells.resize(column + 1);
    row.cells[column] = reader.read(cell);
    if (row.cells[column].size() > limits_.cell)
      return fail(ErrorCode::Invalid, "row {}: a cell of more than {} bytes", row_, limits_.cell);
    ++column;
  }
  fill_merged(row);
  return row;
}

// One value over several rows is the value of each of them: "Département" set once for its towns.
void SheetReader::fill_merged(TableRow& row) {
  std::erase_if(open_ranges_, [&](const OpenRange& open) { return open.range.last < row.line; });
  for (const auto& [range, value] : open_ranges_) {
    if (row.cells.size() <= range.column) row.cells.resize(range.column + 1);
    if (row.cells[range.column].empty()) row.cells[range.column] = value;
  }
  for (; next_range_ < merged_.size() && merged_[next_range_].first <= row.line; ++next_range_) {
    const MergedRows& range = merged_[next_range_];
    if (range.first != row.line || range.column >= row.cells.size() ||
        row.cells[range.column].empty() || open_ranges_.size() >= most_open_ranges)
      continue;
    open_ranges_.push_back({range, row.cells[range.column]});
  }
}

std::vector<MergedRows> merged_rows(std::string_view sheet_end) {
  constexpr size_t most_ranges = 10'000;
  std::vector<MergedRows> found;
  static constexpr std::string_view tag = "mergeCell ";
  for (size_t at = sheet_end.find(tag); at != std::string_view::npos && found.size() < most_ranges;
       at = sheet_end.find(tag, at + 1)) {
    const size_t end = std::min(sheet_end.find('>', at), sheet_end.size());
    const std::string_view element = sheet_end.substr(at, end - at);
    const size_t ref = element.find("ref=");
    if (ref == std::string_view::npos || ref + 5 > element.size()) continue;
    std::string_view range = element.substr(ref + 5);
    range = range.substr(0, range.find_first_of("\"'"));
    const size_t colon = range.find(':');
    if (colon == std::string_view::npos) continue;
    const CellPlace from = place_of(range.substr(0, colon)), to = place_of(range.substr(colon + 1));
    if (from.row && to.row > from.row) found.push_back({from.column, from.row, to.row});
  }
  std::sort(found.begin(), found.end(),
            [](const MergedRows& a, const MergedRows& b) { return a.first < b.first; });
  return found;
}

}  // namespace filon
