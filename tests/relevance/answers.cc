#include "tests/relevance/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "annuaire/document.h"
#include "annuaire/structure_json.h"

namespace filon {
namespace {

constexpr size_t depth = 10;
constexpr double next_to_km = 50;  // of a commune asked: right for "autour de", whatever the radius

template <class Wanted, class Holds>
bool any_held(const Wanted& wanted, Holds holds) {
  return wanted.empty() || std::any_of(wanted.begin(), wanted.end(), holds);
}

bool has_trade(const Structure& s, const std::vector<std::string>& slugs, const Sectors& sectors) {
  return any_held(slugs, [&](const std::string& slug) {
    const auto ids = sectors.resolve(slug);
    return std::any_of(ids.begin(), ids.end(), [&](SectorId id) {
      return std::any_of(s.sectors.begin(), s.sectors.end(),
                         [&](const SectorLink& link) { return link.slug == sectors[id].slug; });
    });
  });
}

bool has_status(const Structure& s, const std::vector<std::string>& kinds) {
  return any_held(kinds, [&](const std::string& kind) {
    if (std::find(s.kinds.begin(), s.kinds.end(), kind) != s.kinds.end()) return true;
    return std::any_of(s.reservations.begin(), s.reservations.end(),
                       [&](const auto& r) { return kind == "r:" + r.code; });
  });
}

bool is_in(const Structure& s, const std::vector<std::string>& places,
           const Territories& territories, double next_to) {
  const auto commune = territories.find(TerritoryKind::Commune, s.address.insee_code);
  return any_held(places, [&](const std::string& code) {
    const auto place = territories.parse(code);
    if (!place || !commune) return false;
    if (territories.contains(*place, *commune)) return true;
    return territories[*place].kind == TerritoryKind::Commune && s.location &&
           distance_km(*territories[*place].centre, s.location->point) <= next_to;
  });
}

double gain_at(size_t rank) { return 1 / std::log2(static_cast<double>(rank) + 2); }

}  // namespace

SearchRequest asking(const std::string& q) {
  SearchRequest request;
  request.q = q;
  request.seed.assign(1, 's');
  request.per_page = static_cast<int>(depth);
  return request;
}

Result<JudgedAnswer> answer_of(const Judged& judged, const World& world, const Tables& tables) {
  JudgedAnswer answer;
  const auto fits = [&](const Structure& s, double next_to) {
    return has_trade(s, judged.sectors, tables.sectors) && has_status(s, judged.kinds) &&
           is_in(s, judged.places, tables.territories, next_to);
  };
  const auto in_place = static_cast<size_t>(std::count_if(
      world.records.begin(), world.records.end(), [&](const Structure& s) { return fits(s, 0); }));
  answer.has_supply = in_place > 0;
  const auto found = search(asking(judged.q), world.snapshot, tables, judged_day);
  if (!found) return fail(ErrorCode::Internal, "{}: no answer", judged.q);
  const auto& relaxed = found->question.relaxed;
  answer.empty = found->total == 0 || !relaxed.empty();
  double gained = 0, best = 0;
  size_t right = 0;
  for (size_t i = 0; i < found->found.size(); ++i) {
    const auto [record, provenance] = split_data(found->found[i].data);
    const auto structure = structure_from_json(record, provenance);
    if (!structure || !fits(*structure, next_to_km)) continue;
    gained += gain_at(i);
    ++right;
  }
  const size_t possible = std::max({right, in_place, size_t{1}});
  for (size_t i = 0; i < std::min(depth, possible); ++i) best += gain_at(i);
  answer.ndcg = gained / best;
  if (!relaxed.empty()) answer.got = fmt::format("widened: {}", relaxed[0].text);
  answer.got = fmt::format("{} found, nDCG {:.2f} {}", found->total, answer.ndcg, answer.got);
  return answer;
}

void AnswerFigures::count(const JudgedAnswer& answer) {
  ++asked;
  if (!answer.has_supply) return;
  ++supplied;
  empty += answer.empty;
  ndcg_sum += answer.ndcg;
}

}  // namespace filon
