#include <fmt/format.h>

#include <algorithm>

#include "indexer/report.h"

namespace filon {
namespace {

std::string source_line(const SourceReport& source, size_t width) {
  const std::string snapshot = source.snapshot.empty() ? "none" : source.snapshot;
  return fmt::format("{:<{}} {:>8} {:>8} {:>8} {:>8}  {}{}\n", source.name, width, source.read,
                     source.kept, source.doubtful, source.rejected.size(), snapshot,
                     source.stale ? " (stale)" : "");
}

std::string source_lines(const SourceReport& source, size_t width) {
  std::string text = source_line(source, width);
  for (const auto& [reason, count] : rejects_by_sort(source.rejected))
    text += fmt::format("  {} rejected: {}\n", count, reason);
  for (const std::string& warning : source.warnings) text += fmt::format("  {}\n", warning);
  return text;
}

std::string verifier_lines(const VerifierReport& verifier) {
  std::string text = fmt::format(
      "{}: {} rows compared, label {} proved for {} records, {} rows name nobody\n", verifier.name,
      verifier.read, verifier.label, verifier.matched, verifier.rejected.size());
  for (const std::string& warning : verifier.warnings) text += fmt::format("  {}\n", warning);
  return text;
}

std::string outcome_lines(const Report& report) {
  std::string text = fmt::format("{:>8} records\n", report.total);
  for (const auto& [count, what] : {std::pair{report.merged, "rows merged into another"},
                                    {report.inactive, "inactive"},
                                    {report.added, "added"},
                                    {report.changed, "changed"},
                                    {report.removed, "removed"}})
    text += fmt::format("{:>8} {}\n", count, what);
  return text + fmt::format("generation {} is served\n", *report.generation);
}

}  // namespace

std::string readable(const Report& report) {
  size_t width = std::string_view("source").size();
  for (const SourceReport& source : report.sources) width = std::max(width, source.name.size());
  std::string text;
  if (!report.sources.empty())
    text += fmt::format("{:<{}} {:>8} {:>8} {:>8} {:>8}  {}\n", "source", width, "read", "kept",
                        "doubtful", "rejected", "snapshot");
  for (const SourceReport& source : report.sources) text += source_lines(source, width);
  for (const VerifierReport& verifier : report.verifiers) text += verifier_lines(verifier);
  for (const std::string& warning : report.warnings) text += warning + "\n";
  if (report.generation) text += outcome_lines(report);
  if (report.error) text += "the index that was served before stays\n";
  return text + fmt::format("{:.1f} s\n", report.seconds);
}

}  // namespace filon
