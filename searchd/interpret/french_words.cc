#include "searchd/interpret/french_words.h"

#include <fstream>
#include <iterator>

namespace filon {
namespace {

// The line that begins at a place of the block.
std::string_view line_at(std::string_view lines, size_t start) {
  return lines.substr(start, lines.find('\n', start) - start);
}

}  // namespace

Result<FrenchWords> FrenchWords::load(const std::filesystem::path& dir) {
  const auto file = dir / "french_words.txt";
  std::ifstream stream(file, std::ios::binary);
  FrenchWords words;
  words.lines_.assign(std::istreambuf_iterator<char>(stream), {});
  if (!stream || words.lines_.empty() || words.lines_.back() != '\n')
    return fail(ErrorCode::Invalid, "{}: cannot be read, or its last line is cut", file.string());
  size_t number = 1;
  std::string_view before;
  for (size_t start = 0; start < words.lines_.size(); ++number) {
    const std::string_view line = line_at(words.lines_, start);
    if (line <= before)
      return fail(ErrorCode::Invalid, "{}:{}: '{}' is out of order", file.string(), number, line);
    before = line;
    start += line.size() + 1;
  }
  return words;
}

bool FrenchWords::has(std::string_view word) const {
  const std::string_view lines = lines_;
  size_t low = 0, high = lines.size();  // beginnings of lines: the word is in [low, high)
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const size_t newline = middle == 0 ? std::string_view::npos : lines.rfind('\n', middle - 1);
    const size_t start = newline == std::string_view::npos ? 0 : newline + 1;
    const std::string_view line = line_at(lines, start);
    if (line == word) return true;
    if (line < word)
      low = start + line.size() + 1;
    else
      high = start;
  }
  return false;
}

}  // namespace filon
