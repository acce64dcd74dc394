#include "indexer/report.h"

#include <algorithm>
#include <array>

#include "annuaire/json_writer.h"
#include "indexer/url.h"

namespace filon {
namespace {

constexpr size_t most_rejects_listed = 100, most_suspicions_listed = 100;

void write_rejected(JsonWriter& json, const std::vector<Rejection>& rejected) {
  json.key("rejected").begin_object();
  for (const auto& [reason, count] : rejects_by_sort(rejected))
    json.key(reason).integer(static_cast<int64_t>(count));
  json.end_object().key("rejects").begin_array();
  for (size_t i = 0; i < std::min(rejected.size(), most_rejects_listed); ++i)
    json.begin_object()
        .key("origin")
        .string(rejected[i].origin)
        .key("reason")
        .string(rejected[i].reason)
        .end_object();
  json.end_array();
}

void write_verifier(JsonWriter& json, const VerifierReport& verifier) {
  json.begin_object().key("name").string(verifier.name);
  json.key("url").string_or_null(verifier.url).key("label").string(verifier.label);
  json.key("read").integer(static_cast<int64_t>(verifier.read));
  json.key("matched").integer(static_cast<int64_t>(verifier.matched));
  write_rejected(json, verifier.rejected);
  json.key("warnings").strings(verifier.warnings);
  json.key("snapshot").string_or_null(verifier.snapshot);
  json.key("stale").boolean(verifier.stale).end_object();
}

void write_source(JsonWriter& json, const SourceReport& source) {
  json.begin_object().key("name").string(source.name).key("url").string_or_null(source.url);
  json.key("read").integer(static_cast<int64_t>(source.read));
  json.key("kept").integer(static_cast<int64_t>(source.kept));
  json.key("doubtful").integer(static_cast<int64_t>(source.doubtful));
  write_rejected(json, source.rejected);
  json.key("warnings").strings(source.warnings);
  json.key("snapshot").string_or_null(source.snapshot);
  json.key("stale").boolean(source.stale).end_object();
}

// Pairs someone may settle with a line of the decisions' file.
void write_suspected(JsonWriter& json, const std::vector<RowLink>& suspected) {
  json.key("suspected_count").integer(static_cast<int64_t>(suspected.size()));
  json.key("suspected").begin_array();
  for (size_t i = 0; i < std::min(suspected.size(), most_suspicions_listed); ++i) {
    const RowLink& pair = suspected[i];
    json.begin_object().key("row").string(pair.row).key("with").string(pair.with);
    json.key("score").integer(pair.score).key("because").string(pair.because).end_object();
  }
  json.end_array();
}

}  // namespace

std::string_view to_string(ErrorCode code) {
  static constexpr std::array<std::string_view, 9> names = {
      "usage", "invalid", "not_found", "fetch", "refused", "locked", "disk", "damaged", "internal"};
  return names[static_cast<size_t>(code)];
}

std::map<std::string, size_t> rejects_by_sort(const std::vector<Rejection>& rejected) {
  std::map<std::string, size_t> by_sort;
  for (const Rejection& rejection : rejected)
    ++by_sort[rejection.reason.substr(0, rejection.reason.find(':'))];
  return by_sort;
}

std::string to_json(const Report& report) {
  JsonWriter json;
  json.begin_object().key("sources").begin_array();
  for (const SourceReport& source : report.sources) write_source(json, source);
  json.end_array().key("verifiers").begin_array();
  for (const VerifierReport& verifier : report.verifiers) write_verifier(json, verifier);
  json.end_array().key("warnings").strings(report.warnings);
  write_suspected(json, report.suspected);
  for (const auto& [name, value] : {std::pair{"merged", report.merged},
                                    {"added", report.added},
                                    {"changed", report.changed},
                                    {"removed", report.removed},
                                    {"inactive", report.inactive},
                                    {"total", report.total}})
    json.key(name).integer(static_cast<int64_t>(value));
  json.key("seconds").real(report.seconds, 3).key("generation");
  report.generation ? json.integer(*report.generation) : json.null();
  json.key("error");
  if (report.error)
    json.begin_object()
        .key("code")
        .string(to_string(report.error->code))
        .key("message")
        .string(report.error->message)
        .end_object();
  else
    json.null();
  json.end_object();
  return json.take() + '\n';
}

SourceReport& report_of(const HarvestedSource& source, Report& report) {
  for (SourceReport& known : report.sources)
    if (known.name == source.name) return known;
  SourceReport& added = report.sources.emplace_back();
  added.name = source.name;
  added.url = printable_url(source.url);
  added.snapshot = source.snapshot;
  added.stale = source.stale;
  return added;
}

}  // namespace filon
