#include "searchd/plans/plan_columns.h"

#include <algorithm>

#include "annuaire/text.h"

namespace filon {
namespace {

struct ColumnInfo {
  std::string_view parameter;
  std::vector<std::string_view> words;  ///< folded, the surest first
};

const std::array<ColumnInfo, plan_column_count>& column_infos() {
  static const std::array<ColumnInfo, plan_column_count> all = {{
      {"title_column",
       {"objet", "intitule", "designation", "libelle", "titre", "besoin", "nature", "achat",
        "marche", "projet", "prestation"}},
      {"text_column",
       {"description", "detail", "details", "precisions", "commentaire", "observations", "contenu",
        "perimetre", "famille", "categorie"}},
      {"cpv_column", {"cpv"}},
      {"territory_column",
       {"lieu", "territoire", "commune", "localisation", "ville", "code postal", "departement",
        "site", "insee"}},
  }};
  return all;
}

// How surely a column of this name is meant: 0 for not at all; a name of fewer other words first.
int fit(const std::string& name, const ColumnInfo& info) {
  const std::string folded = ' ' + fold(name) + ' ';
  const auto words = static_cast<int>(std::count(folded.begin(), folded.end(), ' '));
  for (size_t i = 0; i < info.words.size(); ++i) {
    std::string word = ' ' + std::string(info.words[i]);
    if (folded.find(word + ' ') != std::string::npos ||
        folded.find(word + "s ") != std::string::npos)
      return 1000 - static_cast<int>(i) * 20 - words;
  }
  return 0;
}

// A column is one thing at most: "Objet du marché" is the title, not the market's place.
void guess(const std::vector<std::string>& header, PlanColumns& columns) {
  const auto taken = [&](size_t i) {
    return std::find(columns.place.begin(), columns.place.end(), std::optional<size_t>(i)) !=
           columns.place.end();
  };
  for (const PlanColumn column :
       {PlanColumn::Cpv, PlanColumn::Title, PlanColumn::Territory, PlanColumn::Text}) {
    auto& place = columns.place[static_cast<size_t>(column)];
    int best = 0;
    if (columns.given[static_cast<size_t>(column)]) continue;
    for (size_t i = 0; i < header.size(); ++i) {
      const int fits = taken(i) ? 0 : fit(header[i], column_infos()[static_cast<size_t>(column)]);
      if (fits > best) best = fits, place = i;
    }
  }
}

}  // namespace

std::string_view parameter_of(PlanColumn column) {
  return column_infos()[static_cast<size_t>(column)].parameter;
}

Answer<PlanColumns> choose_columns(const std::vector<std::string>& header,
                                   const std::array<std::string, plan_column_count>& named) {
  PlanColumns columns;
  for (size_t c = 0; c < plan_column_count; ++c) {
    if (named[c].empty()) continue;
    columns.given[c] = true;
    if (named[c] == no_plan_column) continue;
    const auto found = std::find_if(header.begin(), header.end(), [&](const std::string& name) {
      return fold(name) == fold(named[c]);
    });
    if (found == header.end())
      return refuse({.code = ProblemCode::UnknownValue,
                     .param = std::string(column_infos()[c].parameter),
                     .value = named[c],
                     .allowed = header,
                     .suggestion = nearest(named[c], header),
                     .reason_fr = "Ce n'est pas le nom d'une colonne du fichier.",
                     .reason_en = "It is not the name of a column of the file."});
    columns.place[c] = static_cast<size_t>(found - header.begin());
  }
  guess(header, columns);
  if (!columns.of(PlanColumn::Title))
    return refuse({.code = ProblemCode::MissingParameter,
                   .param = "title_column",
                   .value = "",
                   .allowed = header,
                   .suggestion = "",
                   .reason_fr = "Aucune colonne ne se nomme objet, intitulé ou libellé : donnez le "
                                "nom de celle qui dit ce qui est acheté.",
                   .reason_en = "No column is named objet, intitulé or libellé: give the name of "
                                "the one that says what is bought."});
  return columns;
}

}  // namespace filon
