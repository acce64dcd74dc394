#include "searchd/http/request_target.h"
#include "searchd/search_request.h"
#include "searchd/snapshot.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/search_tables.h"

namespace {

using filon::must;
using filon::Strictness;

void check(const filon::SearchRequest& request) {
  must(request.page >= 1 && request.per_page >= 1 && request.per_page <= filon::max_per_page);
  must(request.page * request.per_page <= filon::max_rank);
  must(request.q.size() <= filon::max_q_bytes);
}

}  // namespace

// Any query string is a request within its bounds or a problem that names a parameter; and a
// request written down again in its own form is the same one.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  static const auto snapshot = filon::Snapshot::empty();
  const std::string target = "/?" + std::string(filon::view(bytes, size));
  filon::HttpRequest http;
  if (!filon::parse_target(target, http)) return 0;
  for (const Strictness strictness : {Strictness::Strict, Strictness::Lenient}) {
    const auto request =
        filon::parse_search_request(http.params, filon::search_tables(), *snapshot, strictness);
    if (!request) continue;
    check(*request);
    const std::string form = filon::normalised_filters(*request, filon::search_tables());
    filon::HttpRequest again;
    must(static_cast<bool>(filon::parse_target("/?" + form, again)));
    const auto same = filon::parse_search_request(again.params, filon::search_tables(), *snapshot,
                                                  Strictness::Strict);
    must(same && filon::normalised_filters(*same, filon::search_tables()) == form);
  }
  return 0;
}
