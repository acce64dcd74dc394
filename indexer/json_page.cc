#include "indexer/json_page.h"

#include <string>

#include "annuaire/text.h"

namespace filon {
namespace {

size_t sequence_length(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::string repaired(std::string_view text, size_t& bad_bytes) {
  std::string out;
  out.reserve(text.size() + 64);
  while (!text.empty()) {
    const size_t length = sequence_length(text.front());
    const bool good = length == 1 || (length <= text.size() && is_utf8(text.substr(0, length)));
    if (good) {
      out.append(text.substr(0, length));
    } else {
      out += "\xEF\xBF\xBD";
      ++bad_bytes;
    }
    text.remove_prefix(good ? length : 1);
  }
  return out;
}

}  // namespace

namespace {

template <class Parse>
Result<JsonPage> page_of(std::string_view text, Parse parse) {
  JsonPage page;
  std::string mended;
  if (!is_utf8(text)) text = mended = repaired(text, page.repaired_bytes);
  Result<Json> json = parse(text);
  if (!json) return fail(json.error());
  page.json = *std::move(json);
  return page;
}

}  // namespace

Result<JsonPage> parse_json_page(std::string_view text) { return page_of(text, parse_json); }

Result<JsonPage> visit_json_page(std::string_view text, std::span<const std::string_view> names,
                                 const std::function<void(Json item)>& take) {
  return page_of(text, [&](std::string_view good) { return parse_json_list(good, names, take); });
}

}  // namespace filon
