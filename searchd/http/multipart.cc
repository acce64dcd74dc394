#include "searchd/http/multipart.h"

#include <algorithm>
#include <cctype>

namespace filon {
namespace {

constexpr std::string_view form_type = "multipart/form-data";

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string_view without_blanks(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") + 1 - first);
}

// `name` of 'form-data; name="a"; filename="b"', quoted or not. Browsers write a quote inside a
// name as %22, so that the next quote ends it.
std::string parameter_of(std::string_view header, std::string_view name) {
  for (size_t start = header.find(';'); start != std::string_view::npos;) {
    const std::string_view rest = header.substr(start + 1);
    const size_t sign = rest.find('=');
    if (sign == std::string_view::npos) return "";
    const bool asked = same_word(without_blanks(rest.substr(0, sign)), name);
    std::string_view value = rest.substr(sign + 1);
    size_t past = value.find(';');
    if (value.starts_with('"')) {
      const size_t quote = value.find('"', 1);
      if (quote == std::string_view::npos) return "";
      past = value.find(';', quote);
      value = value.substr(1, quote - 1);
    } else {
      value = without_blanks(value.substr(0, past));
    }
    if (asked) return std::string(value);
    start = past == std::string_view::npos ? past : start + 1 + sign + 1 + past;
  }
  return "";
}

std::string_view disposition_of(std::string_view head) {
  while (!head.empty()) {
    const size_t end = std::min(head.find("\r\n"), head.size());
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    const size_t colon = line.find(':');
    if (colon != std::string_view::npos && same_word(line.substr(0, colon), "content-disposition"))
      return line.substr(colon + 1);
  }
  return {};
}

}  // namespace

std::optional<std::vector<FormPart>> parse_multipart(std::string_view content_type,
                                                     std::string_view body) {
  const std::string_view type = content_type.substr(0, content_type.find(';'));
  const std::string boundary = parameter_of(content_type, "boundary");
  if (!same_word(without_blanks(type), form_type) || boundary.empty() || boundary.size() > 70)
    return std::nullopt;
  const std::string between = "\r\n--" + boundary;
  if (!body.starts_with(std::string_view(between).substr(2))) return std::nullopt;
  body.remove_prefix(between.size() - 2);
  std::vector<FormPart> parts;
  while (!body.starts_with("--")) {
    const size_t end = body.find(between);
    const size_t head_end = body.find("\r\n\r\n");
    if (end == std::string_view::npos || head_end == std::string_view::npos || head_end > end ||
        !body.starts_with("\r\n") || parts.size() == max_form_parts)
      return std::nullopt;
    const std::string_view disposition = disposition_of(body.substr(2, head_end - 2));
    FormPart part{parameter_of(disposition, "name"), parameter_of(disposition, "filename"), {}};
    // The blank line of a part without bytes may touch the next boundary.
    if (head_end + 4 <= end) part.bytes = body.substr(head_end + 4, end - head_end - 4);
    parts.push_back(std::move(part));
    body.remove_prefix(end + between.size());
  }
  return parts;
}

}  // namespace filon
