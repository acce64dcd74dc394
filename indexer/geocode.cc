#include "indexer/geocode.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "indexer/disk.h"
#include "indexer/in_order.h"
#include "indexer/url.h"

namespace filon {
namespace {

/// Addresses of one request; the service takes files of 50 MB, but answers small ones sooner.
constexpr size_t batch = 2'000;
constexpr std::string_view boundary = "filon-adresses-7f3a9c";

// A step that was released is never edited: a change is a new step at the end.
constexpr std::array<std::string_view, 1> cache_steps = {R"(
  CREATE TABLE addresses (
    key TEXT PRIMARY KEY,
    found INTEGER NOT NULL,
    lat INTEGER NOT NULL,
    lon INTEGER NOT NULL,
    precise INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
)"};

bool wants_point(const Structure& record) {
  return !record.address.street.empty() && !record.address.insee_code.empty() &&
         (!record.location || record.location->precision != PointPrecision::Address);
}

GeocodeQuery query_of(const Structure& record) {
  const Address& address = record.address;
  return {address.street, address.post_code, address.city, address.insee_code};
}

/// A record that is not placed at its address, and what is asked for it.
struct Wanting {
  size_t place;
  GeocodeQuery query;
};

std::vector<Wanting> those_wanting(const PackedRecords& records) {
  using Asked = std::optional<GeocodeQuery>;
  std::vector<Wanting> all;
  each_in_order<Asked>(
      records.size(),
      [&](size_t place) {
        const Structure record = records[place];
        return wants_point(record) ? Asked(query_of(record)) : std::nullopt;
      },
      [&](size_t place, Asked asked) {
        if (asked) all.push_back({place, *std::move(asked)});
      });
  return all;
}

using Answers = std::map<std::string, GeocodeAnswer>;

Result<std::vector<GeocodeAnswer>> ask(const std::vector<GeocodeQuery>& queries,
                                       const std::string& url, const Fetch& fetch) {
  FetchRequest request;
  request.url = url;
  request.accept = "text/csv";
  request.body = geocode_form(queries, boundary);
  request.body_type = fmt::format("multipart/form-data; boundary={}", boundary);
  const auto answer = fetch(request);
  if (!answer) return fail(answer.error());
  return read_geocode_answer(queries, answer->body);
}

// What the cache does not know, batch by batch; stops at the first that fails.
Status ask_all(const std::vector<GeocodeQuery>& unknown, const std::string& url,
               GeocodeCache& cache, const Fetch& fetch, Answers& answers, GeocodeOutcome& outcome) {
  for (size_t start = 0; start < unknown.size(); start += batch) {
    const auto first = unknown.begin() + static_cast<long>(start);
    const std::vector<GeocodeQuery> queries(
        first, first + static_cast<long>(std::min(batch, unknown.size() - start)));
    const auto found = ask(queries, url, fetch);
    if (!found) {
      outcome.warnings.push_back(fmt::format("addresses not located: {}", found.error().message));
      return done();
    }
    outcome.asked += queries.size();
    std::vector<std::pair<GeocodeQuery, GeocodeAnswer>> learnt;
    for (size_t i = 0; i < queries.size(); ++i) {
      answers[queries[i].key()] = (*found)[i];
      learnt.emplace_back(queries[i], (*found)[i]);
    }
    if (Status kept = cache.put(learnt); !kept) return kept;
  }
  return done();
}

}  // namespace

Result<GeocodeCache> GeocodeCache::open(const std::filesystem::path& store) {
  if (const Status made = make_dirs(store); !made) return fail(made.error());
  auto database = SqliteDatabase::open(store / "geocode.sqlite");
  if (!database) return fail(database.error());
  if (const Status migrated = database->migrate(cache_steps); !migrated)
    return fail(migrated.error());
  return GeocodeCache(*std::move(database));
}

Result<std::optional<GeocodeAnswer>> GeocodeCache::find(const GeocodeQuery& query) {
  auto select = database_.prepare("SELECT found, lat, lon, precise FROM addresses WHERE key = ?");
  if (!select) return fail(select.error());
  if (Status bound = select->bind(0, query.key()); !bound) return fail(bound.error());
  const auto row = select->next();
  if (!row) return fail(row.error());
  if (!*row) return std::optional<GeocodeAnswer>();
  GeocodeAnswer answer;
  if (select->integer(0) != 0)
    answer.point = Point{static_cast<double>(select->integer(1)) / 1e6,
                         static_cast<double>(select->integer(2)) / 1e6};
  answer.precision = select->integer(3) ? PointPrecision::Address : PointPrecision::Commune;
  return std::optional(answer);
}

Status GeocodeCache::put(const std::vector<std::pair<GeocodeQuery, GeocodeAnswer>>& answers) {
  return database_.transaction([&]() -> Status {
    auto insert = database_.prepare(
        "INSERT OR REPLACE INTO addresses (key, found, lat, lon, precise) VALUES (?, ?, ?, ?, ?)");
    if (!insert) return fail(insert.error());
    for (const auto& [query, answer] : answers) {
      const Point point = answer.point.value_or(Point{0, 0});
      const int64_t precise = answer.precision == PointPrecision::Address;
      const std::string key = query.key();
      for (Status bound : {insert->bind(0, key), insert->bind(1, int64_t{answer.point.has_value()}),
                           insert->bind(2, millionths(point.lat)),
                           insert->bind(3, millionths(point.lon)), insert->bind(4, precise)})
        if (!bound) return bound;
      if (Status run = insert->run(); !run) return run;
    }
    return done();
  });
}

Result<GeocodeOutcome> geocode(PackedRecords& records, const std::string& url, GeocodeCache& cache,
                               const Fetch& fetch) {
  GeocodeOutcome outcome;
  Answers answers;
  std::map<std::string, GeocodeQuery> unknown;
  const std::vector<Wanting> wanting = those_wanting(records);
  for (const auto& [place, query] : wanting) {
    const std::string key = query.key();
    if (answers.contains(key) || unknown.contains(key)) continue;
    const auto known = cache.find(query);
    if (!known) return fail(known.error());
    if (*known)
      answers[key] = **known, ++outcome.from_cache;
    else
      unknown.emplace(key, query);
  }
  std::vector<GeocodeQuery> queries;
  for (auto& [key, query] : unknown) queries.push_back(std::move(query));
  if (Status asked = ask_all(queries, url, cache, fetch, answers, outcome); !asked)
    return std::move(asked).failure();
  for (const auto& [place, query] : wanting) {
    const auto answer = answers.find(query.key());
    if (answer == answers.end() || !answer->second.point ||
        answer->second.precision != PointPrecision::Address)
      continue;
    Structure record = records[place];
    record.location = Location{*answer->second.point, answer->second.precision};
    credit_helper(record, Field::Location, {"ban", "", "", "", ""}, true);
    records.put(place, record);
    ++outcome.placed;
  }
  return outcome;
}

}  // namespace filon
