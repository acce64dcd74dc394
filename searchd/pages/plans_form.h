#pragma once

#include <optional>
#include <string>
#include <vector>

#include "searchd/http/http_request.h"
#include "searchd/plans/plan_file.h"
#include "searchd/problem.h"
#include "searchd/tables.h"

namespace filon {

/// Files up to this size go back to the browser inside the page, so that columns can be corrected
/// and the workbook asked for without choosing the file again: nothing is kept here.
inline constexpr size_t max_carried_bytes = size_t{1} << 20;

/// What the form of /lots/achats says.
struct PlansForm {
  std::string bytes;  ///< of the list; "" where no file was chosen
  PlanFileOptions options;
  std::string place;                 ///< as typed: `lieu`
  std::vector<PlaceId> territories;  ///< read in it
  bool workbook = false;             ///< `format` is xlsx
  std::vector<std::string> unknown;  ///< French sentences on what was not understood
};

/// The name of the field that says a column: "colonne_objet"…
const char* field_of(PlanColumn column);

/// Reads a form sent as multipart/form-data: `fichier` (a file), or `porte` (the same, in base64,
/// from an earlier answer), and the fields above. Refused: what is no such form.
Answer<PlansForm> read_plans_form(const HttpRequest& http, const Tables& tables);

/// The bytes of `porte`.
std::string carried(std::string_view bytes);

}  // namespace filon
