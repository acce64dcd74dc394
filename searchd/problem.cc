#include "searchd/problem.h"

#include <array>

#include "annuaire/json_writer.h"

namespace filon {
namespace {

struct ProblemInfo {
  ProblemCode code;
  int status;
  std::string_view name, title_fr, title_en, detail_fr, detail_en;
};

// {0} is the parameter, {1} its value.
constexpr std::array<ProblemInfo, 15> problem_infos = {{
    {ProblemCode::UnknownParameter, 400, "unknown_parameter", "Paramètre inconnu",
     "Unknown parameter", "Le paramètre « {0} » n'existe pas ici.",
     "There is no parameter '{0}' here."},
    {ProblemCode::UnknownValue, 400, "unknown_value", "Valeur inconnue", "Unknown value",
     "« {1} » n'est pas une valeur connue de « {0} ».", "'{1}' is not a known value of '{0}'."},
    {ProblemCode::InvalidValue, 400, "invalid_value", "Valeur incorrecte", "Invalid value",
     "« {1} » ne convient pas à « {0} ».", "'{1}' does not suit '{0}'."},
    {ProblemCode::MissingParameter, 400, "missing_parameter", "Paramètre manquant",
     "Missing parameter", "Il manque le paramètre « {0} ».", "The parameter '{0}' is missing."},
    {ProblemCode::ConflictingParameters, 400, "conflicting_parameters",
     "Paramètres contradictoires", "Conflicting parameters",
     "Le paramètre « {0} » en contredit un autre.", "The parameter '{0}' conflicts with another."},
    {ProblemCode::RepeatedParameter, 400, "repeated_parameter", "Paramètre répété",
     "Repeated parameter", "Le paramètre « {0} » ne peut être donné qu'une fois.",
     "The parameter '{0}' may be given once only."},
    {ProblemCode::NotFound, 404, "not_found", "Introuvable", "Not found",
     "Rien ne répond à cette adresse.", "Nothing is to be found at this address."},
    {ProblemCode::Gone, 410, "gone", "Retiré", "Gone",
     "Cette structure n'est plus dans l'annuaire.",
     "This structure is no longer in the directory."},
    {ProblemCode::GenerationChanged, 409, "generation_changed", "Annuaire mis à jour",
     "Directory updated",
     "L'annuaire a été mis à jour depuis la génération {1} : reprenez à la première page.",
     "The directory was updated since generation {1}: start again from the first page."},
    {ProblemCode::MethodNotAllowed, 405, "method_not_allowed", "Méthode non permise",
     "Method not allowed", "Cette adresse n'accepte pas cette méthode.",
     "This address does not take that method."},
    {ProblemCode::TooLarge, 413, "too_large", "Requête trop grande", "Too large",
     "La requête dépasse la taille permise.", "The request is larger than what is allowed."},
    {ProblemCode::UnsupportedMediaType, 415, "unsupported_media_type", "Type non pris en charge",
     "Unsupported media type", "Le corps de la requête doit être du JSON (application/json).",
     "The body must be JSON (application/json)."},
    {ProblemCode::Overloaded, 503, "overloaded", "Service surchargé", "Overloaded",
     "Trop de demandes en même temps : réessayez dans un instant.",
     "Too many requests at once: try again in a moment."},
    {ProblemCode::NotReady, 503, "not_ready", "Annuaire pas encore prêt", "Not ready",
     "Aucun index n'est encore disponible : lancez filon-indexer, puis réessayez.",
     "No index is available yet: run filon-indexer, then try again."},
    {ProblemCode::Internal, 500, "internal", "Erreur interne", "Internal error",
     "Une erreur est survenue de notre côté.", "Something failed on our side."},
}};

const ProblemInfo& info_of(ProblemCode code) { return problem_infos[static_cast<size_t>(code)]; }

}  // namespace

int http_status(ProblemCode code) { return info_of(code).status; }

std::string_view to_string(ProblemCode code) { return info_of(code).name; }

std::string detail(const Problem& problem, Language language) {
  const ProblemInfo& info = info_of(problem.code);
  const bool french = language == Language::French;
  std::string text = fmt::format(fmt::runtime(french ? info.detail_fr : info.detail_en),
                                 problem.param, problem.value);
  const std::string& reason = french ? problem.reason_fr : problem.reason_en;
  if (!reason.empty()) text += " " + reason;
  if (!problem.suggestion.empty())
    text += french ? fmt::format(" Vouliez-vous dire « {} » ?", problem.suggestion)
                   : fmt::format(" Did you mean '{}'?", problem.suggestion);
  return text;
}

std::string to_json(const Problem& problem, Language language) {
  const ProblemInfo& info = info_of(problem.code);
  JsonWriter json;
  json.begin_object().key("type").string("about:blank");
  json.key("title").string(language == Language::French ? info.title_fr : info.title_en);
  json.key("status").integer(info.status).key("detail").string(detail(problem, language));
  json.key("code").string(info.name);
  if (!problem.param.empty()) json.key("param").string(problem.param);
  if (!problem.allowed.empty()) json.key("allowed").strings(problem.allowed);
  if (!problem.suggestion.empty()) json.key("suggestion").string(problem.suggestion);
  json.end_object();
  return json.take();
}

}  // namespace filon
