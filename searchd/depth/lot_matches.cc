#include <algorithm>

#include "searchd/depth/lot_supply.h"
#include "searchd/match/place_fit.h"
#include "searchd/snapshot.h"

namespace filon {
namespace {

/// What the activities of the record at hand answer to one lot.
struct LotFit {
  PlaceClass place = PlaceClass::None;
  bool here = false, declared = false, unknown = false;
};

class LotMatcher {
 public:
  LotMatcher(const std::vector<WantedSectors>& lots, const Plan& plan, const Snapshot& snapshot)
      : plan_(plan),
        snapshot_(snapshot),
        image_(*snapshot.image),
        lots_of_sector_(image_.facet(Facet::Sector).values.size()),
        fits_(lots.size()),
        found_(lots.size()) {
    for (size_t lot = 0; lot < lots.size(); ++lot)
      for (size_t value = 0; value < lots[lot].size(); ++value)
        if (lots[lot][value]) lots_of_sector_[value] |= static_cast<uint16_t>(1u << lot);
  }

  std::vector<LotMatches> run() {
    for (uint32_t d = 0; d < image_.documents; ++d)
      if ((image_.flags[d] & flag_active) && !(image_.flags[d] & flag_unverified) && has_trade(d))
        consider(d);
    return std::move(found_);
  }

 private:
  uint16_t lots_of(uint32_t unit) const {
    uint16_t lots = 0;
    for (const uint16_t value : image_.unit_sectors[unit])
      lots |= lots_of_sector_[value & static_cast<uint16_t>(~inferred_bit)];
    return lots;
  }

  bool has_trade(uint32_t document) const {
    for (uint32_t u = image_.unit_starts[document]; u < image_.unit_starts[document + 1]; ++u)
      if (lots_of(u)) return true;
    return false;
  }

  void consider(uint32_t document) {
    const auto point = point_of(image_, document);
    std::optional<double> km;
    if (plan_.origin && point) km = distance_km(*plan_.origin, *point);
    const bool outside = plan_.near && km && *km > plan_.radius_km;
    if (outside) return;
    const bool nowhere = plan_.near && !km;  // in the circle or not: nothing says
    std::fill(fits_.begin(), fits_.end(), LotFit{});
    const bool located = plan_.place && plan_.place->documents.has(document);
    for (uint32_t u = image_.unit_starts[document]; u < image_.unit_starts[document + 1]; ++u)
      if (const uint16_t lots = lots_of(u)) fit_unit(document, u, lots, located, nowhere);
    const bool service = is_service(document, image_);
    for (size_t lot = 0; lot < fits_.size(); ++lot) {
      const LotFit& fit = fits_[lot];
      if (fit.here)
        found_[lot].matches.push_back({document, fit.place, fit.declared, service, km});
      else if (fit.unknown && service)
        found_[lot].unknown.push_back(document);
    }
  }

  void fit_unit(uint32_t document, uint32_t unit, uint16_t lots, bool located, bool nowhere) {
    const PlaceClass place =
        plan_.place ? place_of_unit(image_, plan_, document, unit, located) : PlaceClass::Located;
    const bool fits_place = place != PlaceClass::None;
    const AreaKind area = image_.unit_area_kind[unit];
    const bool says_nothing =
        area == AreaKind::Unknown || (area == AreaKind::Radius && !point_of(image_, document));
    for (size_t lot = 0; lot < fits_.size(); ++lot) {
      if (!(lots >> lot & 1)) continue;
      LotFit& fit = fits_[lot];
      if (fits_place && !nowhere) {
        fit.here = true;
        if (plan_.place) fit.place = std::min(fit.place, place);
        fit.declared |= declares(unit, lot);
      } else {
        fit.unknown |= nowhere ? fits_place || says_nothing : says_nothing;
      }
    }
  }

  bool declares(uint32_t unit, size_t lot) const {
    const auto values = image_.unit_sectors[unit];
    return std::any_of(values.begin(), values.end(), [&](uint16_t value) {
      return !(value & inferred_bit) && (lots_of_sector_[value] >> lot & 1);
    });
  }

  const Plan& plan_;
  const Snapshot& snapshot_;
  const Image& image_;
  std::vector<uint16_t> lots_of_sector_;  ///< lots as bits, by value of Facet::Sector
  std::vector<LotFit> fits_;
  std::vector<LotMatches> found_;
};

}  // namespace

std::vector<LotMatches> match_lots(const std::vector<WantedSectors>& lots, const Plan& plan,
                                   const Snapshot& snapshot) {
  return LotMatcher(lots, plan, snapshot).run();
}

}  // namespace filon
