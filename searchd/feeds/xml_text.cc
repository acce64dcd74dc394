#include "searchd/feeds/xml_text.h"

#include <unicode/utf8.h>

namespace filon {
namespace {

bool is_xml(UChar32 c) {
  return c == '\t' || c == '\n' || c == '\r' ||
         (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF);
}

void append(std::string_view character, std::string& out) {
  if (character == "&")
    out += "&amp;";
  else if (character == "<")
    out += "&lt;";
  else if (character == ">")
    out += "&gt;";
  else if (character == "\"")
    out += "&quot;";
  else
    out += character;
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  const auto* const bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    const int32_t start = i;
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c < 0)
      out += "\xEF\xBF\xBD";
    else if (is_xml(c))
      append(text.substr(static_cast<size_t>(start), static_cast<size_t>(i - start)), out);
  }
  return out;
}

}  // namespace filon
