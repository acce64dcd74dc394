#include "annuaire/json_members.h"

#include <algorithm>

namespace filon {
namespace {

constexpr std::string_view blanks = " \t\r\n";

/// Reads from left to right; what is not there is an empty text.
class Scan {
 public:
  explicit Scan(std::string_view text) : rest_(text) {}

  bool take(char wanted) {
    skip_blanks();
    if (rest_.empty() || rest_.front() != wanted) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// The next value with its quotes or brackets.
  std::string_view value() {
    skip_blanks();
    const size_t size = value_size();
    const std::string_view found = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return found;
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(blanks), rest_.size()));
  }

  size_t value_size() const {
    if (rest_.empty()) return 0;
    if (rest_.front() == '"') return end_of_string(0);
    if (rest_.front() == '{' || rest_.front() == '[') return end_of_brackets();
    return std::min(rest_.find_first_of(" \t\r\n,}]"), rest_.size());
  }

  // Both give 0 where there is no end.
  size_t end_of_string(size_t begin) const {
    for (size_t i = begin + 1; (i = rest_.find('"', i)) != std::string_view::npos; ++i) {
      size_t escapes = 0;  // an even number of them escape each other
      while (rest_[i - 1 - escapes] == '\\') ++escapes;
      if (escapes % 2 == 0) return i + 1;
    }
    return 0;
  }
  size_t end_of_brackets() const {
    size_t open = 0;
    for (size_t i = 0; i < rest_.size();) {
      switch (rest_[i]) {
        case '"':
          if ((i = end_of_string(i)) == 0) return 0;
          continue;
        case '{':
        case '[':
          ++open;
          break;
        case '}':
        case ']':
          if (--open == 0) return i + 1;
          break;
        default:
          break;
      }
      ++i;
    }
    return 0;
  }

  std::string_view rest_;
};

Failure<Error> no_whole_object() {
  return fail(ErrorCode::Invalid, "this is not one whole JSON object");
}

// Most texts hold no escape: they are what stands between their quotes.
bool is_plain_text(std::string_view value) {
  return value.front() == '"' && value.find('\\') == std::string_view::npos;
}

Result<Json> parsed(std::string_view value) {
  if (!is_plain_text(value)) return parse_json(value);
  return Json::string(std::string(value.substr(1, value.size() - 2)));
}

}  // namespace

Result<Json> parse_json_members(std::string_view text, std::span<const std::string_view> names) {
  Scan scan(text);
  Json found = Json::object();
  if (!scan.take('{')) return no_whole_object();
  if (scan.take('}')) return found;
  do {
    const std::string_view key = scan.value();
    if (key.size() < 2 || key.front() != '"' || !scan.take(':')) return no_whole_object();
    const std::string_view value = scan.value();
    if (value.empty()) return no_whole_object();
    const std::string_view name = key.substr(1, key.size() - 2);
    if (std::find(names.begin(), names.end(), name) == names.end()) continue;
    Result<Json> json = parsed(value);
    if (!json) return fail(json.error());
    found.add(std::string(name), *std::move(json));
    if (found.members().size() == names.size()) return found;
  } while (scan.take(','));
  if (!scan.take('}')) return no_whole_object();
  return found;
}

}  // namespace filon
