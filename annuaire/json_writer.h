#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace filon {

/// Writes JSON straight into a string, in the order of the calls. Bytes that are not UTF-8 become
/// U+FFFD, so that one bad text cannot cut an answer; "<" is escaped, so that the text may stand
/// inside a page. A number that is not finite is written as null.
class JsonWriter {
 public:
  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  /// null when empty: an unknown scalar is never "".
  JsonWriter& string_or_null(std::string_view value);
  JsonWriter& integer(int64_t value);
  JsonWriter& count(uint64_t things) { return integer(static_cast<int64_t>(things)); }
  /// With at most `decimals` decimals, none of them a trailing zero.
  JsonWriter& real(double value, int decimals);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);

  template <class Range>
  JsonWriter& strings(const Range& values) {
    begin_array();
    for (const auto& value : values) string(value);
    return end_array();
  }

  std::string_view text() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  void separate();
  std::string out_;
  bool needs_comma_ = false;
};

/// Appends the text as a JSON string with its quotes, as JsonWriter does.
void append_json_string(std::string_view value, std::string& out);

}  // namespace filon
