#include "searchd/record_lookup.h"

#include <httplib.h>

#include "annuaire/schema.h"
#include "searchd/snapshot.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

Failure<Problem> unknown(const std::string& id) {
  return refuse({.code = ProblemCode::NotFound,
                 .value = id,
                 .reason_fr = "Aucune structure ne porte cet identifiant.",
                 .reason_en = "No structure bears this identifier."});
}

Failure<Problem> gone(const std::string& id, OldId::Fate fate) {
  if (fate == OldId::Fate::Removed)
    return refuse({.code = ProblemCode::Gone,
                   .value = id,
                   .reason_fr = "La structure a demandé à ne plus figurer dans l'annuaire.",
                   .reason_en = "The structure asked to be removed from the directory."});
  return refuse({.code = ProblemCode::Gone,
                 .value = id,
                 .reason_fr = "Aucune source ne mentionne plus cette structure.",
                 .reason_en = "No source mentions this structure any more."});
}

}  // namespace

Answer<RecordPlace> find_record(const Snapshot& snapshot, const std::string& id) {
  const auto documents = snapshot.with_term(std::string(id_prefix) + id);
  if (!documents.empty()) return RecordPlace{documents.front(), ""};
  const auto old_id = snapshot.old_id(id);
  if (!old_id) return unknown(id);
  if (old_id->fate != OldId::Fate::Moved) return gone(id, old_id->fate);
  return RecordPlace{std::nullopt, old_id->moved_to};
}

void redirect_to_record(const HttpRequest& request, httplib::Response& response,
                        const std::string& id) {
  std::string location;
  bool is_id = false;
  for (const std::string& segment : request.segments) {
    location += '/' + percent_encode(is_id ? id : segment);
    is_id = segment == "structures";
  }
  if (const size_t query = request.target.find('?'); query != std::string::npos)
    location += request.target.substr(query);
  response.status = 308;
  response.set_header("Location", location);
  response.set_header("Cache-Control", "public, max-age=60");
}

}  // namespace filon
