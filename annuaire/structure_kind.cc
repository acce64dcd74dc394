#include "annuaire/structure_kind.h"

#include <algorithm>
#include <array>

namespace filon {
namespace {

using enum Supply;

constexpr std::array<ReservationInfo, 4> reservations = {{
    {ReservationCode::Handicap, "handicap", "L.2113-12",
     "Réservation aux structures employant des travailleurs handicapés (EA, EATT, ESAT)"},
    {ReservationCode::Insertion, "insertion", "L.2113-13",
     "Réservation aux structures d'insertion par l'activité économique (EI, ACI, AI, ETTI)"},
    {ReservationCode::Prison, "prison", "L.2113-13-1",
     "Réservation aux opérateurs employant des personnes détenues (SEP)"},
    {ReservationCode::Ess, "ess", "L.2113-15",
     "Réservation aux entreprises de l'ESS, pour des services sociaux, de santé ou culturels"},
}};

constexpr Reservation handicap = {ReservationCode::Handicap, true};
constexpr Reservation insertion = {ReservationCode::Insertion, true};
// Whether the article covers EITI (young) and GEIQ ("structure équivalente"?) is disputed, and
// Le Marche leaves both out for prudence: we say that it is to be checked.
constexpr Reservation perhaps_insertion = {ReservationCode::Insertion, false};
constexpr Reservation prison = {ReservationCode::Prison, true};
constexpr Reservation ess = {ReservationCode::Ess, true};

constexpr std::array<KindInfo, 21> kinds = {{
    {Kind::Ei, "EI", "Entreprise d'insertion", Family::Insertion, Service, insertion},
    {Kind::Ai, "AI", "Association intermédiaire", Family::Insertion, Staff, insertion},
    {Kind::Aci, "ACI", "Atelier et chantier d'insertion", Family::Insertion, Service, insertion},
    {Kind::Etti, "ETTI", "Entreprise de travail temporaire d'insertion", Family::Insertion, Staff,
     insertion},
    {Kind::Eiti, "EITI", "Entreprise d'insertion par le travail indépendant", Family::Insertion,
     Service, perhaps_insertion},
    {Kind::Geiq, "GEIQ", "Groupement d'employeurs pour l'insertion et la qualification",
     Family::Insertion, Staff, perhaps_insertion},
    {Kind::Ea, "EA", "Entreprise adaptée", Family::Handicap, Service, handicap},
    {Kind::Eatt, "EATT", "Entreprise adaptée de travail temporaire", Family::Handicap, Staff,
     handicap},
    {Kind::Esat, "ESAT", "Établissement et service d'aide par le travail", Family::Handicap,
     Service, handicap},
    {Kind::Sep, "SEP", "Produits et services réalisés en prison", Family::Prison, Service, prison},
    {Kind::Association, "ASSOCIATION", "Association", Family::Ess, Service, ess},
    {Kind::Scop, "SCOP", "Société coopérative de production (Scop)", Family::Ess, Service, ess},
    {Kind::Scic, "SCIC", "Société coopérative d'intérêt collectif (Scic)", Family::Ess, Service,
     ess},
    {Kind::Cae, "CAE", "Coopérative d'activité et d'emploi", Family::Ess, Service, ess},
    {Kind::Cooperative, "COOPERATIVE", "Autre coopérative", Family::Ess, Service, ess},
    {Kind::Mutuelle, "MUTUELLE", "Mutuelle", Family::Ess, Service, ess},
    {Kind::Fondation, "FONDATION", "Fondation", Family::Ess, Service, ess},
    {Kind::SocieteEss, "SOCIETE_ESS", "Société commerciale de l'ESS", Family::Ess, Service, ess},
    {Kind::RegieQuartier, "REGIE_QUARTIER", "Régie de quartier ou de territoire", Family::Ess,
     Service, ess},
    {Kind::GroupementEmployeurs, "GROUPEMENT_EMPLOYEURS", "Groupement d'employeurs", Family::Ess,
     Staff, ess},
    {Kind::Other, "AUTRE", "Autre statut", Family::Other, Service, std::nullopt},
}};

constexpr bool stands_at_its_index() {
  for (size_t i = 0; i < kinds.size(); ++i)
    if (static_cast<size_t>(kinds[i].kind) != i) return false;
  for (size_t i = 0; i < reservations.size(); ++i)
    if (static_cast<size_t>(reservations[i].reservation) != i) return false;
  return true;
}
static_assert(stands_at_its_index(), "kind_info() and reservation_info() index these tables");

}  // namespace

std::span<const KindInfo> all_kinds() { return kinds; }

const KindInfo& kind_info(Kind kind) { return kinds[static_cast<size_t>(kind)]; }

Result<Kind> parse_kind(std::string_view code) {
  for (const KindInfo& info : kinds)
    if (info.code == code) return info.kind;
  return fail(ErrorCode::Invalid, "'{}' is not a kind of structure", code);
}

std::span<const ReservationInfo> all_reservations() { return reservations; }

const ReservationInfo& reservation_info(ReservationCode reservation) {
  return reservations[static_cast<size_t>(reservation)];
}

const ReservationInfo& Reservation::info() const { return reservation_info(reservation); }

Result<ReservationCode> parse_reservation(std::string_view code) {
  for (const ReservationInfo& info : reservations)
    if (info.code == code) return info.reservation;
  return fail(ErrorCode::Invalid, "'{}' is not one of handicap, insertion, prison, ess", code);
}

std::string_view to_string(Family family) {
  static constexpr std::array<std::string_view, 5> names = {"insertion", "handicap", "prison",
                                                            "ess", "other"};
  return names[static_cast<size_t>(family)];
}

std::string_view to_string(Supply supply) { return supply == Staff ? "staff" : "service"; }

}  // namespace filon
