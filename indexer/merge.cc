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
#include "indexer/put_in_order.h"
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
  put_in_order(rows, places);
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

/// The rows of each site, in their order.
class Sites {
 public:
  Sites(Clusters& clusters, size_t rows) : of_row_(rows), next_(rows, none) {
    std::vector<uint32_t> last;
    for (uint32_t row = 0; row < rows; ++row) {
      const uint32_t first = clusters.root(row);  // never after the row
      if (first == row) {
        of_row_[row] = static_cast<uint32_t>(first_.size());
        first_.push_back(row);
        last.push_back(row);
        continue;
      }
      const uint32_t site = of_row_[row] = of_row_[first];
      next_[last[site]] = row;
      last[site] = row;
    }
  }

  size_t count() const { return first_.size(); }
  uint32_t of_row(uint32_t row) const { return of_row_[row]; }
  void for_each_row(uint32_t site, auto&& visit) const {
    for (uint32_t row = first_[site]; row != none; row = next_[row]) visit(row);
  }

 private:
  static constexpr uint32_t none = UINT32_MAX;
  std::vector<uint32_t> of_row_, next_, first_;
};

}  // namespace

Merged merge(std::vector<Structure> rows, const MergeSettings& settings) {
  const std::vector<uint32_t> places = sort_rows(rows, settings.source_order);
  RowGroups groups = group_rows(rows, settings);
  Merged outcome;
  outcome.suspected = std::move(groups.suspected);
  outcome.notes = std::move(groups.notes);
  outcome.record_of_row.resize(rows.size());
  const Sites sites(groups.clusters, rows.size());
  for (uint32_t i = 0; i < rows.size(); ++i) outcome.record_of_row[places[i]] = sites.of_row(i);
  // Sites come in the order of their first rows: a record takes the place of a row that is done
  // with, as all of them twice would fill a machine.
  for (uint32_t site = 0; site < sites.count(); ++site) {
    std::vector<Structure> own;
    std::vector<RowLink> links;
    sites.for_each_row(site, [&](uint32_t row) {
      own.push_back(std::move(rows[row]));
      std::move(groups.links[row].begin(), groups.links[row].end(), std::back_inserter(links));
    });
    outcome.merged += own.size() - 1;
    rows[site] = unite(std::move(own));
    rows[site].row_links = std::move(links);
  }
  rows.resize(sites.count());
  outcome.records = std::move(rows);
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
