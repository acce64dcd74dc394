#include "searchd/explain.h"

#include "annuaire/document.h"
#include "annuaire/json_members.h"
#include "searchd/match/candidates.h"
#include "searchd/snippet.h"
#include "searchd/tables.h"
#include "searchd/why_filters.h"

namespace filon {
namespace {

std::string fields_in_french(uint16_t fields) {
  std::string text;
  for (const TextFieldInfo& info : text_fields) {
    if (!(fields >> static_cast<unsigned>(info.field) & 1)) continue;
    if (!text.empty()) text += ", ";
    text += info.french;
  }
  return text;
}

void explain_words(const SearchResult& result, const Plan& plan, FoundStructure& found) {
  size_t term = 0;
  for (const AskedWord& asked : result.question.words) {
    if (!asked.stem) continue;
    const uint16_t fields = Cursor(plan.terms[term++]).fields_at(found.hit.document);
    if (fields == 0) continue;
    const std::string& word = asked.text;
    found.why.push_back({"text", word, fmt::format("« {} » : {}", word, fields_in_french(fields))});
  }
}

void explain_identifiers(const SearchResult& result, FoundStructure& found) {
  for (const Reading& reading : result.question.interpretation.identifiers)
    found.why.push_back(
        {"identifier", reading.value,
         fmt::format("{} {}", reading.value.size() == 14 ? "SIRET" : "SIREN", reading.value)});
}

void explain_place(FoundStructure& found) {
  switch (found.hit.place) {
    case PlaceClass::Located:
      found.why.push_back({"place", "located", "Implantée sur le territoire"});
      break;
    case PlaceClass::Serves:
      found.why.push_back({"place", "serves", "Intervient sur le territoire"});
      break;
    case PlaceClass::National:
      found.why.push_back({"place", "national", "Intervient dans toute la France"});
      break;
    case PlaceClass::None:
      break;
  }
  if (found.hit.km) found.why.push_back(why_distance(*found.hit.km));
}

// The members of a record that its reasons and its snippet are taken from, so that no answer builds
// what it does not say.
std::vector<std::string_view> members_read(const SearchRequest& asked, const Plan& plan) {
  std::vector<std::string_view> members;
  if (plan.choice(Facet::Sector).asked || !plan.read_sectors.empty()) members = {"sectors"};
  if (!asked.asked(Facet::Label).empty()) members.push_back("labels");
  if (!asked.asked(Facet::Network).empty()) members.push_back("networks");
  if (!asked.asked(Facet::Criterion).empty()) members.push_back("criteria");
  if (!plan.terms.empty()) members.insert(members.end(), {"description", "offers"});
  return members;
}

}  // namespace

void explain(const SearchResult& result, const Plan& plan, const Tables& tables,
             FoundStructure& found) {
  explain_identifiers(result, found);
  explain_words(result, plan, found);
  const auto members = members_read(result.applied, plan);
  if (const auto record = parse_json_members(split_data(found.data).first, members)) {
    explain_filters(result.applied, plan, *result.snapshot->image, tables, *record, found);
    if (!plan.terms.empty()) found.snippet = snippet_of(result, *record);
  }
  explain_place(found);
  if (found.why.empty())
    found.why.push_back({"all", "all", "Rien n'est demandé : toutes les structures sont listées"});
}

}  // namespace filon
