#include "searchd/exports/about_lines.h"

namespace filon {
namespace {

std::string source_line(const Manifest::Source& source) {
  std::string line = fmt::format("{} structures", source.structures);
  if (!source.harvested_at.empty())
    line += fmt::format(", données du {}", source.harvested_at.substr(0, 10));
  if (source.stale) line += " (la dernière récolte a échoué)";
  for (const std::string* const text : {&source.attribution, &source.licence, &source.url})
    if (!text->empty()) line += ", " + *text;
  return line;
}

}  // namespace

std::vector<ExportNote::Line> about_lines(const SearchResult& result, const ExportNote& note) {
  const Manifest& manifest = result.snapshot->manifest;
  std::vector<ExportNote::Line> lines{{"Filon",
                                       "annuaire des fournisseurs de l'économie sociale "
                                       "et solidaire : extrait d'une recherche"}};
  if (note.question.empty()) lines.emplace_back("Recherche", note.question_line());
  lines.insert(lines.end(), note.question.begin(), note.question.end());
  lines.emplace_back("Adresse de la recherche", note.address);
  lines.emplace_back("Extrait le", note.day);
  lines.emplace_back("Données du", note.data_days);
  lines.emplace_back("Structures trouvées", std::to_string(note.total));
  lines.emplace_back("Structures dans ce fichier", std::to_string(note.given));
  if (!note.warning().empty()) lines.emplace_back("Avertissement", note.warning());
  lines.emplace_back("Entités légales (SIREN distincts)", std::to_string(result.legal_entities));
  lines.emplace_back("Graine de l'ordre des ex æquo", result.seed);
  lines.emplace_back("Index", fmt::format("génération {}, construite le {}", manifest.generation,
                                          manifest.built_at.substr(0, 10)));
  for (const Manifest::Source& source : manifest.sources)
    lines.emplace_back("Source " + source.name, source_line(source));
  lines.emplace_back("Rappel",
                     "Le lieu d'implantation n'est pas un critère d'attribution d'un marché "
                     "public.");
  return lines;
}

}  // namespace filon
