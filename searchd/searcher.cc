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

Today paris_day(std::chrono::system_clock::time_point now) {
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
  Matches matches = match(ranked.plan, *result.snapshot, tables);
  result.total = matches.total;
  result.legal_entities = matches.legal_entities;
  result.without_siren = matches.without_siren;
  result.coverage = coverage(ranked.plan, *result.snapshot);
  result.facets = answer_facets(matches.facets, result.applied, *result.snapshot, tables);
  ranked.hits = std::move(matches.page);
  return ranked;
}

Answer<SearchResult> search(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
                            const Tables& tables, const Today& today) {
  Ranked ranked = rank(request, std::move(snapshot), tables, today);
  SearchResult& result = ranked.result;
  for (const Hit& hit : ranked.hits) {
    auto data = result.snapshot->record(hit.document);
    if (!data) return std::move(data).failure();
    result.found.push_back({hit, *std::move(data), "", {}});
    explain(result, ranked.plan, tables, result.found.back());
  }
  return std::move(ranked.result);
}

}  // namespace filon
