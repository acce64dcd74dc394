#include "searchd/exports/export_note.h"

#include <fmt/ranges.h>

#include "annuaire/structure_kind.h"
#include "searchd/tables.h"

namespace filon {
namespace {

struct NamedFacet {
  Facet facet;
  const char* name;
};
constexpr std::array named_facets = {
    NamedFacet{Facet::Kind, "Statut"},           NamedFacet{Facet::Reservation, "Réservation"},
    NamedFacet{Facet::Label, "Label"},           NamedFacet{Facet::Network, "Réseau"},
    NamedFacet{Facet::Prestation, "Prestation"}, NamedFacet{Facet::Source, "Source"},
    NamedFacet{Facet::Criterion, "Engagement"},  NamedFacet{Facet::Zone, "Zone"}};

std::string sector_name(const std::string& slug, const Sectors& sectors) {
  if (const auto sector = sectors.find(slug)) return sectors[*sector].name;
  if (const auto group = sectors.find_group(slug)) return sectors.group(*group).name;
  return slug;
}

std::string value_name(Facet facet, const std::string& value, const Image& image) {
  std::string name;
  if (const auto kind = parse_kind(value); kind && facet == Facet::Kind)
    name = kind_info(*kind).name;
  else if (const auto code = parse_reservation(value); code && facet == Facet::Reservation)
    name = reservation_info(*code).title;
  else if (const auto number = image.facet(facet).values.find(value))
    name = image.facet(facet).names[*number];
  return name.empty() || name == value ? value : fmt::format("{} ({})", name, value);
}

void add_places(const SearchRequest& request, const Tables& tables,
                std::vector<ExportNote::Line>& lines) {
  for (const PlaceId place : request.territories)
    lines.emplace_back("Territoire", fmt::format("{} ({})", tables.territories[place].name,
                                                 tables.territories.to_string(place)));
  if (request.located_only) lines.emplace_back("Portée", "implantées sur le territoire seulement");
  if (!request.national)
    lines.emplace_back("Portée", "sans les structures qui interviennent dans toute la France");
  if (request.near)
    lines.emplace_back("Autour de",
                       fmt::format("{}, {} km", request.near->text, request.near->radius_km));
}

// A sector read in `q` is no filter (its words count too), so it is said apart.
void add_readings(const Question& question, std::vector<ExportNote::Line>& lines) {
  const Interpretation& read = question.interpretation;
  for (const Correction& correction : read.corrections)
    lines.emplace_back("Correction", fmt::format("{} lu {}", correction.from, correction.to));
  for (const SectorReading& sector : read.sectors)
    lines.emplace_back("Secteur lu", fmt::format("{} ({})", sector.name, sector.value));
  for (const Relaxation& relaxation : question.relaxed)
    lines.emplace_back("Élargissement", relaxation.text);
}

std::vector<ExportNote::Line> question_lines(const SearchResult& result, const Tables& tables) {
  const SearchRequest& request = result.applied;  // places and statuses read in `q` among them
  std::vector<ExportNote::Line> lines;
  if (!request.q.empty()) lines.emplace_back("Texte", request.q);
  add_readings(result.question, lines);
  for (const std::string& slug : request.sectors)
    lines.emplace_back("Secteur", fmt::format("{} ({})", sector_name(slug, tables.sectors), slug));
  if (request.declared_only) lines.emplace_back("Secteur", "déclarés seulement");
  add_places(request, tables, lines);
  for (const NamedFacet& named : named_facets)
    for (const std::string& value : request.asked(named.facet))
      lines.emplace_back(named.name, value_name(named.facet, value, *result.snapshot->image));
  if (request.label_expired) lines.emplace_back("Label", "échus compris");
  if (request.inactive) lines.emplace_back("Structures", "inactives comprises");
  return lines;
}

}  // namespace

std::string data_days(const Manifest& manifest) {
  std::vector<std::string> days;
  for (const Manifest::Source& source : manifest.sources) {
    const std::string& when = source.harvested_at.empty() ? manifest.built_at : source.harvested_at;
    days.push_back(fmt::format("{} : {}", source.name, when.substr(0, 10)));
  }
  return fmt::format("{}", fmt::join(days, ", "));
}

ExportNote note_of(const Ranked& ranked, const Tables& tables, const Today& today) {
  const SearchResult& result = ranked.result;
  ExportNote note;
  note.question = question_lines(result, tables);
  const std::string filters = normalised_filters(result.request, tables);
  note.address =
      fmt::format("/api/v1/structures?{}{}sort={}&seed={}", filters, filters.empty() ? "" : "&",
                  to_string(result.request.sort), result.seed);
  note.day = today.text;
  note.data_days = data_days(result.snapshot->manifest);
  note.total = result.total;
  note.given = ranked.hits.size();
  return note;
}

std::string ExportNote::question_line() const {
  if (question.empty()) return "toutes les structures";
  std::vector<std::string> parts;
  for (const auto& [name, value] : question) parts.push_back(fmt::format("{} : {}", name, value));
  return fmt::format("{}", fmt::join(parts, " · "));
}

std::string ExportNote::warning() const {
  if (total == 0)
    return "Aucune structure ne répond à cette recherche. L'absence dans l'annuaire ne prouve pas "
           "l'absence sur le terrain.";
  if (given >= total) return "";
  return fmt::format("Liste coupée : les {} premières structures sur {}. Affinez la recherche.",
                     given, total);
}

}  // namespace filon
