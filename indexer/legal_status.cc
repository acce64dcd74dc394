#include "indexer/legal_status.h"

#include <algorithm>
#include <array>
#include <set>

#include "annuaire/text.h"

namespace filon {
namespace {

struct Wording {
  std::string_view folded;
  Kind kind;
};

// Looked for as whole words of the folded text.
constexpr auto wordings = std::to_array<Wording>({
    {"scop", Kind::Scop},
    {"societe cooperative et participative", Kind::Scop},
    {"societe cooperative de production", Kind::Scop},
    {"societe cooperative ouvriere de production", Kind::Scop},
    {"scic", Kind::Scic},
    {"societe cooperative d interet collectif", Kind::Scic},
    {"interet collectif", Kind::Scic},
    {"cae", Kind::Cae},
    {"cooperative d activite", Kind::Cae},
    {"cooperative d activites", Kind::Cae},
    {"mutuelle", Kind::Mutuelle},
    {"mutuelles", Kind::Mutuelle},
    {"fondation", Kind::Fondation},
    {"fonds de dotation", Kind::Fondation},
    {"association", Kind::Association},
    {"asso", Kind::Association},
    {"loi 1901", Kind::Association},
    {"loi 1908", Kind::Association},
    {"regie de quartier", Kind::RegieQuartier},
    {"regie de territoire", Kind::RegieQuartier},
    {"groupement d employeurs", Kind::GroupementEmployeurs},
    {"entreprise d insertion", Kind::Ei},
    {"association intermediaire", Kind::Ai},
    {"atelier et chantier d insertion", Kind::Aci},
    {"chantier d insertion", Kind::Aci},
    {"entreprise de travail temporaire d insertion", Kind::Etti},
    {"entreprise adaptee", Kind::Ea},
    {"entreprise adaptee de travail temporaire", Kind::Eatt},
    {"etablissement et service d aide par le travail", Kind::Esat},
    {"societe commerciale", Kind::SocieteEss},
    {"societe commerciale de l ess", Kind::SocieteEss},
    {"esus", Kind::SocieteEss},
    {"entreprise solidaire d utilite sociale", Kind::SocieteEss},
    {"entreprise de l ess", Kind::SocieteEss},
    {"societe de l ess", Kind::SocieteEss},
});

// Companies that are of the ESS only when their statutes say so.
constexpr auto commercial_forms = std::to_array<std::string_view>(
    {"sas", "sasu", "sarl", "eurl", "sa", "snc", "entreprise commerciale"});
constexpr auto cooperative_words =
    std::to_array<std::string_view>({"cooperative", "cooperatif", "coop", "cuma", "cooperatives"});

bool holds(const std::string& padded, std::string_view words) {
  return padded.find(" " + std::string(words) + " ") != std::string::npos;
}

template <class Words>
bool holds_any(const std::string& padded, const Words& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view word) { return holds(padded, word); });
}

}  // namespace

ReadStatus read_status(std::string_view text) {
  if (const auto kind = parse_kind(text)) return {{*kind}, {}};
  const std::string padded = " " + fold(text) + " ";
  std::set<Kind> kinds;
  for (const KindInfo& info : all_kinds())
    if (info.kind != Kind::Other &&
        (" " + fold(info.code) + " " == padded || " " + fold(info.name) + " " == padded))
      kinds.insert(info.kind);
  for (const Wording& wording : wordings)
    if (holds(padded, wording.folded)) kinds.insert(wording.kind);
  // An "association intermédiaire" is one in law as well, but buyers look for the narrower kind.
  if (kinds.contains(Kind::Ai)) kinds.erase(Kind::Association);
  if (kinds.contains(Kind::Eatt)) kinds.erase(Kind::Ea);
  const bool cooperative =
      kinds.contains(Kind::Scop) || kinds.contains(Kind::Scic) || kinds.contains(Kind::Cae);
  if (!cooperative && holds_any(padded, cooperative_words)) kinds.insert(Kind::Cooperative);
  ReadStatus status;
  if (kinds.empty() && holds_any(padded, commercial_forms)) {
    kinds.insert(Kind::SocieteEss);
    status.doubt = fmt::format(
        "statut « {} » : société de l'ESS d'après sa seule présence dans la source", text);
  }
  status.kinds.assign(kinds.begin(), kinds.end());
  return status;
}

}  // namespace filon
