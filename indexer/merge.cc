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
#include "indexer/in_order.h"
#include "indexer/matching/row_groups.h"
#include "indexer/matching/row_heads.h"
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

std::vector<RowKey> keys_of(std::span<const RowHead> heads, std::span<const std::string> order) {
  std::vector<RowKey> keys;
  keys.reserve(heads.size());
  for (const RowHead& head : heads)
    keys.push_back({rank_of(head.source, order), head.source, id_key(head.id)});
  return keys;
}

// The whole content settles what ids do not.
void settle_equals(std::vector<uint32_t>& places, const std::vector<RowKey>& keys,
                   const PackedRecords& rows) {
  for (auto first = places.begin(); first != places.end();) {
    const auto last = std::find_if(first, places.end(),
                                   [&](uint32_t place) { return keys[place] != keys[*first]; });
    if (last - first > 1) {
      std::map<uint32_t, std::string> texts;
      for (auto at = first; at != last; ++at) {
        const Structure row = rows[*at];
        texts[*at] =
            to_json(row) + provenance_json(row) + row.clues.phone + '|' + row.clues.mail_domain;
      }
      std::sort(first, last, [&](uint32_t a, uint32_t b) { return texts[a] < texts[b]; });
    }
    first = last;
  }
}

// Gives, for each row in its new place, the place it had.
std::vector<uint32_t> sort_rows(PackedRecords& rows, std::vector<RowHead>& heads,
                                std::span<const std::string> order) {
  std::vector<uint32_t> places(rows.size());
  std::iota(places.begin(), places.end(), 0u);
  const std::vector<RowKey> keys = keys_of(heads, order);
  std::sort(places.begin(), places.end(),
            [&](uint32_t a, uint32_t b) { return keys[a] < keys[b]; });
  settle_equals(places, keys, rows);
  rows.put_in_order(places);
  put_in_order(heads, places);
  return places;
}

constexpr size_t most_sharers_named = 10;

std::string described(const Structure& s) {
  const SourceRef& source = s.sources.front();
  return fmt::format("« {} » ({} {}, {} {})", s.display_name(), source.name, source.id,
                     s.address.post_code, s.address.city);
}

// Two places under one SIRET: one of them is wrong, and only the structures can say which.
void doubt_sharing(PackedRecords& records, const std::string& siret,
                   std::span<const uint32_t> same) {
  std::vector<std::string> descriptions;  // of the first ones: a thousand would say no more
  for (const uint32_t place : same.first(std::min(same.size(), most_sharers_named + 1)))
    descriptions.push_back(described(records[place]));
  for (size_t a = 0; a < same.size(); ++a) {
    Structure record = records[same[a]];
    for (size_t b = 0; b < descriptions.size(); ++b)
      if (a != b)
        record.doubts.push_back(fmt::format(
            "SIRET partagé (SIRET shared) : {} est aussi celui de {}", siret, descriptions[b]));
    sort_unique(record.doubts);
    records.put(same[a], record);
  }
}

void doubt_shared_sirets(PackedRecords& records, const std::vector<std::string>& sirets) {
  std::vector<uint32_t> places;
  for (uint32_t i = 0; i < sirets.size(); ++i)
    if (!sirets[i].empty()) places.push_back(i);
  const auto before = [&](uint32_t a, uint32_t b) {
    return std::tie(sirets[a], a) < std::tie(sirets[b], b);
  };
  std::sort(places.begin(), places.end(), before);
  for (size_t first = 0, last; first < places.size(); first = last) {
    last = first + 1;
    while (last < places.size() && sirets[places[last]] == sirets[places[first]]) ++last;
    if (last - first > 1)
      doubt_sharing(records, sirets[places[first]], std::span(places).subspan(first, last - first));
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

/// Rows of one site as its record; gives the records' SIRETs.
std::vector<std::string> unite_all(const Sites& sites, RowGroups& groups, const Complete& complete,
                                   Merged& outcome) {
  struct United {
    std::string packed, siret;
    size_t rows;
  };
  PackedRecords& rows = outcome.records;
  std::vector<std::string> sirets;
  // Sites come in the order of their first rows, so that a record takes the place of a row that is
  // done with: that of its own site or of one before.
  each_in_order<United>(
      sites.count(),
      [&](size_t site) {
        std::vector<Structure> own;
        std::vector<RowLink> links;
        sites.for_each_row(static_cast<uint32_t>(site), [&](uint32_t row) {
          own.push_back(rows[row]);
          std::move(groups.links[row].begin(), groups.links[row].end(), std::back_inserter(links));
        });
        const size_t count = own.size();
        Structure record = unite(std::move(own));
        record.row_links = std::move(links);
        complete(record);
        return United{rows.pack(record), std::move(record.siret), count};
      },
      [&](size_t site, United united) {
        outcome.merged += united.rows - 1;
        sirets.push_back(std::move(united.siret));
        rows.put_packed(site, std::move(united.packed));
      });
  rows.shrink(sites.count());
  return sirets;
}

}  // namespace

Merged merge(PackedRecords rows, const MergeSettings& settings) {
  std::vector<RowHead> heads = heads_of(rows);
  const std::vector<uint32_t> places = sort_rows(rows, heads, settings.source_order);
  RowGroups groups = group_rows(rows, heads, settings);
  std::vector<RowHead>().swap(heads);
  Merged outcome;
  outcome.records = std::move(rows);
  outcome.suspected = std::move(groups.suspected);
  outcome.notes = std::move(groups.notes);
  outcome.record_of_row.resize(places.size());
  const Sites sites(groups.clusters, places.size());
  for (uint32_t i = 0; i < places.size(); ++i) outcome.record_of_row[places[i]] = sites.of_row(i);
  doubt_shared_sirets(outcome.records, unite_all(sites, groups, settings.complete, outcome));
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
