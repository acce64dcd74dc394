#include "annuaire/encoding.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "annuaire/text.h"

namespace filon {
namespace {

constexpr std::string_view windows = "windows-1252";

const icu::Normalizer2& composer() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFCInstance(status);
}

icu::StringPiece piece(std::string_view text) {
  return {text.data(), static_cast<int32_t>(text.size())};
}

bool is_composed(std::string_view text) {
  const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  if (std::all_of(text.begin(), text.end(), is_ascii)) return true;
  UErrorCode status = U_ZERO_ERROR;
  return composer().isNormalizedUTF8(piece(text), status) != 0;
}

Result<std::string> converted(std::string_view bytes, std::string_view encoding) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(std::string(encoding).c_str(), &status);
  if (U_FAILURE(status))
    return fail(ErrorCode::Invalid,
                "encoding '{}' is not known; say for example utf-8, windows-1252 or utf-16",
                encoding);
  const icu::UnicodeString wide(bytes.data(), static_cast<int32_t>(bytes.size()), converter,
                                status);
  ucnv_close(converter);
  std::string text;
  wide.toUTF8String(text);
  return text;
}

Utf8Text composed_text(std::string_view given) {
  if (is_composed(given)) return Utf8Text(given);
  return Utf8Text(compose(given));
}

Result<Utf8Text> converted_text(std::string_view bytes, std::string_view encoding) {
  auto text = converted(bytes, encoding);
  if (!text) return std::move(text).failure();
  return Utf8Text(is_composed(*text) ? *std::move(text) : compose(*text));
}

bool is_utf8_name(std::string_view encoding) {
  const std::string folded = fold(encoding);
  return folded == "utf 8" || folded == "utf8" || folded == "utf 8 sig";
}

// What Windows-1252 calls this code point, or -1. Its bytes 0x80 to 0x9F stand for others.
int windows_byte(UChar32 c) {
  static constexpr std::array<UChar32, 32> high = {
      0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
      0x2039, 0x152,  0x8D,   0x17D,  0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};
  if (c >= 0xA0 && c <= 0xFF) return c;
  const auto* const found = std::find(high.begin(), high.end(), c);
  return found == high.end() ? -1 : 0x80 + static_cast<int>(found - high.begin());
}

// Letters and signs that French texts hold; anything else that a run could be read as is chance
// ("CAFÉ»" would be a letter of the phonetic alphabet).
bool is_french_sign(UChar32 c) {
  return (c >= 0xA0 && c <= 0xFF) || c == 0x152 || c == 0x153 || c == 0x178 || c == 0x20AC ||
         (c >= 0x2010 && c <= 0x203A) || c == 0xFEFF;
}

// A sign of several bytes that begins at this place of the bytes; its length, or 0.
size_t french_sign_at(std::string_view bytes, size_t at) {
  auto next = static_cast<int32_t>(at);
  UChar32 c = -1;
  U8_NEXT(reinterpret_cast<const uint8_t*>(bytes.data()), next, static_cast<int32_t>(bytes.size()),
          c);
  return c >= 0x80 && is_french_sign(c) ? static_cast<size_t>(next) - at : 0;
}

// A run of signs outside ASCII: its text, and its bytes in Windows-1252 with where each came from.
struct Run {
  std::string bytes;
  std::vector<std::string_view> signs;
};

void append_mended(const Run& run, std::string& out) {
  for (size_t i = 0; i < run.signs.size();) {
    if (const size_t length = french_sign_at(run.bytes, i)) {
      out.append(run.bytes, i, length);
      i += length;
    } else {
      out += run.signs[i++];
    }
  }
}

std::string mended_once(std::string_view text) {
  std::string out;
  Run run;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    const auto start = static_cast<size_t>(i);
    UChar32 c = -1;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()), c);
    const std::string_view sign = text.substr(start, static_cast<size_t>(i) - start);
    const int byte = c >= 0x80 ? windows_byte(c) : -1;
    if (byte >= 0) {
      run.bytes += static_cast<char>(byte);
      run.signs.push_back(sign);
      continue;
    }
    append_mended(run, out);
    run = {};
    out += sign;
  }
  append_mended(run, out);
  return out;
}

}  // namespace

Result<Utf8Text> decode_text(std::string_view bytes, std::string_view encoding) {
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    bytes.remove_prefix(3);
    encoding = {};
  } else if (bytes.starts_with("\xFF\xFE")) {
    return converted_text(bytes.substr(2), "UTF-16LE");
  } else if (bytes.starts_with("\xFE\xFF")) {
    return converted_text(bytes.substr(2), "UTF-16BE");
  }
  if (!encoding.empty() && !is_utf8_name(encoding)) return converted_text(bytes, encoding);
  if (is_utf8(bytes)) return composed_text(bytes);
  return converted_text(bytes, windows);
}

std::string mend_mojibake(std::string_view text) {
  // The first byte of what a broken sign begins with: Â, Ã, Å, â.
  const auto may_be_broken = [](std::string_view t) {
    return t.find("\xC3\x82") != t.npos || t.find("\xC3\x83") != t.npos ||
           t.find("\xC3\x85") != t.npos || t.find("\xC3\xA2\xE2") != t.npos;
  };
  std::string mended(text);
  for (int rounds = 0; rounds < 2 && may_be_broken(mended); ++rounds) mended = mended_once(mended);
  return mended;
}

std::string compose(std::string_view text) {
  if (is_composed(text)) return std::string(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  composer().normalizeUTF8(0, piece(text), sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

}  // namespace filon
