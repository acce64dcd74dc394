#include "annuaire/display_case.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

#include "annuaire/one_of.h"
#include "annuaire/text.h"

namespace filon {
namespace {

/// A name of one word and no more letters than this is rather an acronym.
constexpr int32_t longest_acronym = 5;

// Legal forms, statuses, networks and public bodies that are written in capitals.
constexpr auto acronyms = std::to_array<std::string_view>(
    {"sa",   "sas",    "sasu",   "sarl",   "eurl",   "snc",   "sci",   "scop", "scic",    "cae",
     "cuma", "gie",    "esat",   "ea",     "eatt",   "ei",    "aci",   "ai",   "etti",    "eiti",
     "geiq", "siae",   "esus",   "ess",    "cress",  "ccas",  "cias",  "mjc",  "amap",    "admr",
     "apei", "adapei", "udapei", "unapei", "apf",    "apajh", "adapt", "afpa", "greta",   "cfa",
     "chrs", "gcsms",  "epsms",  "ehpad",  "ime",    "udaf",  "adie",  "anef", "afm",     "asbl",
     "ong",  "iae",    "rge",    "btp",    "vtc",    "tpe",   "pme",   "rh",   "zac",     "bp",
     "cci",  "ddec",   "ogec",   "fm",     "ulis",   "fjt",   "mfr",   "cmr",  "uriopss", "coorace",
     "sos",  "gem",    "samsah", "savs",   "sessad", "ifac",  "afev",  "ufcv", "ceas",    "cidff",
     "adil", "ptce",   "pimms"});

// Written small, unless a name begins with them.
constexpr auto small_words = std::to_array<std::string_view>(
    {"a",  "au", "aux", "avec", "d",   "dans", "de", "des",  "du",  "en", "et", "l",
     "la", "le", "les", "ou",   "par", "pour", "s",  "sous", "sur", "un", "une"});

// Short words that are words: other ones of two or three letters are taken for initials.
constexpr auto short_words = std::to_array<std::string_view>(
    {"an",  "ane", "ans", "arc", "art", "bac", "bar", "bas", "bel", "bio", "bis", "bon", "bus",
     "but", "cap", "car", "cle", "cri", "duo", "eau", "est", "etc", "fer", "feu", "fil", "fin",
     "foi", "gre", "ici", "ile", "jeu", "lac", "lin", "lit", "loi", "mai", "mas", "mer", "mon",
     "mot", "mur", "ne",  "net", "nez", "nid", "nom", "non", "nos", "oui", "pas", "pie", "pin",
     "pli", "pre", "pro", "pur", "qui", "rat", "riz", "roc", "roi", "roc", "rue", "sac", "se",
     "sel", "ses", "si",  "ski", "soi", "sol", "son", "sud", "sur", "tao", "the", "toi", "ton",
     "top", "tri", "val", "ver", "vie", "vin", "vis", "vol", "vos", "zen", "zig", "ami", "age",
     "air", "aid", "ass", "ets", "cie", "ste", "st",  "dr",  "mme", "eco", "zoo"});

bool is_vowel(UChar32 c) {
  static const icu::UnicodeString vowels = u"AEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜÙŸÆŒ";
  return vowels.indexOf(c) >= 0;
}

std::string folded(const icu::UnicodeString& word) {
  std::string text;
  word.toUTF8String(text);
  return fold(text);
}

bool has_vowel(const icu::UnicodeString& word) {
  for (int32_t i = 0; i < word.length(); ++i)
    if (is_vowel(word[i])) return true;
  return false;
}

bool is_roman_number(const icu::UnicodeString& word) {
  for (int32_t i = 0; i < word.length(); ++i)
    if (icu::UnicodeString(u"IVX").indexOf(word[i]) < 0) return false;
  return true;
}

bool is_apostrophe(char16_t c) { return c == u'\'' || c == u'’'; }

// A word as it should be shown. `first`: the name begins with it; `before` and `after` are the
// signs around it (0 at the ends).
class WordCase {
 public:
  WordCase(icu::UnicodeString word, bool first, char16_t before, char16_t after)
      : word_(std::move(word)), first_(first), before_(before), after_(after) {}

