#include "annuaire/text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "annuaire/visit_words.h"

namespace filon {
namespace {

const icu::Normalizer2& casefold_normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(status);
}
const icu::Normalizer2& decomposer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFDInstance(status);
}

// What each byte that is an ASCII letter or digit is folded to, 0 for the others. Most text is
// ASCII: it needs no ICU and takes a fifth of the time.
constexpr std::array<char, 0x100> folded_ascii = [] {
  std::array<char, 0x100> made{};
  for (char c = '0'; c <= '9'; ++c) made[static_cast<size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c)
    made[static_cast<size_t>(c)] = made[static_cast<size_t>(c - 'a' + 'A')] = c;
  return made;
}();

// As append_folded(), by ICU's tables.
bool append_folded_by_icu(UChar32 c, std::string& out) {
  if (c == 0x153 || c == 0x152) return out += "oe", true;
  if (c == 0xE6 || c == 0xC6) return out += "ae", true;
  if (u_charType(c) == U_NON_SPACING_MARK) return true;
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString folded = decomposer().normalize(
      casefold_normalizer().normalize(icu::UnicodeString(c), status), status);
  bool letter = false;
  icu::UnicodeString kept;
  for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
    const UChar32 part = folded.char32At(i);
    if (u_charType(part) == U_NON_SPACING_MARK) continue;
    if (!u_isalnum(part)) return false;
    kept.append(part);
    letter = true;
  }
  kept.toUTF8String(out);
  return letter;
}

struct FoldedLetter {
  std::string letters;
  bool in_word = false;
};

// Accented letters of Latin scripts, folded once: in French one letter of thirty.
const std::array<FoldedLetter, 0x180>& folded_latin() {
  static const auto table = [] {
    std::array<FoldedLetter, 0x180> made;
    for (UChar32 c = 0x80; c < static_cast<UChar32>(made.size()); ++c) {
      FoldedLetter& letter = made[static_cast<size_t>(c)];
      letter.in_word = append_folded_by_icu(c, letter.letters);
    }
    return made;
  }();
  return table;
}

// Appends the folded letters of one code point; nothing for a mark that only carries an accent.
// Returns false for a code point that separates words.
bool append_folded(UChar32 c, std::string& out) {
  if (c < 0x80) {
    const char folded = folded_ascii[static_cast<size_t>(c)];
    return folded != 0 && (out += folded, true);
  }
  const auto& latin = folded_latin();
  if (static_cast<size_t>(c) >= latin.size()) return append_folded_by_icu(c, out);
  const FoldedLetter& letter = latin[static_cast<size_t>(c)];
  out += letter.letters;
  return letter.in_word;
}

constexpr UChar32 bad_byte = -1;

// The next code point of text at i, which moves past it.
UChar32 next_code_point(std::string_view text, int32_t& i) {
  UChar32 c = bad_byte;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  U8_NEXT(bytes, i, static_cast<int32_t>(text.size()), c);
  return c;
}

bool is_elision(std::string_view word) {
  static constexpr std::array<std::string_view, 12> elided = {
      "l", "d", "j", "m", "n", "s", "t", "c", "qu", "jusqu", "lorsqu", "puisqu"};
  return std::find(elided.begin(), elided.end(), word) != elided.end();
}

bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC; }

// Tells of each folded word of a text and where it begins and ends, in code points, until `tell`
// says false; of elided articles only when they are asked for.
template <class Tell>
void cut(std::string_view text, bool keep_elided, Tell tell) {
  std::string word;
  size_t start = 0, position = 0;
  const auto close = [&](bool elided) {
    const bool counts = !word.empty() && (keep_elided || !(elided && is_elision(word)));
    const bool goes_on = !counts || tell(word, start, position);
    word.clear();
    return goes_on;
  };
  for (int32_t i = 0; i < static_cast<int32_t>(text.size()); ++position) {
    if (word.empty()) start = position;
    const char folded = folded_ascii[static_cast<unsigned char>(text[static_cast<size_t>(i)])];
    if (folded != 0) {
      word += folded;
      ++i;
      continue;
    }
    const UChar32 c = next_code_point(text, i);
    if ((c < 0 || !append_folded(c, word)) && !close(is_apostrophe(c))) return;
  }
  close(false);
}

