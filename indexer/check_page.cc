#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "indexer/check.h"
#include "indexer/page_fields.h"

namespace filon {
namespace {

constexpr size_t most_values = 5, most_doubts = 30, most_rejects = 10;

/// The pairs of a map with the greatest counts first, equal ones by name.
std::vector<std::pair<std::string, size_t>> by_count(const std::map<std::string, size_t>& counts) {
  std::vector<std::pair<std::string, size_t>> sorted(counts.begin(), counts.end());
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  return sorted;
}

std::string counted(const std::map<std::string, size_t>& counts, size_t most) {
  std::vector<std::string> texts;
  for (const auto& [value, count] : by_count(counts)) {
    if (texts.size() == most) {
      texts.push_back(fmt::format("and {} more", counts.size() - most));
      break;
    }
    texts.push_back(fmt::format("{} ({})", value, count));
  }
  return texts.empty() ? "none" : fmt::format("{}", fmt::join(texts, ", "));
}

std::string field_lines(const SourceSurvey& survey) {
  if (survey.fields.empty() || !has_field_table(survey.name)) return {};
  std::map<std::string, size_t> read, unknown;
  std::vector<std::string> ignored;
  for (const auto& [field, filled] : survey.fields) {
    const FieldUse use = use_of_field(survey.name, field);
    if (use == FieldUse::Read) read[field] = filled;
    if (use == FieldUse::Unknown) unknown[field] = filled;
    if (use == FieldUse::Ignored) ignored.push_back(field);
  }
  std::string text = fmt::format("  fields read:       {}\n", counted(read, read.size()));
  text += fmt::format("  fields left out:   {}\n",
                      ignored.empty() ? "none" : fmt::format("{}", fmt::join(ignored, ", ")));
  text += fmt::format("  fields not known:  {}\n", counted(unknown, unknown.size()));
  if (!unknown.empty())
    text += "    The source may have changed: what stands in these fields is not indexed.\n";
  return text;
}

std::string doubt_lines(const SourceSurvey& survey) {
  if (survey.doubts.empty()) return "  doubts:            none\n";
  std::map<std::string, size_t> counts;
  for (const auto& [sort, tally] : survey.doubts) counts[sort] = tally.count;
  std::string text = "  doubts (the row is kept):\n";
  size_t lines = 0;
  for (const auto& [sort, count] : by_count(counts)) {
    if (++lines > most_doubts)
      return text + fmt::format("    and {} more sorts\n", counts.size() - most_doubts);
    text += fmt::format("    {:>6} {}\n", count, sort);
    const Tally& tally = survey.doubts.at(sort);
    if (!tally.values.empty())
      text += fmt::format("           {}\n", counted(tally.values, most_values));
  }
  return text;
}

std::string reject_lines(const std::vector<Rejection>& rejected) {
  if (rejected.empty()) return {};
  std::string text = "  rejected:\n";
  for (const auto& [reason, count] : rejects_by_sort(rejected))
    text += fmt::format("    {:>6} {}\n", count, reason);
  for (size_t i = 0; i < std::min(rejected.size(), most_rejects); ++i)
    text += fmt::format("           {}: {}\n", rejected[i].origin, rejected[i].reason);
  return text;
}

std::string verifier_survey_lines(const VerifierReport& verifier) {
  std::string text = fmt::format(
      "{}: {}\n  a list that proves the label {}: {} rows, {} of which name nobody\n",
      verifier.name, verifier.url, verifier.label, verifier.read, verifier.rejected.size());
  for (const std::string& warning : verifier.warnings) text += fmt::format("  {}\n", warning);
  return text + reject_lines(verifier.rejected) + '\n';
}

std::string survey_lines(const SourceSurvey& survey) {
  return field_lines(survey) +
         fmt::format("  statuses:          {}\n", counted(survey.kinds, survey.kinds.size())) +
         fmt::format("  sectors:           {} different ones; {} rows have one\n", survey.sectors,
                     survey.with_sector) +
         fmt::format("  places:            {} in a commune, {} in a département only, {} nowhere\n",
                     survey.in_commune, survey.in_departement, survey.nowhere) +
         doubt_lines(survey);
}

}  // namespace

std::string check_page(const Checked& checked) {
  std::string text;
  for (const SourceReport& source : checked.report.sources) {
    text += fmt::format("{}: {}\n", source.name, source.url);
    for (const std::string& warning : source.warnings) text += fmt::format("  {}\n", warning);
    const auto survey =
        std::find_if(checked.surveys.begin(), checked.surveys.end(),
                     [&](const SourceSurvey& one) { return one.name == source.name; });
    if (survey == checked.surveys.end()) {
      text += "  nothing could be read\n\n";
      continue;
    }
    text += fmt::format("  {} rows: {} kept ({} with a doubt), {} rejected\n", source.read,
                        source.kept, source.doubtful, source.rejected.size());
    text += survey_lines(*survey) + reject_lines(source.rejected) + '\n';
  }
  for (const VerifierReport& verifier : checked.report.verifiers)
    text += verifier_survey_lines(verifier);
  return text + "Nothing was written.\n";
}

}  // namespace filon
