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

std::map<std::string, size_t> counts(const SourceReport& source) {
  std::map<std::string, size_t> by_sort;
  for (const Rejection& rejection : source.rejected) ++by_sort[sort_of(rejection.reason)];
  return by_sort;
}

void write_source(JsonWriter& json, const SourceReport& source) {
  json.begin_object().key("name").string(source.name).key("url").string_or_null(source.url);
  json.key("read").integer(static_cast<int64_t>(source.read));
  json.key("kept").integer(static_cast<int64_t>(source.kept));
  json.key("doubtful").integer(static_cast<int64_t>(source.doubtful));
  json.key("rejected").begin_object();
  for (const auto& [reason, count] : counts(source))
    json.key(reason).integer(static_cast<int64_t>(count));
  json.end_object().key("rejects").begin_array();
  for (size_t i = 0; i < std::min(source.rejected.size(), most_rejects_listed); ++i)
    json.begin_object()
        .key("origin")
        .string(source.rejected[i].origin)
        .key("reason")
        .string(source.rejected[i].reason)
        .end_object();
  json.end_array().key("warnings").strings(source.warnings);
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
  json.end_array();
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
    for (const auto& [reason, count] : counts(source))
      text += fmt::format("  {}: {}\n", count, reason);
    for (const std::string& warning : source.warnings) text += fmt::format("  {}\n", warning);
  }
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