std::vector<Word> cut(std::string_view text, bool keep_elided) {
  std::vector<Word> found;
  cut(text, keep_elided, [&](std::string& word, size_t start, size_t end) {
    found.push_back({std::move(word), start, end});
    return true;
  });
  return found;
}

}  // namespace

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const auto byte = static_cast<unsigned char>(text[static_cast<size_t>(i)]);
    const size_t before = out.size();
    if (gap && !out.empty()) out += ' ';
    const size_t start = out.size();
    bool letter = false;
    if (byte < 0x80) {
      ++i;
      if ((letter = folded_ascii[byte] != 0)) out += folded_ascii[byte];
    } else {
      const UChar32 c = next_code_point(text, i);
      letter = c >= 0 && append_folded(c, out);
    }
    if (!letter) {
      out.resize(before);
      gap = true;
    } else if (out.size() == start) {
      out.resize(before);  // an accent on its own: neither letter nor gap
    } else {
      gap = false;
    }
  }
  return out;
}

std::vector<Word> words(std::string_view text) { return cut(text, false); }

void visit_words(std::string_view text,
                 const std::function<bool(std::string_view word, size_t start)>& visit) {
  cut(text, false,
      [&](const std::string& word, size_t start, size_t) { return visit(word, start); });
}

bool is_link_word(std::string_view folded_word) {
  static constexpr std::array<std::string_view, 16> links = {
      "a",  "au", "aux", "d",  "de",  "des", "du",  "en",
      "et", "l",  "la",  "le", "les", "lez", "sur", "sous"};
  return std::find(links.begin(), links.end(), folded_word) != links.end();
}

std::vector<Word> pieces(std::string_view text) { return cut(text, true); }

std::string slugify(std::string_view text) {
  std::string slug = fold(text);
  std::replace(slug.begin(), slug.end(), ' ', '-');
  return slug;
}

size_t byte_of_code_point(std::string_view text, size_t code_point) {
  int32_t at = 0;
  for (size_t seen = 0; seen < code_point && at < static_cast<int32_t>(text.size()); ++seen)
    next_code_point(text, at);
  return static_cast<size_t>(at);
}

std::string trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const size_t first = text.find_first_not_of(blank);
  if (first == std::string_view::npos) return "";
  return std::string(text.substr(first, text.find_last_not_of(blank) + 1 - first));
}

bool is_utf8(std::string_view text) {
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());)
    if (next_code_point(text, i) < 0) return false;
  return true;
}

int edit_distance(std::string_view a, std::string_view b, int limit) {
  const int gap = static_cast<int>(a.size()) - static_cast<int>(b.size());
  if (gap > limit || -gap > limit) return limit + 1;
  // Three rows of the table; short words, nearly all, need no memory of their own.
  constexpr size_t short_row = 64;
  std::array<int, 3 * short_row> room;
  std::vector<int> more_room;
  const size_t width = b.size() + 2;
  int* row = room.data();
  if (width > short_row) {
    more_room.resize(3 * width);
    row = more_room.data();
  }
  int *back = row + width, *two_back = back + width;
  const int far = limit + 1;
  // Cells off the diagonal by more than the limit are beyond it; each row sets its two neighbours.
  const auto reach = static_cast<size_t>(limit);
  for (size_t j = 0; j <= std::min(b.size(), reach) + 1; ++j) back[j] = static_cast<int>(j);
  for (size_t i = 1; i <= a.size(); ++i) {
    const size_t first = i > reach ? i - reach : 1, last = std::min(b.size(), i + reach);
    row[first - 1] = first == 1 ? static_cast<int>(i) : far;
    row[last + 1] = far;
    int least = row[first - 1];
    for (size_t j = first; j <= last; ++j) {
      row[j] = std::min({back[j] + 1, row[j - 1] + 1, back[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], two_back[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    std::swap(two_back, back);
    std::swap(back, row);
  }
  return std::min(back[b.size()], limit + 1);
}

std::string nearest(std::string_view text, const std::vector<std::string>& candidates) {
  int best = text.size() < 5 ? 2 : 3;  // one more than what is allowed
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    const int distance = edit_distance(text, candidate, best - 1);
    if (distance < best) best = distance, found = &candidate;
  }
  if (found) return *found;
  constexpr size_t least_beginning = 4;
  // "nettoyage" of "nettoyage-de-locaux-16": the shortest that begins so.
  for (const std::string& candidate : candidates)
    if (text.size() >= least_beginning && candidate.starts_with(text) &&
        (!found || candidate.size() < found->size()))
      found = &candidate;
  return found ? *found : std::string();
}

}  // namespace filon
