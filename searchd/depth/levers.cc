#include "searchd/depth/levers.h"

#include <algorithm>

namespace filon {
namespace {

/// How depth counts what a lever is kept for; none when it is open to all.
std::optional<Eligible> eligible_of(const Lever& lever) {
  if (lever.opens.empty()) return std::nullopt;
  if (lever.opens.size() > 1) return Eligible::Both;  // L.2113-14, the one article that joins two
  switch (lever.opens.front()) {
    case ReservationCode::Handicap:
      return Eligible::Handicap;
    case ReservationCode::Insertion:
      return Eligible::Insertion;
    case ReservationCode::Prison:
      return Eligible::Prison;
    case ReservationCode::Ess:
      return Eligible::Ess;
  }
  return std::nullopt;
}

bool is_clause(const Lever& lever) {
  return std::find(lever.articles.begin(), lever.articles.end(), "L.2112-2") !=
         lever.articles.end();
}

}  // namespace

std::vector<LeverCount> count_levers(const LotCounts& counts, const Legal& legal,
                                     const Cutoffs& cutoffs) {
  std::vector<LeverCount> levers;
  for (const Lever& lever : legal.levers()) {
    LeverCount count{&lever, counts.service, counts.staff, std::nullopt};
    if (const auto eligible = eligible_of(lever)) {
      count.service = counts.eligible[static_cast<size_t>(*eligible)];
      count.staff = counts.staff_eligible[static_cast<size_t>(*eligible)];
      count.cutoff = cutoffs.reservation;
    } else if (is_clause(lever)) {
      count.cutoff = cutoffs.clause;
    }
    if (lever.supply == LeverSupply::Service) count.staff = 0;
    levers.push_back(count);
  }
  return levers;
}

}  // namespace filon
