#include "searchd/pages/plans_form.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "annuaire/text.h"
#include "searchd/http/multipart.h"
#include "searchd/pages/pasted_lots.h"

namespace filon {
namespace {

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

// "" for what is no base64, which no page of ours sends.
std::string uncarried(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return "";
  std::string bytes(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text),
                                   static_cast<int>(text.size()));
  if (size < 0) return "";
  const size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
  bytes.resize(static_cast<size_t>(size) - padding);
  return bytes;
}

void read_part(const FormPart& part, PlansForm& form) {
  if (part.name == "fichier" && !part.bytes.empty()) form.bytes = part.bytes;
  if (part.name == "porte" && form.bytes.empty()) form.bytes = uncarried(part.bytes);
  if (part.bytes.size() > max_plan_cell_bytes || !is_utf8(part.bytes)) return;
  const std::string text = trimmed(part.bytes);
  if (part.name == "lieu") form.place = shortened(text, 100);
  if (part.name == "feuille") form.options.sheet = text;
  if (part.name == "format") form.workbook = text == "xlsx";
  for (size_t i = 0; i < plan_column_count; ++i)
    if (part.name == field_of(static_cast<PlanColumn>(i))) form.options.named[i] = text;
}

void read_place(PlansForm& form, const Territories& territories) {
  if (form.place.empty()) return;
  const auto parsed = territories.parse(form.place);
  const auto found = parsed ? std::vector<PlaceId>{*parsed} : territories.search(form.place, 1);
  if (found.empty())
    form.unknown.push_back(fmt::format("Aucun lieu ne s'appelle « {} ».", form.place));
  else
    form.territories = {found.front()};
}

}  // namespace

const char* field_of(PlanColumn column) {
  switch (column) {
    case PlanColumn::Title:
      return "colonne_objet";
    case PlanColumn::Text:
      return "colonne_precisions";
    case PlanColumn::Cpv:
      return "colonne_cpv";
    case PlanColumn::Territory:
      return "colonne_lieu";
  }
  return "";
}

Answer<PlansForm> read_plans_form(const HttpRequest& http, const Tables& tables) {
  const auto parts = parse_multipart(http.header("content-type"), http.body);
  if (!parts) return refuse({.code = ProblemCode::UnsupportedMediaType});
  PlansForm form;
  for (const FormPart& part : *parts) read_part(part, form);
  if (form.bytes.size() > max_plan_bytes)
    return refuse({.code = ProblemCode::TooLarge,
                   .param = "fichier",
                   .reason_fr = "Une liste compte 5 Mio au plus.",
                   .reason_en = "A list has 5 MiB at most."});
  read_place(form, tables.territories);
  return form;
}

std::string carried(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<size_t>(size));
  return text;
}

}  // namespace filon
