#include "indexer/merge.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "annuaire/reservation.h"
#include "annuaire/structure_json.h"
#include "annuaire/structure_kind.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/matching/row_groups.h"
#include "indexer/unite.h"

namespace filon {
namespace {

size_t rank_of(const std::string& source, std::span<const std::string> order) {
  return static_cast<size_t>(std::find(order.begin(), order.end(), source) - order.begin());
}

// Numbers in their own order: 99 before 100.
std::tuple<size_t, std::string_view> id_key(const std::string& id) {
  const bool number = id.find_first_not_of("0123456789") == std::string::npos;
  return {number ? id.size() : SIZE_MAX, id};
}

/// What rows are put in order by: the source that wins, then the source's own id.
struct RowKey {
  size_t rank;
  std::string_view source;
  std::tuple<size_t, std::string_view> id;
  auto operator<=>(const RowKey&) const = default;
};

std::vector<RowKey> keys_of(const std::vector<Structure>& rows,
                            std::span<const std::string> order) {
  std::vector<RowKey> keys;
  keys.reserve(rows.size());
  for (const Structure& row : rows) {
    const SourceRef& source = row.sources.front();
    keys.push_back({rank_of(source.name, order), source.name, id_key(source.id)});
  }
  return keys;
}

// The whole content settles what ids do not.
void settle_equals(std::vector<uint32_t>& places, const std::vector<RowKey>& keys,
                   const std::vector<Structure>& rows) {
  for (auto first = places.begin(); first != places.end();) {
    const auto last = std::find_if(first, places.end(),
                                   [&](uint32_t place) { return keys[place] != keys[*first]; });
    if (last - first > 1) {
      std::map<uint32_t, std::string> texts;
      for (auto at = first; at != last; ++at)
        texts[*at] = to_json(rows[*at]) + provenance_json(rows[*at]) + rows[*at].clues.phone + '|' +
                     rows[*at].clues.mail_domain;
      std::sort(first, last, [&](uint32_t a, uint32_t b) { return texts[a] < texts[b]; });
    }
    first = last;
  }
}

// Gives, for each row in its new place, the place it had.
std::vector<uint32_t> sort_rows(std::vector<Structure>& rows, std::span<const std::string> order) {
  std::vector<uint32_t> places(rows.size());
  std::iota(places.begin(), places.end(), 0u);
  const std::vector<RowKey> keys = keys_of(rows, order);
  std::sort(places.begin(), places.end(),
            [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
  settle_equals(places, keys, rows);
  std::vector<Structure> sorted;
  sorted.reserve(rows.size());
  for (const uint32_t place : places) sorted.push_back(std::move(rows[place]));
  rows = std::move(sorted);
  return places;
}

constexpr size_t most_sharers_named = 10;

std::string described(const Structure& s) {
  const SourceRef& source = s.sources.front();
  return fmt::format("« {} » ({} {}, {} {})", s.display_name(), source.name, source.id,
                     s.address.post_code, s.address.city);
}

// Two places under one SIRET: one of them is wrong, and only the structures can say which.
void doubt_shared_sirets(std::vector<Structure>& records) {
  std::map<std::string, std::vector<size_t>> by_siret;
  for (size_t i = 0; i < records.size(); ++i)
    if (!records[i].siret.empty()) by_siret[records[i].siret].push_back(i);
  for (const auto& [siret, same] : by_siret) {
    if (same.size() < 2) continue;
    std::vector<std::string> descriptions;  // of the first ones: a thousand would say no more
    for (size_t i = 0; i < std::min(same.size(), most_sharers_named + 1); ++i)
      descriptions.push_back(described(records[same[i]]));
    for (size_t a = 0; a < same.size(); ++a) {
      std::vector<std::string>& doubts = records[same[a]].doubts;
      for (size_t b = 0; b < descriptions.size(); ++b)
        if (a != b)
          doubts.push_back(fmt::format("SIRET partagé (SIRET shared) : {} est aussi celui de {}",
                                       siret, descriptions[b]));
      sort_unique(doubts);
    }
  }
}

}  // namespace

Merged merge(std::vector<Structure> rows, const MergeSettings& settings) {
  const std::vector<uint32_t> places = sort_rows(rows, settings.source_order);
  RowGroups groups = group_rows(rows, settings);
  Merged outcome;
  outcome.suspected = std::move(groups.suspected);
  outcome.notes = std::move(groups.notes);
  outcome.record_of_row.resize(rows.size());
  std::vector<std::vector<Structure>> sites;
  std::vector<std::vector<RowLink>> links;
  std::vector<uint32_t> site_of(rows.size());
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const uint32_t first = groups.clusters.root(i);  // never after i
    if (first == i) {
      site_of[i] = static_cast<uint32_t>(sites.size());
      sites.emplace_back();
      links.emplace_back();
    }
    site_of[i] = site_of[first];
    outcome.record_of_row[places[i]] = site_of[i];
    sites[site_of[i]].push_back(std::move(rows[i]));
    std::move(groups.links[i].begin(), groups.links[i].end(),
              std::back_inserter(links[site_of[i]]));
  }
  for (size_t i = 0; i < sites.size(); ++i) {
    outcome.merged += sites[i].size() - 1;
    outcome.records.push_back(unite(std::move(sites[i])));
    outcome.records.back().row_links = std::move(links[i]);
  }
  doubt_shared_sirets(outcome.records);
  return outcome;
}

void complete(Structure& s, const References& references, std::string_view today) {
  const std::string other(kind_info(Kind::Other).code);
  if (s.kinds.size() > 1) std::erase(s.kinds, other);
  if (s.kinds.empty()) {
    s.kinds = {other};
    s.doubts.push_back("statut inconnu : aucune source n'en donne");
    sort_unique(s.doubts);
  }
  s.reservations = reservations_of(s, references.labels, today);
}

}  // namespace filon
