#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/geo.h"
#include "annuaire/provenance.h"
#include "annuaire/result.h"

namespace filon {

// The record of one site, as stored, searched and shown. Lists hold each value once, in a fixed
// order; codes and slugs are the ones of data/ (contract §4.1). An empty text is an unknown value.

enum class Origin { Declared, Inferred };
std::string_view to_string(Origin origin);

/// How well a label is proved: joined from an official list, a source's structured field, or text.
enum class Proof { Verified, Relayed, Declared };
std::string_view to_string(Proof proof);

struct SectorLink {
  std::string slug, name;
  Origin origin = Origin::Declared;
  int confidence = 100;  ///< percent
  std::string because;   ///< the words or field that led to an inferred sector
  bool operator==(const SectorLink&) const = default;
};

struct LabelLink {
  std::string slug, name;
  Proof proof = Proof::Declared;
  std::string valid_until;  ///< ISO day, or unknown
  bool operator==(const LabelLink&) const = default;
};

struct CriterionLink {
  std::string slug, name;
  std::string evidence;  ///< the line that says so
  bool operator==(const CriterionLink&) const = default;
};

struct NetworkLink {
  std::string slug, name;
  bool operator==(const NetworkLink&) const = default;
};

struct Offer {
  std::string name, description;
  bool operator==(const Offer&) const = default;
};

/// Where an activity is carried out.
struct Area {
  enum class Kind { Unknown, France, Radius, Territories };
  Kind kind = Kind::Unknown;
  int radius_km = 0;                     ///< around the structure's location
  std::vector<std::string> territories;  ///< "departement:21" …, sorted
  bool operator==(const Area&) const = default;
};

/// One trade, with the ways it is offered and where. A sector, a prestation and a territory are
/// asked of one activity together (contract §5).
struct Activity {
  std::string sector;  ///< slug
  std::vector<std::string> prestations;
  Area area;
  bool operator==(const Activity&) const = default;
};

struct Address {
  std::string street, post_code, city;
  std::string insee_code, epci, ept, departement, region;  ///< codes of the territories it lies in
  bool operator==(const Address&) const = default;
};

/// A point with six decimals at most, so that the printed one is the one distances come from.
struct Location {
  Point point;
  PointPrecision precision = PointPrecision::Address;
  bool operator==(const Location&) const = default;
};

struct Contact {
  std::string phone, email, url;
  bool operator==(const Contact&) const = default;
};

/// A row of a source that this record was made from.
struct SourceRef {
  std::string name, id, url, seen_at;
  std::string updated_at;  ///< the source's own date of the row, as an ISO day or instant
  auto operator<=>(const SourceRef&) const = default;
};

/// One right to be reserved a contract that a structure's status opens.
struct ReservationRight {
  std::string article, code;
  bool certain = true;
  bool operator==(const ReservationRight&) const = default;
};

/// What tells rows of one structure from others' and may not be shown: kept while rows are merged,
/// empty in a record and never stored.
struct MatchClues {
  std::string phone;        ///< an organisation's, of a source that does not publish it either
  std::string mail_domain;  ///< of its address; the person before the "@" is nobody's business
  bool operator==(const MatchClues&) const = default;
};

struct Structure {
  std::string id;
  std::string siret;  ///< fourteen digits
  std::string siren;  ///< nine; also when only the SIREN is known
  std::string name, brand;
  std::string naf;  ///< "81.21Z": what INSEE says it mainly does
  bool active = true;
  /// Nobody has checked that it exists: every source has it as a proposal (Carteco's status 0).
  /// Shown with its doubt, and left out of market depth.
  bool unverified = false;
  std::vector<std::string> kinds;
  std::vector<SectorLink> sectors;  ///< of all activities, by slug
  std::vector<Activity> activities;
  std::vector<LabelLink> labels;
  std::vector<CriterionLink> criteria;
  std::vector<NetworkLink> networks;
  std::vector<std::string> prestations;
  std::vector<std::string> zones;  ///< qpv, zrr
  Address address;
  std::optional<Location> location;
  std::string description;
  std::vector<Offer> offers;
  std::string website;
  Contact contact;
  std::vector<ReservationRight> reservations;
  std::vector<std::string> doubts;  ///< plain French sentences
  std::vector<SourceRef> sources;
  std::string first_seen;  ///< ISO instant, UTC
  std::string changed_at;  ///< ISO instant, UTC: when its content last changed, or came back
  /// Listed since the first harvest of its sources: no news, until it changes (changed_at later
  /// than first_seen).
  bool from_first_harvest = false;
  std::vector<SourceRef> helpers;  ///< what else fields came from: address services, label lists
  std::vector<FieldOrigin> provenance;  ///< by field, then source
  std::vector<RowLink> row_links;       ///< why its rows are one, where there are several
  MatchClues clues;

  /// The commercial name where there is one, else the legal name.
  const std::string& display_name() const { return brand.empty() ? name : brand; }
  bool operator==(const Structure&) const = default;
};

/// Whether a feed tells of it: listed after the first harvest of its sources, or changed since.
bool is_news(const Structure& structure);

/// The area of the whole record as JSON: that of its activities when they agree, else "several".
std::string area_summary_json(const Structure& structure);

}  // namespace filon
