#include "searchd/explain.h"

#include <algorithm>

#include "annuaire/document.h"
#include "annuaire/json.h"
#include "annuaire/text.h"
#include "searchd/candidates.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t snippet_bytes = 240;

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

void explain_sectors(const SearchResult& result, const Tables& tables, const Json& record,
                     FoundStructure& found) {
  if (result.request.sectors.empty()) return;
  for (const Json& sector : record["sectors"].items()) {
    const std::string& slug = sector["slug"].text();
    const bool asked = std::any_of(result.request.sectors.begin(), result.request.sectors.end(),
                                   [&](const std::string& asked_slug) {
                                     const auto ids = tables.sectors.resolve(asked_slug);
                                     return std::any_of(ids.begin(), ids.end(), [&](SectorId id) {
                                       return tables.sectors[id].slug == slug;
                                     });
                                   });
    const bool inferred = sector["origin"].text() == "inferred";
    if (!asked || (inferred && result.request.declared_only)) continue;
    found.why.push_back({"sector", slug,
                         fmt::format("{} ({})", sector["name"].text(),
                                     inferred ? "secteur déduit" : "secteur déclaré")});
  }
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
  if (found.hit.km)
    found.why.push_back({"distance", fmt::format("{:.1f}", *found.hit.km),
                         fmt::format("À {:.0f} km", std::max(1.0, *found.hit.km))});
}

// Cuts whole words around a byte place, in well-formed UTF-8.
std::string passage(const std::string& text, size_t at) {
  if (text.size() <= snippet_bytes) return text;
  size_t begin = at > snippet_bytes / 3 ? at - snippet_bytes / 3 : 0;
  size_t end = std::min(text.size(), begin + snippet_bytes);
  if (begin > 0) begin = std::min(text.find(' ', begin), at);
  if (end < text.size()) end = std::max(text.rfind(' ', end), at);
  const auto in_character = [&](size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
  };
  while (in_character(begin)) ++begin;
  while (in_character(end)) --end;
  return (begin > 0 ? "…" : "") + text.substr(begin, end - begin) + (end < text.size() ? "…" : "");
}

// The first of the record's running texts that holds an asked word, cut around it.
std::string snippet_of(const SearchResult& result, const Json& record) {
  std::vector<std::string> texts{record["description"].text()};
  for (const Json& offer : record["offers"].items())
    texts.push_back(offer["name"].text() + " : " + offer["description"].text());
  const StringList& stems = result.snapshot->image->stems;
  for (const std::string& text : texts)
    for (const Word& word : words(text)) {
      const std::string stemmed = stem(word.text);
      for (const AskedWord& asked : result.question.words)
        if (asked.stem && stems[*asked.stem] == stemmed)
          return passage(text, byte_of_code_point(text, word.start));
    }
  return "";
}

}  // namespace

void explain(const SearchResult& result, const Plan& plan, const Tables& tables,
             FoundStructure& found) {
  explain_identifiers(result, found);
  explain_words(result, plan, found);
  if (!result.request.sectors.empty() || !plan.terms.empty()) {
    if (const auto record = parse_json(split_data(found.data).first)) {
      explain_sectors(result, tables, *record, found);
      if (!plan.terms.empty()) found.snippet = snippet_of(result, *record);
    }
  }
  explain_place(found);
}

}  // namespace filon