  icu::UnicodeString shown() const {
    const std::string plain = folded(word_);
    const bool elides = is_apostrophe(after_);
    if (elides && word_.length() <= 2 && !is_elision(plain)) return word_;  // H'ART
    if (is_apostrophe(before_) && odd_apostrophe_) return word_;
    if (!first_ && (is_one_of(plain, small_words) || (elides && is_elision(plain))))
      return icu::UnicodeString(word_).toLower();
    if (stays_in_capitals(plain)) return word_;
    icu::UnicodeString title = word_;
    const int32_t head = title.moveIndex32(0, 1);
    icu::UnicodeString tail(title, head);
    return icu::UnicodeString(title, 0, head) + tail.toLower();
  }

  void after_odd_apostrophe() { odd_apostrophe_ = true; }

  static bool is_elision(const std::string& plain) {
    static constexpr auto elisions =
        std::to_array<std::string_view>({"d", "l", "j", "m", "n", "s", "t", "c", "qu"});
    return is_one_of(plain, elisions);
  }

 private:
  bool stays_in_capitals(const std::string& plain) const {
    if (is_one_of(plain, acronyms) || is_roman_number(word_)) return true;
    if (first_ && is_one_of(plain, small_words)) return false;
    if (word_.length() == 1 || !has_vowel(word_)) return !is_one_of(plain, short_words);
    return word_.length() <= 3 && !is_one_of(plain, short_words);
  }

  icu::UnicodeString word_;
  bool first_, odd_apostrophe_ = false;
  char16_t before_, after_;
};

struct Letters {
  int32_t letters = 0, words = 0;
  bool has_small = false;
};

Letters count_letters(const icu::UnicodeString& name) {
  Letters found;
  bool inside = false;
  for (int32_t i = 0; i < name.length(); ++i) {
    const bool letter = u_isalpha(name[i]) != 0;
    found.letters += letter;
    found.has_small |= u_islower(name[i]) != 0;
    if (letter && !inside) ++found.words;
    inside = letter;
  }
  return found;
}

// Letters with dots between ("F.A.D.S."), or with digits ("A2I"): a token that is no word.
bool is_code(const icu::UnicodeString& token) {
  bool digit = false;
  int32_t dots = 0, letters = 0;
  for (int32_t i = 0; i < token.length(); ++i) {
    digit |= u_isdigit(token[i]) != 0;
    dots += token[i] == u'.';
    letters += u_isalpha(token[i]) != 0;
  }
  return digit || (dots > 0 && letters <= dots + 1);
}

icu::UnicodeString shown_token(const icu::UnicodeString& token, bool first) {
  if (is_code(token)) return token;
  icu::UnicodeString out;
  bool odd = false;
  for (int32_t i = 0; i < token.length();) {
    int32_t end = i;
    while (end < token.length() &&
           (u_isalpha(token[end]) || u_charType(token[end]) == U_NON_SPACING_MARK))
      ++end;
    if (end == i) {
      out += token[i++];
      continue;
    }
    const char16_t before = i > 0 ? token[i - 1] : u'\0';
    const char16_t after = end < token.length() ? token[end] : u'\0';
    const icu::UnicodeString word(token, i, end - i);
    WordCase shape(word, first && out.isEmpty(), before, after);
    if (odd) shape.after_odd_apostrophe();
    odd = is_apostrophe(after) && word.length() <= 2 && !WordCase::is_elision(folded(word));
    out += shape.shown();
    i = end;
  }
  return out;
}

}  // namespace

std::string display_case(std::string_view name) {
  const auto given = icu::UnicodeString::fromUTF8({name.data(), static_cast<int32_t>(name.size())});
  const Letters found = count_letters(given);
  if (found.has_small || found.letters == 0 ||
      (found.words == 1 && found.letters <= longest_acronym))
    return std::string(name);
  icu::UnicodeString out;
  for (int32_t i = 0; i < given.length();) {
    int32_t end = given.indexOf(u' ', i);
    if (end < 0) end = given.length();
    out += shown_token(icu::UnicodeString(given, i, end - i), out.isEmpty());
    if (end < given.length()) out += u' ';
    i = end + 1;
  }
  std::string text;
  out.toUTF8String(text);
  return text;
}

}  // namespace filon
