#include "indexer/report.h"

#include <algorithm>
#include <array>
#include <map>

#include "annuaire/json_writer.h"

namespace filon {
namespace {

constexpr size_t most_rejects_listed = 100;

// The sort of a reason, without what it says of this one row.
std::string sort_of(const std::string& reason) { return reason.substr(0, reason.find(':')); }

std::map<std::string, size_t> counts(const std::vector<Rejection>& rejected) {
  std::map<std::string, size_t> by_sort;
  for (const Rejection& rejection : rejected) ++by_sort[sort_of(rejection.reason)];
  return by_sort;
}

void write_rejected(JsonWriter& json, const std::vector<Rejection>& rejected) {
  json.key("rejected").begin_object();
  for (const auto& [reason, count] : counts(rejected))
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

}  // namespace

std::string_view to_string(ErrorCode code) {
  static constexpr std::array<std::string_view, 9> names = {
      "usage", "invalid", "not_found", "fetch", "refused", "locked", "disk", "damaged", "internal"};
  return names[static_cast<size_t>(code)];
}

std::string to_json(const Report& report) {
  JsonWriter json;
  json.begin_object().key("sources").begin_array();
  for (const SourceReport& source : report.sources) write_source(json, source);
  json.end_array().key("verifiers").begin_array();
  for (const VerifierReport& verifier : report.verifiers) write_verifier(json, verifier);
  json.end_array().key("warnings").strings(report.warnings);
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

std::string summary(const Report& report) {
  std::string text;
  for (const SourceReport& source : report.sources) {
    text += fmt::format("{}: {} read, {} kept ({} with a doubt), {} rejected{}\n", source.name,
                        source.read, source.kept, source.doubtful, source.rejected.size(),
                        source.stale ? ", from an earlier snapshot" : "");
    for (const auto& [reason, count] : counts(source.rejected))
      text += fmt::format("  {}: {}\n", count, reason);
    for (const std::string& warning : source.warnings) text += fmt::format("  {}\n", warning);
  }
  for (const VerifierReport& verifier : report.verifiers)
    text += fmt::format(
        "{}: {} rows compared, label {} proved for {} records, {} rows name nobody\n",
        verifier.name, verifier.read, verifier.label, verifier.matched, verifier.rejected.size());
  for (const std::string& warning : report.warnings) text += warning + "\n";
  if (report.generation)
    text += fmt::format(
        "generation {}: {} records ({} rows merged, {} inactive); {} added, {} changed, {} "
        "removed; "
        "{:.1f} s\n",
        *report.generation, report.total, report.merged, report.inactive, report.added,
        report.changed, report.removed, report.seconds);
  return text;
}

}  // namespace filon
