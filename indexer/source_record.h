#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annuaire/structure.h"

namespace filon {

/// A row as its source gives it: texts not yet checked, with the place it was read from. Readers
/// of sources make these; normalise makes a Structure of one.
struct SourceRecord {
  std::string source;      ///< "lemarche"
  std::string id;          ///< the source's own, case kept; "" where it has none
  std::string origin;      ///< for reports: "page.json: id 2980" or "list.jsonl:12"
  std::string url;         ///< the source's page on the structure
  std::string seen_at;     ///< ISO instant the snapshot was taken
  std::string updated_at;  ///< the source's own date of the row, as it writes it
  std::string siret, siren, name, brand;
  std::string naf;  ///< as given: "8121Z", "81.21Z"
  bool active = true;
  bool unverified = false;         ///< the source itself says that nobody has checked the row
  std::vector<std::string> kinds;  ///< codes, or legal statuses in words
  std::string street, post_code, city, insee_code;
  std::string region;  ///< code; for a row of which nothing finer is known
  std::optional<Point> point;
  PointPrecision point_precision = PointPrecision::Address;
  std::string description;  ///< may be HTML
  std::string website;
  std::string phone, email;  ///< kept only where the source's settings publish them
  std::vector<Offer> offers;
  struct Named {
    std::string slug, name;  ///< either may be empty
  };
  std::vector<Named> sectors, networks;
  std::vector<LabelLink> labels;             ///< with a slug, a name, or both
  std::vector<SectorLink> inferred_sectors;  ///< from the source's own themes
  std::vector<std::string> prestations, zones, criteria;
  std::vector<Activity> activities;
  std::vector<std::string> doubts;  ///< what the reader itself found odd, in French
};

/// Something that could not become a record, and why. What stands before a ':' in the reason is
/// its sort, by which reports count.
struct Rejection {
  std::string origin, reason;
  auto operator<=>(const Rejection&) const = default;
};

}  // namespace filon
