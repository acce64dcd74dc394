#include "indexer/matching/row_groups.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "annuaire/text.h"
#include "indexer/matching/candidates.h"
#include "indexer/matching/likeness.h"

namespace filon {
namespace {

struct ScoredPair {
  uint32_t row, other;
  Likeness likeness;
};

// The strongest first; equals in the order of the rows.
bool comes_before(const ScoredPair& a, const ScoredPair& b) {
  return std::tuple(-a.likeness.strength, a.row, a.other) <
         std::tuple(-b.likeness.strength, b.row, b.other);
}

class Grouper {
 public:
  Grouper(const PackedRecords& rows, std::span<const RowHead> heads, const MergeSettings& settings)
      : rows_(rows), heads_(heads), settings_(settings), groups_(rows.size()) {}

  RowGroups group() {
    join_same_ids();
    follow_decisions();
    join_same_sirets();
    join_alike();
    return std::move(groups_);
  }

 private:
  void join(uint32_t a, uint32_t b, int score, std::string because) {
    if (groups_.clusters.root(a) == groups_.clusters.root(b)) return;
    groups_.clusters.join(a, b);
    groups_.links[std::max(a, b)].push_back(
        {heads_[std::max(a, b)].key(), heads_[std::min(a, b)].key(), score, std::move(because)});
  }

  // One row read twice, as when pages of an answer overlap.
  void join_same_ids() {
    for (uint32_t i = 0; i < heads_.size(); ++i) {
      if (heads_[i].id.empty()) continue;
      const auto [first, added] = by_key_.try_emplace(heads_[i].key(), i);
      if (!added) join(first->second, i, 100, "même fiche, lue deux fois");
    }
  }

  void follow_decisions() {
    for (const Decision& decision : settings_.decisions) {
      const auto row = by_key_.find(decision.row), other = by_key_.find(decision.other);
      for (const auto& [found, key] : {std::pair(row, decision.row), {other, decision.other}})
        if (found == by_key_.end())
          groups_.notes.push_back(
              fmt::format("{}: no source has the row {}", decision.origin, key));
      if (row == by_key_.end() || other == by_key_.end()) continue;
      if (decision.same)
        join(row->second, other->second, 100, "décision de la main");
      else
        apart_.push_back(&decision);
    }
    for (const Decision* decision : apart_) {
      const uint32_t row = by_key_.at(decision->row), other = by_key_.at(decision->other);
      if (groups_.clusters.root(row) == groups_.clusters.root(other))
        groups_.notes.push_back(fmt::format("{}: {} and {} stay one: other lines join them",
                                            decision->origin, decision->row, decision->other));
      else
        groups_.clusters.keep_apart(row, other);
    }
  }

  // The rule of contract §2, by groups and not by pairs: a thousand rows may have one SIRET.
  void join_same_sirets() {
    std::unordered_map<std::string_view, uint32_t> uses;
    for (const RowHead& head : heads_) ++uses[head.siret];
    std::map<std::pair<std::string_view, std::string>, uint32_t> by_post_code, by_name;
    for (uint32_t i = 0; i < heads_.size(); ++i) {
      const RowHead& head = heads_[i];
      if (head.siret.empty() || uses[head.siret] < 2) continue;
      if (!head.post_code.empty())
        join_first(by_post_code, head.siret, head.post_code, i, "même SIRET, même code postal");
      const Structure row = rows_[i];
      join_first(by_name, head.siret, fold(row.name), i, "même SIRET, même nom");
      if (!row.brand.empty())
        join_first(by_name, head.siret, fold(row.brand), i, "même SIRET, même nom");
    }
  }

  template <class Map>
  void join_first(Map& map, std::string_view siret, std::string value, uint32_t row,
                  const char* because) {
    const auto [first, added] = map.try_emplace({siret, std::move(value)}, row);
    if (!added && groups_.clusters.may_join(first->second, row))
      join(first->second, row, 100, because);
  }

  // Rows of one source are never compared: two ids of it are two sites (see may_be_one).
  bool is_one_source() const {
    return std::all_of(heads_.begin(), heads_.end(),
                       [&](const RowHead& row) { return row.source == heads_.front().source; });
  }

