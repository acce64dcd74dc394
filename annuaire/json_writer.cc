// Hand-written rather than RapidJSON's Writer: answers are spliced from stored JSON fragments, and
// its Writer stops half-way on bad UTF-8 or NaN (dependencies: measured) where we must go on.
#include "annuaire/json_writer.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <array>
#include <cmath>

namespace filon {
namespace {

void append_escaped(unsigned char byte, std::string& out) {
  switch (byte) {
    case '"':
      out += "\\\"";
      break;
    case '\\':
      out += "\\\\";
      break;
    case '\n':
      out += "\\n";
      break;
    case '\r':
      out += "\\r";
      break;
    case '\t':
      out += "\\t";
      break;
    default:
      if (byte < 0x20 || byte == '<' || byte == 0x7F)
        out += fmt::format("\\u{:04x}", byte);
      else
        out += static_cast<char>(byte);
  }
}

// ASCII that stands in a JSON string as it is.
constexpr std::array<bool, 0x80> plain = [] {
  std::array<bool, 0x80> made{};
  for (size_t byte = 0x20; byte < 0x7F; ++byte)
    made[byte] = byte != '"' && byte != '\\' && byte != '<';
  return made;
}();

}  // namespace

// What stands as it is, nearly all, is copied in runs.
void append_json_string(std::string_view value, std::string& out) {
  out += '"';
  const auto* bytes = reinterpret_cast<const uint8_t*>(value.data());
  const auto size = static_cast<int32_t>(value.size());
  int32_t run = 0;
  const auto end_run = [&](int32_t end) {
    out.append(value.substr(static_cast<size_t>(run), static_cast<size_t>(end - run)));
  };
  for (int32_t i = 0; i < size;) {
    const int32_t start = i;
    if (bytes[i] < 0x80 && plain[bytes[i]]) {
      ++i;
      continue;
    }
    UChar32 c;
    U8_NEXT(bytes, i, size, c);
    if (c >= 0x80 && c != 0x2028 && c != 0x2029) continue;
    end_run(start);
    run = i;
    if (c < 0)
      out += "\xEF\xBF\xBD";
    else if (c < 0x80)
      append_escaped(bytes[start], out);
    else
      out += c == 0x2028 ? "\\u2028" : "\\u2029";  // line ends to a script that embeds the JSON
  }
  end_run(size);
  out += '"';
}

void JsonWriter::separate() {
  if (needs_comma_) out_ += ',';
  needs_comma_ = true;
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  needs_comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  needs_comma_ = true;
  return *this;
}
JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  needs_comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  needs_comma_ = true;
  return *this;
}
JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  append_json_string(name, out_);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}
JsonWriter& JsonWriter::string(std::string_view value) {
  separate();
  append_json_string(value, out_);
  return *this;
}
JsonWriter& JsonWriter::string_or_null(std::string_view value) {
  return value.empty() ? null() : string(value);
}
JsonWriter& JsonWriter::integer(int64_t value) {
  separate();
  const fmt::format_int digits(value);
  out_.append(digits.data(), digits.size());
  return *this;
}
JsonWriter& JsonWriter::real(double value, int decimals) {
  if (!std::isfinite(value)) return null();
  separate();
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  out_ += text == "-0" ? "0" : text;
  return *this;
}
JsonWriter& JsonWriter::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}
JsonWriter& JsonWriter::null() {
  separate();
  out_ += "null";
  return *this;
}
JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

}  // namespace filon
