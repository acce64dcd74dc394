#include "indexer/check.h"

#include <set>

#include "indexer/harvester.h"
#include "indexer/page_fields.h"
#include "indexer/read_pages.h"
#include "indexer/sources/carteco_taxonomy.h"
#include "indexer/sources/lemarche_taxonomy.h"
#include "indexer/verify.h"

namespace filon {
namespace {

using Clock = std::chrono::steady_clock;

/// The sort of a doubt: its sentence without what it says of this one row, which goes into
/// `value`: what stands between « and », and numbers.
std::string sort_of(std::string_view doubt, std::string& value) {
  constexpr std::string_view open = "« ", close = " »";
  std::string sort;
  while (!doubt.empty()) {
    const size_t end = doubt.find(close);
    if (doubt.starts_with(open) && end != std::string_view::npos) {
      if (value.empty()) value = doubt.substr(open.size(), end - open.size());
      sort += "« … »";
      doubt.remove_prefix(end + close.size());
    } else if (doubt.front() >= '0' && doubt.front() <= '9') {
      if (!sort.ends_with('#')) sort += '#';
      doubt.remove_prefix(1);
    } else {
      sort += doubt.front();
      doubt.remove_prefix(1);
    }
  }
  return sort;
}

void survey_rows(const PackedRecords& rows, SourceSurvey& survey) {
  std::set<std::string> sectors;
  for (const Structure& row : rows) {
    for (const std::string& kind : row.kinds) ++survey.kinds[kind];
    for (const SectorLink& sector : row.sectors) sectors.insert(sector.slug);
    survey.with_sector += !row.sectors.empty() || !row.activities.empty();
    survey.in_commune += !row.address.insee_code.empty();
    survey.in_departement += row.address.insee_code.empty() && !row.address.departement.empty();
    survey.nowhere += row.address.departement.empty();
    for (const std::string& doubt : row.doubts) {
      std::string value;
      Tally& tally = survey.doubts[sort_of(doubt, value)];
      ++tally.count;
      if (!value.empty()) ++tally.values[value];
    }
  }
  survey.sectors = sectors.size();
}

// Pages that come with a source's rows and hold none: its taxonomies.
bool is_beside_rows(const std::string& source, const std::string& page) {
  if (source == "carteco") return is_carteco_taxonomy(page);
  LemarcheTaxonomy taxonomy;
  if (source == "lemarche") read_taxonomy(page, taxonomy);
  return !taxonomy.sectors.empty() || !taxonomy.networks.empty() || !taxonomy.kinds.empty();
}

// A list that proves a label brings no rows: how many could be compared is what can be told.
Status check_verifier(const SourceChoice& choice, const RunSettings& settings, const Fetch& fetch,
                      Checked& checked) {
  const HarvestedSource source{choice.name, choice.target, "", false};
  const auto snapshot = fetch_source(choice, settings, fetch);
  if (!snapshot) return fail(snapshot.error());
  auto listed = read_listed(source, snapshot->pages, settings, {});
  if (!listed) return fail(listed.error());
  checked.report.verifiers.push_back(verifier_report(source, settings, *listed));
  return done();
}

Status check_source(const SourceChoice& choice, const RunSettings& settings, const Fetch& fetch,
                    const References& references, Checked& checked) {
  if (is_verifier(choice.name, settings)) return check_verifier(choice, settings, fetch, checked);
  const HarvestedSource source{choice.name, choice.target, "", false};
  SourceReport& counted = report_of(source, checked.report);
  const auto snapshot = fetch_source(choice, settings, fetch);
  if (!snapshot) return fail(snapshot.error());
  SourceSurvey survey;
  survey.name = choice.name;
  for (const std::string& page : snapshot->pages)
    if (!is_beside_rows(choice.name, page)) count_fields(page, survey.rows, survey.fields);
  PackedRecords rows;
  if (Status read = read_pages(source, snapshot->pages, utc_text(utc_now()), references, settings,
                               counted, rows);
      !read)
    return read;
  survey_rows(rows, survey);
  checked.report.total += rows.size();
  checked.surveys.push_back(std::move(survey));
  return done();
}

Status check_all(const RunSettings& settings, Checked& checked) {
  const auto references = load_references(settings.data);
  if (!references) return fail(references.error());
  Fetcher fetcher(settings.fetch);
  const Fetch fetch = [&](const FetchRequest& request) { return fetcher.fetch(request); };
  Status checking = done();
  // All of them: the administrator wants to know of every token and address at once.
  for (const SourceChoice& choice : settings.sources)
    if (Status one = check_source(choice, settings, fetch, *references, checked); !one) {
      report_of({choice.name, choice.target, "", false}, checked.report)
          .warnings.push_back(one.error().message);
      if (checking) checking = std::move(one);
    }
  return checking;
}

}  // namespace

Checked check(const RunSettings& settings) {
  const auto start = Clock::now();
  Checked checked;
  if (const Status done_so = check_all(settings, checked); !done_so)
    checked.report.error = done_so.error();
  checked.report.seconds = std::chrono::duration<double>(Clock::now() - start).count();
  return checked;
}

}  // namespace filon
