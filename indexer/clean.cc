#include "indexer/clean.h"

#include <algorithm>
#include <array>

#include "annuaire/encoding.h"
#include "annuaire/text.h"

namespace filon {
namespace {

// Bytes of the blank at this place, 0 when there is none: ASCII blanks and controls, the
// no-break, thin and ideographic spaces, zero-width ones, and the byte order mark.
size_t blank_at(std::string_view text, size_t i) {
  const auto byte = static_cast<unsigned char>(text[i]);
  if (byte <= 0x20 || byte == 0x7F) return 1;
  if (text.compare(i, 2, "\xC2\xA0") == 0) return 2;
  const std::string_view three = text.substr(i, 3);
  if (three >= "\xE2\x80\x80" && three <= "\xE2\x80\x8F" && three.size() == 3) return 3;
  if (three == "\xE2\x80\xA8" || three == "\xE2\x80\xA9" || three == "\xE2\x80\xAF" ||
      three == "\xE3\x80\x80" || three == "\xEF\xBB\xBF")
    return 3;
  return 0;
}

// An ASCII sign that is no blank, as nearly all are.
bool is_plain(char c) { return c > 0x20 && c < 0x7F; }

}  // namespace

std::string clean_line(std::string_view given) {
  const std::string text = compose(mend_mojibake(given));
  std::string line;
  bool gap = false;
  for (size_t i = 0; i < text.size();) {
    if (const size_t blank = blank_at(text, i)) {
      gap = !line.empty();
      i += blank;
      continue;
    }
    if (gap) line += ' ';
    gap = false;
    const size_t start = i++;
    while (i < text.size() && is_plain(text[i])) ++i;
    line.append(text, start, i - start);
  }
  return line;
}

std::string clean_value(std::string_view text) {
  static constexpr std::array<std::string_view, 10> nothing = {
      "null", "none", "neant", "aucun", "aucune", "n a", "na", "nc", "nan", "non renseigne"};
  std::string line = clean_line(text);
  const std::string folded = fold(line);
  if (folded.empty() || std::find(nothing.begin(), nothing.end(), folded) != nothing.end())
    return {};
  return line;
}

std::vector<std::string> split_values(std::string_view text, std::string_view separators) {
  std::vector<std::string> values;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(separators), text.size());
    if (std::string value = clean_value(text.substr(0, end)); !value.empty())
      values.push_back(std::move(value));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return values;
}

const Json& first_of(const Json& object, std::initializer_list<std::string_view> keys) {
  static const Json null;
  for (const std::string_view key : keys)
    if (const Json& value = object[key]; !value.is(Json::Type::Null)) return value;
  return null;
}

bool known_and_differ(std::string_view a, std::string_view b) {
  return !a.empty() && !b.empty() && a != b;
}

void sort_unique(std::vector<std::string>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace filon
