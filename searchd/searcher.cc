#include "searchd/searcher.h"

#include <unicode/calendar.h>
#include <unicode/timezone.h>

#include <algorithm>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "searchd/explain.h"
#include "searchd/facet_answer.h"
#include "searchd/relax.h"
#include "searchd/tables.h"

namespace filon {
namespace {

Today paris_day_by_icu(std::chrono::system_clock::time_point now) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::Calendar> calendar(
      icu::Calendar::createInstance(icu::TimeZone::createTimeZone("Europe/Paris"), status));
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch());
  calendar->setTime(static_cast<UDate>(ms.count()), status);
  const int year = calendar->get(UCAL_YEAR, status);
  const int month = calendar->get(UCAL_MONTH, status) + 1;
  const int day = calendar->get(UCAL_DATE, status);
  return {static_cast<uint32_t>(year * 10000 + month * 100 + day),
          fmt::format("{:04}-{:02}-{:02}", year, month, day)};
}

}  // namespace

Today paris_day(std::chrono::system_clock::time_point now) {
  // Paris is whole hours from UTC: within one of them no day begins. ICU's calendar takes longer
  // than many an answer.
  const auto hour = std::chrono::floor<std::chrono::hours>(now);
  thread_local std::pair last{hour, paris_day_by_icu(now)};
  if (last.first != hour) last = {hour, paris_day_by_icu(now)};
  return last.second;
}

std::string seed_of(const SearchRequest& request, const Tables& tables, const Today& today) {
  if (!request.seed.empty()) return request.seed;
  SearchRequest spelt_one_way = request;  // "Emmaüs" and "emmaus" are one question
  spelt_one_way.q = fold(request.q);
  const uint64_t hash = stable_hash(normalised_filters(spelt_one_way, tables));
  return fmt::format("{}-{:08x}", today.text, static_cast<uint32_t>(hash));
}

namespace {

bool anything_answers(const Asked& asked, const Snapshot& snapshot, const Tables& tables,
                      const Today& today) {
  SearchRequest bare = asked.applied;  // counting alone: no facets, no page
  bare.wanted_facets.fill(false);
  Plan plan = make_plan(bare, asked.question, tables, snapshot, "", today.number);
  plan.count = 0;
  return match(plan, snapshot, tables).total > 0;
}

size_t filter_count(const SearchRequest& request) {
  const auto given = std::count_if(request.values.begin(), request.values.end(),
                                   [](const auto& values) { return !values.empty(); });
  return static_cast<size_t>(given) + !request.sectors.empty() + !request.territories.empty();
}

// Browsing without words counts most records, and is what most visitors begin with: worth keeping.
// Where words, a circle or several filters are asked few ask the same. "" where the answer is not
// to be kept.
std::string question_to_keep(const SearchRequest& request, const SearchResult& result,
                             const Tables& tables, const Today& today) {
  if (!request.q.empty() || request.near || request.news_only || filter_count(request) > 1)
    return "";
  if (request.per_page > max_per_page || request.page * request.per_page > max_rank) return "";
  return normalised_request(request, tables) + '|' + result.seed + '|' + today.text;
}

KeptAnswer answer_in_one_pass(const Plan& plan, const SearchResult& result, const Tables& tables) {
  Matches matches = match(plan, *result.snapshot, tables);
  return {matches.total,
          matches.legal_entities,
          matches.without_siren,
          coverage(plan, *result.snapshot),
          std::make_shared<const FacetAnswers>(
              answer_facets(matches.facets, result.applied, *result.snapshot, tables)),
          std::move(matches.page)};
}

void put_in(const KeptAnswer& answer, Ranked& ranked) {
  SearchResult& result = ranked.result;
  result.total = answer.total;
  result.legal_entities = answer.legal_entities;
  result.without_siren = answer.without_siren;
  result.coverage = answer.coverage;
  result.facets = answer.facets;
  ranked.hits = answer.hits;
}

}  // namespace

Ranked rank(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
            const Tables& tables, const Today& today) {
  Ranked ranked;
  SearchResult& result = ranked.result;
  result.snapshot = std::move(snapshot);
  result.request = request;
  Question question = read_question(request, tables, *result.snapshot);
  const SearchRequest applied = with_readings(request, question.interpretation);
  Asked asked = widen_until_answered(
      {applied, std::move(question)}, request, tables, [&](const Asked& attempt) {
        return anything_answers(attempt, *result.snapshot, tables, today);
      });
  result.applied = std::move(asked.applied);
  result.question = std::move(asked.question);
  result.seed = seed_of(request, tables, today);
  ranked.plan = make_plan(result.applied, result.question, tables, *result.snapshot, result.seed,
                          today.number);
  const std::string kept_as = question_to_keep(request, result, tables, today);
  KeptAnswers& kept = result.snapshot->kept;
  auto answer = kept_as.empty() ? nullptr : kept.find(kept_as);
  if (!answer) {
    answer = std::make_shared<const KeptAnswer>(answer_in_one_pass(ranked.plan, result, tables));
    if (!kept_as.empty()) kept.keep(kept_as, answer);
  }
  put_in(*answer, ranked);
  return ranked;
}

Answer<SearchResult> search(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
                            const Tables& tables, const Today& today) {
  Ranked ranked = rank(request, std::move(snapshot), tables, today);
  SearchResult& result = ranked.result;
  for (const Hit& hit : ranked.hits) {
    auto data = result.snapshot->shown_record(hit.document);
    if (!data) return std::move(data).failure();
    result.found.push_back({hit, *std::move(data), "", {}});
    explain(result, ranked.plan, tables, result.found.back());
  }
  return std::move(ranked.result);
}

}  // namespace filon