  void join_alike() {
    if (is_one_source()) return;
    const Corpus corpus(rows_, settings_.shared_domains);
    std::vector<ScoredPair> pairs;
    for (const auto& [row, other] : candidates(corpus)) {
      const Likeness likeness = compare(corpus[row], corpus[other], corpus);
      if (likeness.score >= least_suspicion) pairs.push_back({row, other, likeness});
    }
    std::sort(pairs.begin(), pairs.end(), comes_before);
    note_rivals(pairs, corpus);
    for (const ScoredPair& pair : pairs) {
      if (groups_.clusters.root(pair.row) == groups_.clusters.root(pair.other)) continue;
      const bool sure = pair.likeness.score >= least_score && !has_rival(pair, corpus);
      if (sure && may_be_one(pair.row, pair.other, corpus))
        join(pair.row, pair.other, pair.likeness.score, because(pair.likeness));
      else
        suspect(pair);
    }
    drop_settled_suspicions();
  }

  // For each row and source, how likely its likest sites of that source are: the best and the
  // second best, where rows that are one site already count once.
  struct Likest {
    uint32_t best_root = 0;
    int best = 0, second = 0;
  };
  using RowAndSource = std::pair<uint32_t, uint32_t>;

  void note_rivals(const std::vector<ScoredPair>& pairs, const Corpus& corpus) {
    for (const ScoredPair& pair : pairs) {  // best first
      note_rival(pair.row, pair.other, pair.likeness.strength, corpus);
      note_rival(pair.other, pair.row, pair.likeness.strength, corpus);
    }
  }
  void note_rival(uint32_t row, uint32_t other, int strength, const Corpus& corpus) {
    const uint32_t root = groups_.clusters.root(other);
    const auto [likest, added] =
        likest_.try_emplace({row, corpus[other].source}, Likest{root, strength, 0});
    if (!added && likest->second.best_root != root)
      likest->second.second = std::max(likest->second.second, strength);
  }
  bool is_rivalled(uint32_t row, uint32_t other, int strength, const Corpus& corpus) const {
    const Likest& likest = likest_.at({row, corpus[other].source});
    const int rival = strength >= likest.best ? likest.second : likest.best;
    return rival > strength - least_lead;
  }
  // Two antennas of one network, each nearly as likely: neither is sure.
  bool has_rival(const ScoredPair& pair, const Corpus& corpus) const {
    return is_rivalled(pair.row, pair.other, pair.likeness.strength, corpus) ||
           is_rivalled(pair.other, pair.row, pair.likeness.strength, corpus);
  }

  // Rows of one source with two ids are two sites of it, and so are rows with two SIRETs.
  bool may_be_one(uint32_t row, uint32_t other, const Corpus& corpus) {
    for (const uint32_t a : groups_.clusters.rows_of(row))
      for (const uint32_t b : groups_.clusters.rows_of(other)) {
        if (corpus[a].source == corpus[b].source) return false;
        if (!corpus[a].siret.empty() && !corpus[b].siret.empty()) return false;
        if (!corpus[a].siren.empty() && !corpus[b].siren.empty() &&
            corpus[a].siren != corpus[b].siren)
          return false;
      }
    return groups_.clusters.may_join(row, other);
  }

  void suspect(const ScoredPair& pair) {
    suspected_.push_back({pair.row, pair.other});
    groups_.suspected.push_back({heads_[pair.row].key(), heads_[pair.other].key(),
                                 pair.likeness.score, because(pair.likeness)});
  }

  // Two rows may have become one through a third after all, or been decided to be two.
  void drop_settled_suspicions() {
    std::vector<RowLink> open;
    for (size_t i = 0; i < suspected_.size(); ++i) {
      const auto& [row, other] = suspected_[i];
      if (groups_.clusters.root(row) != groups_.clusters.root(other) &&
          groups_.clusters.may_join(row, other))
        open.push_back(std::move(groups_.suspected[i]));
    }
    groups_.suspected = std::move(open);
  }

  struct PairHash {
    size_t operator()(const RowAndSource& pair) const {
      return (static_cast<size_t>(pair.first) << 16) ^ pair.second;
    }
  };

  const PackedRecords& rows_;
  std::span<const RowHead> heads_;
  const MergeSettings& settings_;
  RowGroups groups_;
  std::unordered_map<std::string, uint32_t> by_key_;
  std::vector<const Decision*> apart_;
  std::unordered_map<RowAndSource, Likest, PairHash> likest_;
  std::vector<RowPair> suspected_;
};

}  // namespace

RowGroups group_rows(const PackedRecords& rows, std::span<const RowHead> heads,
                     const MergeSettings& settings) {
  return Grouper(rows, heads, settings).group();
}

}  // namespace filon
