#include "indexer/sources/lemarche_harvest.h"

#include <optional>
#include <unordered_set>

#include "indexer/json_page.h"
#include "indexer/url.h"

namespace filon {
namespace {

constexpr int max_passes = 3;
// The server's own default of 100 rows a page makes 110 of them; a list that never ends is a fault.
constexpr size_t max_pages = 500;

using Ids = std::unordered_set<std::string>;

/// One way through the list, from the first page to the one without `next`.
struct Pass {
  SnapshotInfo info;
  bool not_modified = false;
  std::vector<std::string> pages;
  Ids ids;
  size_t rows = 0;
  std::optional<long long> count;  ///< as the last page tells it
  size_t repaired_bytes = 0;

  bool whole() const {
    if (!count) return true;
    // In one page nothing can have moved between pages: rows that repeat are the server's own
    // doing (it did so in March 2025), and none is missing.
    const size_t found = pages.size() == 1 ? rows : ids.size();
    return static_cast<long long>(found) == *count;
  }
};

std::string key_of(const Json& row, size_t position) {
  for (const char* name : {"id", "slug"})
    if (!row[name].text().empty()) return row[name].text();
  return fmt::format("row {}", position);  // nothing to compare by: it counts as itself
}

/// Takes one page in. Gives the address of the next one, or "".
Result<std::string> take_page(Pass& pass, const std::string& body) {
  const Result<JsonPage> page = parse_json_page(body);
  if (!page) return fail(page.error());
  const Json& json = page->json;
  const Json& rows = json.is(Json::Type::Array) ? json : json["results"];
  if (!rows.is(Json::Type::Array))
    return fail(ErrorCode::Invalid, "neither a list nor a page with \"results\"");
  for (const Json& row : rows.items()) pass.ids.insert(key_of(row, pass.rows++));
  pass.count = json["count"].integer();
  pass.repaired_bytes += page->repaired_bytes;
  return json["next"].text();
}

Result<Url> next_url(const Url& first, const std::string& next) {
  Result<Url> url = resolve_url(first, next);
  if (!url) return fail(ErrorCode::Invalid, "next: {}", url.error().message);
  // Behind a front that ends TLS, Django may believe that it speaks http on port 80.
  if (first.is_https() && !url->is_https() && url->host == first.host) {
    url->scheme = first.scheme;
    url->port = first.port;
  }
  if (!same_site(first, *url) || url->scheme != first.scheme)
    return fail(ErrorCode::Invalid, "next: {} is on another host", printable_url(url->text()));
  return url;
}

FetchRequest request_for(const LemarcheAccess& access, const std::string& url, bool conditional) {
  FetchRequest request;
  request.url = url;
  request.token = access.token;
  request.token_setting = access.token_setting;
  if (conditional) {
    request.etag = access.etag;
    request.last_modified = access.last_modified;
  }
  return request;
}

Failure<Error> in_page(const std::string& url, size_t number, const Error& error) {
  return fail(ErrorCode::Fetch, "{}: page {}: {}", printable_url(url), number, error.message);
}

/// Takes the answer in and moves `url` on; false when it was the last page.
Result<bool> take_answer(Pass& pass, FetchAnswer answer, const Url& first, std::string& url) {
  const size_t number = pass.pages.size() + 1;
  const Result<std::string> next = take_page(pass, answer.body);
  if (!next) return in_page(url, number, next.error());
  pass.pages.push_back(std::move(answer.body));
  if (next->empty()) return false;
  const Result<Url> following = next_url(first, *next);
  if (!following) return in_page(url, number, following.error());
  url = following->text();
  return true;
}

Result<Pass> walk(const LemarcheAccess& access, const Fetch& fetch, const Url& first,
                  bool conditional) {
  Pass pass;
  std::unordered_set<std::string> asked;
  std::string url = first.text();
  while (asked.size() < max_pages && asked.insert(url).second) {
    const bool first_page = pass.pages.empty();
    Result<FetchAnswer> answer = fetch(request_for(access, url, conditional && first_page));
    if (!answer) return fail(answer.error());
    if (first_page) pass.info = snapshot_info(*answer);
    pass.not_modified = answer->not_modified;
    if (pass.not_modified) return pass;
    const Result<bool> more = take_answer(pass, *std::move(answer), first, url);
    if (!more) return fail(more.error());
    if (!*more) return pass;
  }
  return fail(ErrorCode::Fetch, "{}: the pages do not end: after {} of them, next leads to {}",
              printable_url(first.text()), pass.pages.size(), printable_url(url));
}

/// What all passes brought together. Only kept when no single pass was whole.
struct Union {
  std::vector<std::string> pages;
  Ids ids;
};

Harvest harvested(Pass pass, const std::string& url) {
  Harvest harvest;
  harvest.not_modified = pass.not_modified;
  harvest.records = pass.ids.size();
  harvest.snapshot.info = std::move(pass.info);
  harvest.snapshot.info.url = printable_url(url);
  harvest.snapshot.info.complete = !pass.not_modified;
  harvest.snapshot.pages = std::move(pass.pages);
  // An ETag of the first page says nothing about the others.
  if (harvest.snapshot.pages.size() > 1)
    harvest.snapshot.info.etag = harvest.snapshot.info.last_modified = {};
  if (pass.rows > pass.ids.size())
    harvest.warnings.push_back(
        fmt::format("{} rows repeat an id already seen", pass.rows - pass.ids.size()));
  if (pass.repaired_bytes > 0)
    harvest.warnings.push_back(fmt::format("{} bytes are not UTF-8", pass.repaired_bytes));
  return harvest;
}

void add_pass(Union& all, Pass& pass) {
  all.ids.insert(pass.ids.begin(), pass.ids.end());
  for (std::string& page : pass.pages) all.pages.push_back(std::move(page));
}

}  // namespace

Result<std::string> lemarche_list_url(std::string_view site_or_api, std::string_view list) {
  Result<Url> url = parse_url(site_or_api);
  if (!url) return fail(url.error());
  std::string& path = url->path;
  if (!path.ends_with('/')) path += '/';
  if (const size_t api = path.find("/api/"); api != std::string::npos) path.erase(api + 1);
  path += fmt::format("api/{}", list);
  url->query = "limit=20000";
  return url->text();
}

Result<Harvest> harvest_lemarche(const LemarcheAccess& access, const Fetch& fetch) {
  const Result<std::string> list = lemarche_list_url(access.url, access.list);
  if (!list) return fail(list.error());
  const Result<Url> first = parse_url(*list);
  if (!first) return fail(first.error());
  Union all;
  for (int n = 1;; ++n) {
    Result<Pass> pass = walk(access, fetch, *first, n == 1);
    if (!pass) return fail(pass.error());
    if (pass->not_modified || pass->whole()) return harvested(*std::move(pass), *list);
    add_pass(all, *pass);
    if (static_cast<long long>(all.ids.size()) == *pass->count) {
      pass->pages = std::move(all.pages);
      pass->ids = std::move(all.ids);
      Harvest harvest = harvested(*std::move(pass), *list);
      harvest.warnings.push_back(fmt::format("pages overlapped: {} passes were needed", n));
      return harvest;
    }
    if (n == max_passes)
      return fail(ErrorCode::Fetch, "{}: count says {}, but {} passes gave {} distinct ids",
                  printable_url(*list), *pass->count, n, all.ids.size());
  }
}

}  // namespace filon
