#include "indexer/matching/name_form.h"

#include <algorithm>
#include <array>

#include "annuaire/one_of.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/matching/abbreviation.h"

namespace filon {
namespace {

using Words = std::vector<std::string>;

bool is_legal_form(std::string_view word) {
  static constexpr auto forms = std::to_array<std::string_view>(
      {"association", "assoc", "asso", "ass",  "assn", "sarl",    "sas",   "sasu",
       "scop",        "scic",  "eurl", "snc",  "sci",  "societe", "ste",   "cooperative",
       "coop",        "sca",   "loi",  "1901", "1908", "siae",    "scoop", "sascop"});
  return is_one_of(word, forms);
}

bool is_small(std::string_view word) {
  static constexpr auto small = std::to_array<std::string_view>(
      {"de",  "du",  "des", "la",   "le",   "les", "l",   "d",    "et",
       "en",  "a",   "au",  "aux",  "pour", "par", "sur", "dans", "un",
       "une", "the", "and", "avec", "sous", "ou",  "s",   "n",    "plus"});
  return is_one_of(word, small);
}

// Contractions, which are no beginning of their word; of beginnings, abbreviates() tells.
constexpr auto contractions = std::to_array<Abbreviation>({
    {"ctre", "centre"},
    {"ctr", "centre"},
    {"ets", "etablissement"},
    {"etbt", "etablissement"},
    {"gpt", "groupement"},
    {"gpmt", "groupement"},
    {"grpt", "groupement"},
    {"svce", "service"},
    {"sce", "service"},
    {"svc", "service"},
    {"dept", "departement"},
    {"dpt", "departement"},
    {"st", "saint"},
    {"dvpt", "developpement"},
    {"devt", "developpement"},
    {"cie", "compagnie"},
    {"bat", "batiment"},
    {"qrt", "quartier"},
    {"qtier", "quartier"},
    {"entrep", "entreprise"},
    {"envt", "environnement"},
    {"envmt", "environnement"},
    {"fmt", "formation"},
    {"natl", "national"},
    {"internat", "international"},
    {"commun", "commune"},
    {"mvt", "mouvement"},
    {"trav", "travail"},
    {"tps", "temps"},
    {"jne", "jeune"},
});

struct NamedStatus {
  std::string_view words, kind;
};
// The longer ones first, so that "entreprise adaptée de travail temporaire" is not half read.
constexpr auto statuses = std::to_array<NamedStatus>({
    {"entreprise travail temporaire insertion", "etti"},
    {"entreprise adaptee travail temporaire", "eatt"},
    {"etablissement service aide travail", "esat"},
    {"etablissement service accompagnement travail", "esat"},
    {"atelier chantier insertion", "aci"},
    {"centre aide travail", "esat"},
    {"chantier insertion", "aci"},
    {"entreprise insertion", "ei"},
    {"entreprise adaptee", "ea"},
    {"atelier protege", "ea"},
    {"association intermediaire", "ai"},
    {"esat", "esat"},
    {"etti", "etti"},
    {"eatt", "eatt"},
    {"geiq", "geiq"},
    {"aci", "aci"},
    {"cat", "esat"},
    {"ei", "ei"},
    {"ea", "ea"},
});

std::string singular(std::string word) {
  if (word.size() > 4 && (word.back() == 's' || word.back() == 'x')) word.pop_back();
  return word;
}

// "f a d s e p l" is "fadsepl": dotted initials are one word.
Words join_initials(const Words& words) {
  Words joined;
  for (size_t i = 0; i < words.size();) {
    size_t end = i;
    while (end < words.size() && words[end].size() == 1) ++end;
    if (end - i >= 2) {
      std::string initials;
      for (; i < end; ++i) initials += words[i];
      joined.push_back(std::move(initials));
    } else {
      joined.push_back(words[i++]);
    }
  }
  return joined;
}

Words raw_words(std::string_view name) {
  Words found;
  for (std::string& word : split_values(fold(name), " ")) {
    for (const Abbreviation& abbreviation : contractions)
      if (abbreviation.shown == word) word = abbreviation.word;
    found.push_back(std::move(word));
  }
  return join_initials(found);
}

// Takes out the first run of `words` that is `status`; whether there was one.
bool take_status(Words& words, std::string_view status) {
  const Words parts = split_values(status, " ");
  const auto at = std::search(words.begin(), words.end(), parts.begin(), parts.end());
  if (at == words.end()) return false;
  words.erase(at, at + static_cast<std::ptrdiff_t>(parts.size()));
  return true;
}

std::string initials_of(const Words& words) {
  std::string initials;
  for (const std::string& word : words)
    if (word[0] < '0' || word[0] > '9') initials += word[0];
  return initials;
}

}  // namespace

NameForm name_form(std::string_view name) {
  NameForm form;
  Words words;
  for (const std::string& word : raw_words(name))
    if (!is_small(word)) words.push_back(singular(word));
  form.initials = initials_of(words);
  const Words all = words;
  for (const NamedStatus& status : statuses)
    if (take_status(words, status.words)) form.kinds.emplace_back(status.kind);
  sort_unique(form.kinds);
  std::erase_if(words, [](const std::string& word) { return is_legal_form(word); });
  form.words = words.empty() ? all : words;  // a name of nothing else is compared by it
  return form;
}

bool same_name(std::string_view a, std::string_view b) {
  NameForm first = name_form(a), second = name_form(b);
  sort_unique(first.words);
  sort_unique(second.words);
  return first.kinds == second.kinds &&
         std::equal(first.words.begin(), first.words.end(), second.words.begin(),
                    second.words.end(), [](const std::string& x, const std::string& y) {
                      return x == y || abbreviates(x, y) || abbreviates(y, x);
                    });
}

bool is_common_word(std::string_view word) {
  // As name_form() leaves them: without a last s or x.
  static constexpr auto common = std::to_array<std::string_view>(
      {"insertion",  "regie",        "quartier",      "emmau",         "croi",
       "rouge",      "ressourcerie", "recyclerie",    "jardin",        "cocagne",
       "atelier",    "chantier",     "service",       "emploi",        "environnement",
       "solidarite", "solidaire",    "secour",        "envie",         "groupe",
       "entreprise", "travail",      "interim",       "intermediaire", "aide",
       "accueil",    "formation",    "developpement", "economie",      "social",
       "territoire", "pays",         "local",         "maison",        "centre",
       "foyer",      "jeune",        "espace",        "vert",          "restaurant",
       "traiteur",   "nettoyage",    "proprete",      "batiment",      "bois",
       "velo",       "cycle",        "ville",         "agglo",         "commune",
       "union",      "federation",   "reseau",        "comite",        "departemental",
       "regional",   "national",     "france",        "francai",       "sauvegarde",
       "enfance",    "adapei",       "apei",          "apf",           "afpa",
       "mission",    "initiative",   "agir",          "avenir",        "tremplin",
       "relai",      "passerelle",   "habitat",       "logement",      "famille",
       "rural",      "btp",          "propre",        "multi",         "polyvalent",
       "compagnon",  "mutuelle",     "culture",       "enfant"});
  return is_one_of(word, common);
}

bool abbreviates(std::string_view part, std::string_view word) {
  return part.size() >= 3 && word.size() >= part.size() + 2 && word.starts_with(part);
}

}  // namespace filon
