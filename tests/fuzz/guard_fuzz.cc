#include <algorithm>
#include <vector>

#include "annuaire/text.h"
#include "searchd/http/address.h"
#include "searchd/http/request_reader.h"
#include "tests/fuzz/must.h"

namespace {

using filon::must;

/// What a connection's bytes hold, when they come in parts of that size.
struct Heard {
  std::vector<filon::HttpRequest> requests;
  int refused = 0;  ///< status; 0 when nothing was
};

filon::GuardLimits small_limits() {
  filon::GuardLimits limits;
  limits.line_bytes = 400;
  limits.head_bytes = 1500;
  limits.header_count = 12;
  limits.body_bytes = 300;
  limits.larger_bodies = {{"/large", 900}};
  return limits;
}

Heard hear(std::string_view bytes, size_t part) {
  static const filon::GuardLimits limits = small_limits();
  filon::RequestReader reader(limits);
  Heard heard;
  while (!bytes.empty()) {
    reader.append(bytes.substr(0, part));
    bytes.remove_prefix(std::min(part, bytes.size()));
    while (auto next = reader.next()) {
      if (!*next) return heard.refused = next->error().status, heard;
      heard.requests.push_back(**std::move(next));
      must(heard.requests.back().body.size() <= 900);
    }
    must(reader.buffered() <= limits.head_bytes + limits.body_bytes + 900 + part);
  }
  return heard;
}

bool is_plain(std::string_view text) {
  return filon::is_utf8(text) && text.find('\0') == std::string_view::npos;
}

void check(const filon::HttpRequest& request) {
  must(request.target.starts_with('/') && request.target.starts_with(request.path));
  for (const std::string& segment : request.segments)
    must(is_plain(segment) && segment != "." && segment != "..");
  for (const auto& [name, value] : request.params) must(is_plain(name) && is_plain(value));
  for (const auto& [name, value] : request.headers)
    must(!name.empty() && value.find_first_of("\r\n") == std::string::npos);
  const std::string client = filon::forwarded_client({request.header("x-forwarded-for")}, {});
  must(client.empty() || filon::parse_address(client));
  must(request.header("transfer-encoding").empty() && request.header("range").empty());
}

}  // namespace

// However the network cuts a connection's bytes, they are the same requests; and what reaches a
// handler is clean.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text = filon::view(bytes, size);
  const Heard whole = hear(text, std::max<size_t>(size, 1));
  must(whole.refused == 0 || filon::reason_of(whole.refused) != "Error");
  for (const filon::HttpRequest& request : whole.requests) check(request);
  for (const size_t part : {size_t{1}, size_t{7}, size_t{64}}) {
    const Heard cut = hear(text, part);
    must(cut.refused == whole.refused && cut.requests.size() == whole.requests.size());
    for (size_t i = 0; i < cut.requests.size(); ++i) {
      const auto &one = cut.requests[i], &other = whole.requests[i];
      must(one.method == other.method && one.target == other.target && one.body == other.body &&
           one.headers == other.headers && one.params == other.params &&
           one.close_after == other.close_after);
    }
  }
  return 0;
}
