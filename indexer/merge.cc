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
#include "indexer/unite.h"

namespace filon {
namespace {

/// Sets of rows, joined one pair at a time.
class Groups {
 public:
  explicit Groups(size_t rows) : parent_(rows) { std::iota(parent_.begin(), parent_.end(), 0u); }
  size_t root(size_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  /// The smaller row leads, so that the first in the order of rows names the group.
  void join(size_t a, size_t b) {
    const size_t first = root(a), second = root(b);
    parent_[std::max(first, second)] = std::min(first, second);
  }

 private:
  std::vector<size_t> parent_;
};

size_t rank_of(const std::string& source, std::span<const std::string> order) {
  return static_cast<size_t>(std::find(order.begin(), order.end(), source) - order.begin());
}

// Numbers in their own order: 99 before 100.
std::tuple<size_t, std::string_view> id_key(const std::string& id) {
  const bool number = id.find_first_not_of("0123456789") == std::string::npos;
  return {number ? id.size() : SIZE_MAX, id};
}

// Gives, for each row in its new place, the place it had.
std::vector<uint32_t> sort_rows(std::vector<Structure>& rows, std::span<const std::string> order) {
  std::vector<std::pair<std::string, size_t>> texts;  // the whole content settles what ids do not
  for (size_t i = 0; i < rows.size(); ++i)
    texts.emplace_back(to_json(rows[i]) + provenance_json(rows[i]), i);
  const auto key = [&](const std::pair<std::string, size_t>& entry) {
    const SourceRef& source = rows[entry.second].sources.front();
    return std::tuple(rank_of(source.name, order), std::string_view(source.name), id_key(source.id),
                      std::string_view(entry.first));
  };
  std::sort(texts.begin(), texts.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  std::vector<Structure> sorted;
  std::vector<uint32_t> places;
  sorted.reserve(rows.size());
  for (const auto& entry : texts) {
    sorted.push_back(std::move(rows[entry.second]));
    places.push_back(static_cast<uint32_t>(entry.second));
  }
  rows = std::move(sorted);
  return places;
}

bool agree(const Structure& a, const Structure& b) {
  if (!a.address.post_code.empty() && a.address.post_code == b.address.post_code) return true;
  const auto names = [](const Structure& s) { return std::pair(fold(s.name), fold(s.brand)); };
  const auto [name, brand] = names(a);
  const auto [other_name, other_brand] = names(b);
  return name == other_name || (!brand.empty() && (brand == other_brand || brand == other_name)) ||
         (!other_brand.empty() && other_brand == name);
}

Groups group_rows(const std::vector<Structure>& rows) {
  Groups groups(rows.size());
  std::map<std::pair<std::string, std::string>, size_t> by_id;
  std::map<std::string, std::vector<size_t>> by_siret;
  for (size_t i = 0; i < rows.size(); ++i) {
    const SourceRef& source = rows[i].sources.front();
    if (!source.id.empty()) {
      const auto [first, added] = by_id.try_emplace({source.name, source.id}, i);
      if (!added) groups.join(first->second, i);
    }
    if (!rows[i].siret.empty()) by_siret[rows[i].siret].push_back(i);
  }
  for (const auto& [siret, same] : by_siret)
    for (size_t a = 0; a < same.size(); ++a)
      for (size_t b = a + 1; b < same.size(); ++b)
        if (agree(rows[same[a]], rows[same[b]])) groups.join(same[a], same[b]);
  return groups;
}

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
    std::vector<std::string> descriptions;
    for (const size_t record : same) descriptions.push_back(described(records[record]));
    for (size_t a = 0; a < same.size() && same.size() > 1; ++a) {
      for (size_t b = 0; b < same.size(); ++b)
        if (a != b)
          records[same[a]].doubts.push_back(fmt::format(
              "SIRET partagé (SIRET shared) : {} est aussi celui de {}", siret, descriptions[b]));
      sort_unique(records[same[a]].doubts);
    }
  }
}

}  // namespace

Merged merge(std::vector<Structure> rows, std::span<const std::string> source_order) {
  const std::vector<uint32_t> places = sort_rows(rows, source_order);
  Groups groups = group_rows(rows);
  Merged outcome;
  outcome.record_of_row.resize(rows.size());
  std::vector<std::vector<Structure>> sites;
  std::vector<uint32_t> site_of(rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    const size_t first = groups.root(i);  // never after i
    if (first == i) {
      site_of[i] = static_cast<uint32_t>(sites.size());
      sites.emplace_back();
    }
    site_of[i] = site_of[first];
    outcome.record_of_row[places[i]] = site_of[i];
    sites[site_of[i]].push_back(std::move(rows[i]));
  }
  for (std::vector<Structure>& site : sites) {
    outcome.merged += site.size() - 1;
    outcome.records.push_back(unite(std::move(site)));
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
