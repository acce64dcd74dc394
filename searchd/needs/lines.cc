#include "searchd/needs/lines.h"

#include <algorithm>
#include <array>

#include "annuaire/digits.h"

namespace filon {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

// A no-break space counts as a blank: pasted French has one before each colon.
size_t blank_at(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') return 1;
  if (text.substr(at).starts_with("\xC2\xA0")) return 2;
  return text.substr(at).starts_with("\xE2\x80\xAF") ? 3 : 0;
}

size_t past_blanks(std::string_view text, size_t at) {
  while (const size_t size = blank_at(text, at)) at += size;
  return at;
}

// Dashes and bullets a list item or a separator may be written with; the bytes of one, or 0.
size_t mark_at(std::string_view text, size_t at, bool bullets) {
  if (at >= text.size()) return 0;
  static constexpr std::array<std::string_view, 12> signs = {"-", "–", "—", "*", "•", "·",
                                                             "▪", "‣", "◦", "●", "○", "➢"};
  static constexpr std::array<std::string_view, 7> separators = {":", ".", ")", "-", "–", "—", "/"};
  const std::string_view rest = text.substr(at);
  const auto begins = [&](std::string_view sign) { return rest.starts_with(sign); };
  if (bullets) {
    const auto found = std::find_if(signs.begin(), signs.end(), begins);
    return found == signs.end() ? 0 : found->size();
  }
  const auto found = std::find_if(separators.begin(), separators.end(), begins);
  return found == separators.end() ? 0 : found->size();
}

size_t past_separators(std::string_view text, size_t at) {
  at = past_blanks(text, at);
  while (const size_t size = mark_at(text, at, false)) at = past_blanks(text, at + size);
  return at;
}

bool is_roman(std::string_view text) {
  return !text.empty() && text.size() <= 5 && text.find_first_not_of("ivx") == std::string::npos;
}

// "n°", "nº", "no", "n." before a number; the bytes of it.
size_t numero_at(std::string_view text, size_t at) {
  static constexpr std::array<std::string_view, 10> forms = {"n°", "N°",  "nº",  "Nº", "n.",
                                                             "N.", "no ", "No ", "n ", "N "};
  for (const std::string_view form : forms)
    if (text.substr(at).starts_with(form)) return form.size();
  return 0;
}

}  // namespace

std::vector<TextSpan> lines_of(std::string_view text) {
  std::vector<TextSpan> lines;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    size_t first = start, past = end;
    while (first < past && blank_at(text, first)) first += blank_at(text, first);
    while (past > first && (text[past - 1] == ' ' || text[past - 1] == '\r')) --past;
    first = std::min(first, past);
    if (first < past) lines.push_back({first, past});
    start = end + 1;
  }
  return lines;
}

std::optional<LotMarker> lot_marker(std::string_view text) {
  if (text.size() < 4 || lower(text[0]) != 'l' || lower(text[1]) != 'o' || lower(text[2]) != 't')
    return std::nullopt;
  size_t at = past_blanks(text, 3);
  if (at < text.size() && mark_at(text, at, false) && text[at] != '.') return std::nullopt;
  const size_t numero = numero_at(text, at);
  if (at == 3 && !numero && !(at < text.size() && is_digit(text[at]))) return std::nullopt;
  at = past_blanks(text, at + numero);
  std::string number;
  while (at < text.size() && number.size() < 6 && (is_digit(text[at]) || is_letter(text[at])))
    number += lower(text[at++]);
  const bool digits = !number.empty() && is_digit(number[0]) && number.size() <= 4;
  if (!digits && !is_roman(number) && number.size() != 1) return std::nullopt;
  if (!digits && number.size() == 1 && !numero && !past_separators(text, at)) return std::nullopt;
  if (at < text.size() && !blank_at(text, at) && !mark_at(text, at, false) && text[at] != ',' &&
      text[at] != '|' && text[at] != ';' && text[at] != '\n')
    return std::nullopt;
  return LotMarker{number, past_separators(text, at)};
}

size_t item_marker(std::string_view line) {
  if (const size_t sign = mark_at(line, 0, true)) {
    const size_t past = past_blanks(line, sign);
    return past > sign || sign > 1 ? past : 0;
  }
  size_t at = 0;
  while (at < line.size() && line[at] == '#') ++at;
  if (at > 0) return blank_at(line, at) ? past_blanks(line, at) : 0;
  static constexpr std::array<std::string_view, 3> words = {"Article ", "ARTICLE ", "article "};
  const bool article = std::any_of(words.begin(), words.end(),
                                   [&](std::string_view word) { return line.starts_with(word); });
  if (article) at = 8;
  const size_t number = at;
  while (at < line.size() && at < number + 8 && (is_digit(line[at]) || line[at] == '.')) ++at;
  if (at == number && at + 1 < line.size() && is_letter(line[at]) && line[at + 1] == ')') ++at;
  if (at == number) return 0;
  const bool dotted = line[at - 1] == '.';
  const size_t past = past_separators(line, at);
  const bool separated = dotted || (at < line.size() && mark_at(line, at, false)) ||
                         (past < line.size() && past > at + 1 && article);
  return separated && past > at ? past : 0;
}

std::vector<size_t> inner_lots(std::string_view line) {
  std::vector<size_t> found;
  for (size_t at = 1; at + 4 < line.size(); ++at) {
    if (lower(line[at]) != 'l' || lower(line[at + 1]) != 'o' || lower(line[at + 2]) != 't')
      continue;
    if (is_letter(line[at - 1]) || is_digit(line[at - 1])) continue;
    const auto marker = lot_marker(line.substr(at, std::min<size_t>(line.size() - at, 40)));
    // "le lot 3 comprend" speaks of a lot; "Lot 3 : …" and "…, lot 3 peinture" begin one.
    if (!marker || marker->past < 5) continue;
    const std::string_view between = line.substr(at, marker->past);
    const size_t before = line.find_last_not_of(" \t", at - 1);
    const bool parted = before != line.npos &&
                        std::string_view(":;,|(").find(line[before]) != std::string_view::npos;
    if (!parted && between.find(':') == std::string_view::npos &&
        between.find('-') == std::string_view::npos && between.find("–") == std::string_view::npos)
      continue;
    found.push_back(at);
  }
  return found;
}

std::vector<TextSpan> cells_of(std::string_view text, TextSpan line) {
  const std::string_view row = line.of(text);
  char separator = 0;
  for (const char sign : {'\t', '|', ';'})
    if (!separator && row.find(sign) != std::string_view::npos) separator = sign;
  std::vector<TextSpan> cells;
  if (!separator) return {line};
  for (size_t start = 0; start <= row.size();) {
    const size_t end = std::min(row.find(separator, start), row.size());
    size_t first = start, past = end;
    while (first < past && blank_at(row, first)) first += blank_at(row, first);
    while (past > first && row[past - 1] == ' ') --past;
    first = std::min(first, past);
    cells.push_back({line.first + first, line.first + past});
    start = end + 1;
  }
  return cells;
}

}  // namespace filon
