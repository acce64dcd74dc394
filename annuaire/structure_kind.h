#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// What a structure is in law. The first ten are those of Le Marche de l'inclusion; the others
/// are the wider ESS; Other is a structure whose status no source says.
enum class Kind {
  Ei,
  Ai,
  Aci,
  Etti,
  Eiti,
  Geiq,
  Ea,
  Eatt,
  Esat,
  Sep,
  Association,
  Scop,
  Scic,
  Cae,
  Cooperative,
  Mutuelle,
  Fondation,
  SocieteEss,
  RegieQuartier,
  GroupementEmployeurs,
  Other,
};

/// The same in fewer words, for a buyer who asks for "l'insertion" or "le handicap".
enum class Family { Insertion, Handicap, Prison, Ess, Other };

/// Service structures answer a lot themselves; staff ones lend people to whoever holds it,
/// so they are no answer to "who could do the cleaning?" (but are to a social clause).
enum class Supply { Service, Staff };

/// The articles of the Code de la commande publique by which a lot may be kept for some statuses.
enum class ReservationCode { Handicap, Insertion, Prison, Ess };

struct ReservationInfo {
  ReservationCode reservation;
  std::string_view code;     ///< as in URLs: "handicap"
  std::string_view article;  ///< "L.2113-12"
  std::string_view title;    ///< French, for buyers
};

struct Reservation {
  ReservationCode reservation;
  bool certain;  ///< false: the law does not name this status, a lawyer should look
  const ReservationInfo& info() const;
};

struct KindInfo {
  Kind kind;
  std::string_view code;  ///< as in URLs and in Le Marche: "EATT"
  std::string_view name;  ///< French, for buyers
  Family family;
  Supply supply;
  std::optional<Reservation> reservation;  ///< what the status alone opens
};

std::span<const KindInfo> all_kinds();
const KindInfo& kind_info(Kind kind);
/// The kind of that code, exactly as written in the table.
Result<Kind> parse_kind(std::string_view code);

std::span<const ReservationInfo> all_reservations();
const ReservationInfo& reservation_info(ReservationCode reservation);
Result<ReservationCode> parse_reservation(std::string_view code);

std::string_view to_string(Family family);  ///< "insertion", "handicap", "prison", "ess", "other"
std::string_view to_string(Supply supply);  ///< "service", "staff"

}  // namespace filon
