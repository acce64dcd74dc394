#pragma once

#include <string>
#include <string_view>

namespace filon {

/// Percent-encodes all but RFC 3986's unreserved characters.
std::string percent_encode(std::string_view text);

/// A query string in the making; empty values are left out.
class QueryString {
 public:
  void add(std::string_view name, std::string_view value);
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace filon
