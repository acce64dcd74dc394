#include "annuaire/reservation.h"

#include <algorithm>
#include <map>

#include "annuaire/structure_kind.h"

namespace filon {
namespace {

bool proves_ess(const LabelLink& link, const Labels& labels, std::string_view today) {
  const Label* label = labels.find(link.slug);
  return label && label->proves_ess && link.proof != Proof::Declared &&
         (link.valid_until.empty() || link.valid_until >= today);
}

}  // namespace

std::vector<ReservationRight> reservations_of(const Structure& structure, const Labels& labels,
                                              std::string_view today) {
  std::map<ReservationCode, bool> certain;
  for (const std::string& code : structure.kinds)
    if (const auto kind = parse_kind(code))
      if (const auto& right = kind_info(*kind).reservation)
        certain[right->reservation] |= right->certain;
  if (std::any_of(structure.labels.begin(), structure.labels.end(),
                  [&](const LabelLink& link) { return proves_ess(link, labels, today); }))
    certain[ReservationCode::Ess] = true;
  std::vector<ReservationRight> rights;
  for (const auto& [code, sure] : certain) {
    const ReservationInfo& info = reservation_info(code);
    rights.push_back({std::string(info.article), std::string(info.code), sure});
  }
  return rights;
}

}  // namespace filon
