#include "indexer/sources/carteco_changes.h"

#include <array>
#include <map>
#include <vector>

#include "annuaire/json_text.h"
#include "indexer/clean.h"
#include "indexer/dates.h"
#include "indexer/json_page.h"

namespace filon {
namespace {

/// Of the elements; above it the whole document is asked for.
constexpr double largest_share_of_changes = 0.05;

using Dates = std::vector<std::pair<std::string, std::string>>;  ///< id, date

std::string date_of(const Json& element) {
  return iso_date(clean_value(element["updatedAt"].text()));
}

std::optional<Json> asked(const Url& url, const Fetch& fetch, int tries) {
  FetchRequest request;
  request.url = url.text();
  request.tries = tries;
  const Result<FetchAnswer> answer = fetch(request);
  if (!answer) return std::nullopt;
  auto page = parse_json_page(answer->body);
  return page ? std::optional(std::move(page->json)) : std::nullopt;
}

std::optional<Dates> list_of_changes(Url url, const Fetch& fetch) {
  url.query = "ontology=gogosync";
  const auto answer = asked(url, fetch, 1);  // a map that has no such list is no fault
  if (!answer) return std::nullopt;
  const Json& list = answer->is(Json::Type::Array) ? *answer : (*answer)["data"];
  Dates dates;
  for (const Json& item : list.items()) {
    const std::string id = clean_value(item["id"].text()), date = date_of(item);
    if (id.empty() || date.empty() || item.has("name")) return std::nullopt;
    dates.emplace_back(id, date);
  }
  return dates.empty() ? std::nullopt : std::optional(std::move(dates));
}

std::optional<Json> element(Url url, const std::string& id, const Fetch& fetch) {
  url.path.replace(url.path.rfind(".json"), 5, "/" + id + ".json");
  auto answer = asked(url, fetch, 0);
  if (!answer) return std::nullopt;
  const Json& data = (*answer)["data"];
  if (!data.is(Json::Type::Object) || clean_value(data["id"].text()) != id) return std::nullopt;
  return data;
}

// An id goes into an address: letters and digits alone.
bool is_plain(const std::string& id) {
  return id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-") ==
         std::string::npos;
}

// Where a JSON string ends that begins at this quote: past its closing quote.
size_t end_of_string(std::string_view text, size_t quote) {
  for (size_t i = quote + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return text.size();
}

// Where the string or flat list ends that begins here; `at` for anything else.
size_t end_of_value(std::string_view text, size_t at) {
  if (at >= text.size()) return at;
  if (text[at] == '"') return end_of_string(text, at);
  if (text[at] != '[') return at;
  for (size_t i = at + 1; i < text.size();) {
    if (text[i] == '"')
      i = end_of_string(text, i);
    else if (text[i++] == ']')
      return i;
  }
  return text.size();
}

}  // namespace

std::optional<CartecoUpdate> update_carteco(const Url& whole_set, std::string_view last_document,
                                            const Fetch& fetch) {
  const auto last = parse_json_page(last_document);
  if (!last || !last->json["data"].is(Json::Type::Array)) return std::nullopt;
  const auto list = list_of_changes(whole_set, fetch);
  if (!list) return std::nullopt;
  std::map<std::string, const Json*> known;
  for (const Json& item : last->json["data"].items()) known[clean_value(item["id"].text())] = &item;
  std::vector<std::string> changed;
  size_t kept = 0;
  for (const auto& [id, date] : *list) {
    const auto before = known.find(id);
    const bool same = before != known.end() && date_of(*before->second) == date;
    kept += before != known.end();
    if (!same) changed.push_back(id);
    if (!is_plain(id)) return std::nullopt;
  }
  if (static_cast<double>(changed.size()) >
      largest_share_of_changes * static_cast<double>(list->size()))
    return std::nullopt;
  std::map<std::string, Json> fresh;
  for (const std::string& id : changed) {
    auto came = element(whole_set, id, fetch);
    if (!came) return std::nullopt;
    fresh.emplace(id, *std::move(came));
  }
  CartecoUpdate update{
      R"({"licence":")" + last->json["licence"].text() + R"(","ontology":"gogofull","data":[)",
      list->size(), changed.size(), known.size() - kept};
  for (size_t i = 0; i < list->size(); ++i) {
    const auto now = fresh.find((*list)[i].first);
    update.document += (i ? ",\n" : "\n") +
                       json_text(now == fresh.end() ? *known.at((*list)[i].first) : now->second);
  }
  update.document += "]}\n";
  return update;
}

std::string without_private_members(std::string document) {
  for (const std::string_view name :
       std::to_array<std::string_view>({"\"subscriberEmails\"", "\"userOwnerEmail\""}))
    for (size_t at = document.find(name); at != std::string::npos;
         at = document.find(name, at + 1)) {
      size_t value = document.find_first_not_of(" \t\r\n", at + name.size());
      if (value == std::string::npos || document[value] != ':') continue;
      value = document.find_first_not_of(" \t\r\n", value + 1);
      if (value == std::string::npos) break;
      const size_t end = end_of_value(document, value);
      if (end > value) document.replace(value, end - value, "[]");
    }
  return document;
}

}  // namespace filon
