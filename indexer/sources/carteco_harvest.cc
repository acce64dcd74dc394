#include "indexer/sources/carteco_harvest.h"

#include <optional>

#include "indexer/json_page.h"
#include "indexer/sources/carteco_changes.h"
#include "indexer/sources/carteco_taxonomy.h"
#include "indexer/url.h"

namespace filon {
namespace {

constexpr std::string_view whole_set = "/api/elements.json";

bool is_csv(const FetchAnswer& answer, const Url& url) {
  return url.path.ends_with(".csv") || answer.content_type.starts_with("text/csv");
}

char first_byte(std::string_view body) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  const size_t first = body.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? '\0' : body[first];
}

/// How many elements the document holds, whichever of its shapes it has.
size_t elements_of(const Json& json) {
  if (json.is(Json::Type::Array)) return json.items().size();
  for (const char* name : {"data", "@graph", "features"}) {
    if (json[name].is(Json::Type::Array)) return json[name].items().size();
    if (json[name].is(Json::Type::Object)) return 1;
  }
  return 0;
}

// `numbered`: whether its elements give their categories by number.
Status check_document(Harvest& harvest, const std::string& body, const std::string& content_type,
                      bool& numbered) {
  const char first = first_byte(body);
  if (first == '<')
    return fail(ErrorCode::Fetch, "an HTML page, not JSON (an error or a login page?)");
  if (first != '{' && first != '[')
    return fail(ErrorCode::Fetch, "neither JSON nor CSV (content type '{}')", content_type);
  const Result<JsonPage> page = parse_json_page(body);
  if (!page) return fail(ErrorCode::Fetch, "{}", page.error().message);
  harvest.records = elements_of(page->json);
  numbered = has_numbered_categories(
      page->json["data"].items().empty() ? page->json["data"] : page->json["data"].items().front());
  if (page->repaired_bytes > 0)
    harvest.warnings.push_back(fmt::format("{} bytes are not UTF-8", page->repaired_bytes));
  return done();
}

/// What project-info.json says; none when it does not answer.
std::optional<long long> announced_size(Url url, const Fetch& fetch) {
  url.path.replace(url.path.size() - whole_set.size(), whole_set.size(), "/api/project-info.json");
  FetchRequest request;
  request.url = url.text();
  request.tries = 1;  // only a check: not worth keeping a harvest waiting
  const Result<FetchAnswer> answer = fetch(request);
  if (!answer) return std::nullopt;
  const Result<JsonPage> page = parse_json_page(answer->body);
  if (!page) return std::nullopt;
  return page->json["dataSize"].integer();
}

// Version 2 gives categories by number alone; their names stand in a document of their own.
void add_taxonomy(Harvest& harvest, Url url, const Fetch& fetch) {
  const size_t elements = url.path.rfind("/elements");
  FetchRequest request;
  if (elements != std::string::npos) {
    url.path.replace(elements, std::string::npos, "/taxonomy.json");
    url.query.clear();
    request.url = url.text();
    if (auto answer = fetch(request); answer && is_carteco_taxonomy(answer->body)) {
      harvest.snapshot.pages.push_back(std::move(answer->body));
      return;
    }
  }
  harvest.warnings.push_back("categories are numbers, and taxonomy.json does not tell their names");
}

void compare_size(Harvest& harvest, const Url& url, const Fetch& fetch) {
  // A part that was asked for on purpose (limit, categories …) cannot be compared.
  if (!url.path.ends_with(whole_set) || !url.query.empty()) return;
  const auto announced = announced_size(url, fetch);
  if (!announced)
    harvest.warnings.push_back("project-info.json does not tell how many elements there are");
  else if (static_cast<long long>(harvest.records) < *announced)
    harvest.warnings.push_back(
        fmt::format("project-info.json tells {} elements, {} came", *announced, harvest.records));
}

// The whole set by its changes alone; none when it must be asked for whole.
std::optional<Harvest> harvest_changes(const CartecoAccess& access, const Url& url,
                                       const Fetch& fetch) {
  if (!access.last_document || !url.path.ends_with(whole_set) || !url.query.empty())
    return std::nullopt;
  const auto last = access.last_document();
  if (!last) return std::nullopt;
  auto update = update_carteco(url, *last, fetch);
  if (!update) return std::nullopt;
  Harvest harvest;
  harvest.records = update->elements;
  harvest.snapshot.info.url = printable_url(access.url);
  harvest.snapshot.info.fetched_at = utc_now();
  harvest.snapshot.info.status = 200;
  harvest.snapshot.info.content_type = "application/json";
  harvest.snapshot.info.complete = true;
  harvest.snapshot.pages.push_back(without_private_members(std::move(update->document)));
  return harvest;
}

}  // namespace

Result<Harvest> harvest_carteco(const CartecoAccess& access, const Fetch& fetch) {
  const Result<Url> url = parse_url(access.url);
  if (!url) return fail(url.error());
  if (auto changes = harvest_changes(access, *url, fetch)) return *std::move(changes);
  FetchRequest request;
  request.url = access.url;
  request.accept = "application/json, text/csv;q=0.9, */*;q=0.1";
  request.etag = access.etag;
  request.last_modified = access.last_modified;
  Result<FetchAnswer> answer = fetch(request);
  if (!answer) return fail(answer.error());

  Harvest harvest;
  harvest.snapshot.info = snapshot_info(*answer);
  harvest.not_modified = answer->not_modified;
  if (harvest.not_modified) return harvest;
  bool numbered = false;
  if (!is_csv(*answer, *url)) {
    const Status whole = check_document(harvest, answer->body, answer->content_type, numbered);
    if (!whole)
      return fail(ErrorCode::Fetch, "{}: {}", printable_url(access.url), whole.error().message);
    compare_size(harvest, *url, fetch);
  }
  harvest.snapshot.info.complete = true;
  harvest.snapshot.pages.push_back(without_private_members(std::move(answer->body)));
  if (numbered) add_taxonomy(harvest, *url, fetch);
  return harvest;
}

}  // namespace filon
