#include "searchd/suggest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "annuaire/json.h"
#include "tests/integration/test_index.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<Structure> few_workshops() {
  std::vector<Structure> records;
  records.push_back(workshop(1, "Emmaüs du Val"));
  records.push_back(workshop(2, "ATELIER DU SOLEIL"));
  records.push_back(workshop(3, "Association des trois ponts"));
  records[2].brand = "Menuiserie Copeaux";
  records.push_back(workshop(4, "Emmaüs fermé"));
  records[3].active = false;
  records[0].labels.push_back({"saveurs-d-ici", "Saveurs d'ici", Proof::Declared, ""});
  return records;
}

const TestIndex& index_of_few() {
  static const TestIndex index(few_workshops());
  return index;
}

Suggestions suggest_here(std::string_view q, size_t limit = 10) {
  return suggest(q, limit, "s", *index_of_few().snapshot(), shipped_tables());
}

std::string text_of(const Suggestion& suggestion) {
  return fmt::format("{} {}", to_string(suggestion.type), suggestion.value);
}

std::vector<std::string> texts_of(const Suggestions& suggestions) {
  std::vector<std::string> texts;
  for (const Suggestion& suggestion : suggestions.items) texts.push_back(text_of(suggestion));
  return texts;
}

TEST(Suggest, GivesFirstWhatIsMostLikelyMeant) {
  struct Case {
    std::string_view typed, first;
  };
  for (const Case& c : {
           Case{"trait", "sector traiteur"},
           Case{"TRAITEUR", "sector traiteur"},
           Case{"traitteur", "sector traiteur"},
           Case{"plateaux-rep", "sector paniers-plateaux-repas"},
           Case{"vin d'honn", "sector traiteur"},
           Case{"atelier protégé", "kind EA"},
           Case{"cat", "kind ESAT"},
           Case{"triateur", "sector traiteur"},
           Case{"blanchiserie", "sector blanchisserie"},
           Case{"dijon", "territory commune:21231"},
           Case{"21000", "territory commune:21231"},
           Case{"besanç", "territory commune:25056"},
           Case{"bezancon", "territory commune:25056"},
           Case{"grand bes", "territory epci:242500361"},
           Case{"aci", "kind ACI"},
           Case{"chantier d'ins", "kind ACI"},
           Case{"insertion chantier", "kind ACI"},
           Case{"esus", "label esus"},
           Case{"saveurs d", "label saveurs-d-ici"},
           Case{"atelier du sol", "structure 99900000200010"},
           Case{"l'atelier soleil", "structure 99900000200010"},
           Case{"emmau", "structure 99900000100010"},
           Case{"emaüs", "structure 99900000100010"},
           Case{"copeau", "structure 99900000300010"},
           Case{"menuiserie cop", "structure 99900000300010"},
       }) {
    SCOPED_TRACE(c.typed);
    const Suggestions found = suggest_here(c.typed);
    ASSERT_FALSE(found.items.empty());
    EXPECT_EQ(text_of(found.items[0]), c.first);
    EXPECT_EQ(found.start, 0u);
  }
}

TEST(Suggest, TellsNamesakesApartInFrench) {
  struct Case {
    std::string_view typed, name, detail;
  };
  for (const Case& c : {
           Case{"dijon", "Dijon", "Commune, Côte-d'Or (21)"},
           Case{"dijon metropole", "Dijon Métropole", "Métropole, Côte-d'Or (21)"},
           Case{"bourgogne-franche", "Bourgogne-Franche-Comté", "Région"},
           Case{"doubs", "Doubs", "Département (25)"},
           Case{"atelier et chantier", "Atelier et chantier d'insertion",
                "ACI, marché réservable (L.2113-13)"},
           Case{"geiq", "Groupement d'employeurs pour l'insertion et la qualification",
                "GEIQ, réservation à vérifier (L.2113-13)"},
           Case{"emmaus", "Emmaüs du Val", "ACI, Dijon (21)"},
           Case{"vin d'honneur", "Traiteur", "Restauration, pour « vin d'honneur »"},
           Case{"atelier protege", "Entreprise adaptée",
                "EA, marché réservable (L.2113-12), pour « atelier protégé »"},
           Case{"copeaux", "Menuiserie Copeaux", "ACI, Dijon (21)"},
       }) {
    SCOPED_TRACE(c.typed);
    const Suggestions found = suggest_here(c.typed);
    ASSERT_FALSE(found.items.empty());
    EXPECT_EQ(found.items[0].name, c.name);
    EXPECT_EQ(found.items[0].detail, c.detail);
  }
}

TEST(Suggest, CompletesTheEndOfALineThatNothingHoldsAsAWhole) {
  const Suggestions found = suggest_here("éco-traiteur à Dij");
  ASSERT_FALSE(found.items.empty());
  EXPECT_EQ(text_of(found.items[0]), "territory epci:242100410");
  EXPECT_EQ(text_of(found.items[1]), "territory commune:21231");
  EXPECT_EQ(found.start, 15u) << "in code points";
}

TEST(Suggest, SharesTheRoomBetweenTypes) {
  std::vector<Structure> records;
  for (int i = 0; i < 200; ++i) records.push_back(workshop(i, fmt::format("Entretien {}", i)));
  const TestIndex index(std::move(records));
  std::map<SuggestionType, int> count;
  for (const Suggestion& suggestion :
       suggest("ent", 10, "s", *index.snapshot(), shipped_tables()).items)
    ++count[suggestion.type];
  EXPECT_GE(count[SuggestionType::Sector], 2);
  EXPECT_GE(count[SuggestionType::Territory], 2);
  EXPECT_GE(count[SuggestionType::Structure], 2);
  EXPECT_GE(count[SuggestionType::Kind], 2);
}

TEST(Suggest, HoldsToTheLimitAndHasNothingForNoWord) {
  for (const size_t limit : {1u, 7u, 50u}) EXPECT_EQ(suggest_here("a", limit).items.size(), limit);
  for (const std::string_view empty : {"", "   ", "?!", "d'"})
    EXPECT_TRUE(suggest_here(empty).items.empty()) << empty;
  std::string long_text;
  for (int i = 0; i < 900; ++i) long_text += "qz ";
  EXPECT_TRUE(suggest_here(long_text).items.empty());
}

TEST(Suggest, LeavesInactiveRecordsOut) {
  for (const std::string& text : texts_of(suggest_here("emmaus", 50)))
    EXPECT_NE(text, "structure 99900000400010");
}

TEST(Suggest, TurnsEqualStructuresByTheSeedAndNotFromOneKeyToTheNext) {
  constexpr int equals = 12, seeds = 300;
  std::vector<Structure> records;
  for (int i = 0; i < equals; ++i)
    records.push_back(workshop(i, fmt::format("{}tilleul", static_cast<char>('A' + i))));
  for (Structure& record : records) record.name = "Tilleul " + record.name;
  const TestIndex index(std::move(records));
  const auto order = [&](std::string_view q, const std::string& seed) {
    std::vector<std::string> structures;
    for (const Suggestion& s : suggest(q, 50, seed, *index.snapshot(), shipped_tables()).items)
      if (s.type == SuggestionType::Structure) structures.push_back(s.value);
    return structures;
  };
  std::map<std::string, double> sum_of_places;
  for (int seed = 0; seed < seeds; ++seed) {
    const auto found = order("tilleul", fmt::format("day{}", seed));
    ASSERT_EQ(found.size(), equals);
    EXPECT_EQ(found, order("tille", fmt::format("day{}", seed)));
    for (size_t i = 0; i < found.size(); ++i) sum_of_places[found[i]] += static_cast<double>(i);
  }
  // A place is uniform on 0 … n − 1: its mean over the seeds stays within 4 standard errors.
  const double error = std::sqrt((equals * equals - 1) / 12.0 / seeds);
  for (const auto& [id, sum] : sum_of_places)
    EXPECT_NEAR(sum / seeds, (equals - 1) / 2.0, 4 * error) << id;
}

TEST(SuggestRoute, AnswersAsTheContractSays) {
  const auto response = index_of_few().get("/api/v1/suggest", {{"q", "copeaux"}, {"seed", "x"}});
  EXPECT_EQ(response.status, 200);
  const auto body = parse_json(response.body);
  ASSERT_TRUE(body);
  ASSERT_GE((*body)["suggestions"].items().size(), 1u);
  EXPECT_LE((*body)["suggestions"].items().size(), 4u) << "one that fits, three that nearly do";
  const Json& first = (*body)["suggestions"].items()[0];
  EXPECT_EQ(first["type"].text(), "structure");
  EXPECT_EQ(first["value"].text(), "99900000300010");
  EXPECT_EQ(first["name"].text(), "Menuiserie Copeaux");
  EXPECT_EQ(first["detail"].text(), "ACI, Dijon (21)");
  EXPECT_EQ((*body)["seed"].text(), "x");
  const auto empty = index_of_few().get("/api/v1/suggest", {{"q", ""}, {"seed", "x"}});
  EXPECT_EQ(empty.body, "{\"suggestions\":[],\"start\":0,\"seed\":\"x\"}");
  EXPECT_FALSE(empty.get_header_value("ETag").empty());
}

TEST(SuggestRoute, NamesTheParameterThatIsWrong) {
  struct Case {
    Parameters parameters;
    std::string_view code, param;
  };
  for (const Case& c : {
           Case{{}, "missing_parameter", "q"},
           Case{{{"q", "a"}, {"limit", "0"}}, "invalid_value", "limit"},
           Case{{{"q", "a"}, {"limit", "51"}}, "invalid_value", "limit"},
           Case{{{"q", "a"}, {"limit", "10x"}}, "invalid_value", "limit"},
           Case{{{"q", "a"}, {"limt", "1"}}, "unknown_parameter", "limt"},
           Case{{{"q", "a"}, {"q", "b"}}, "repeated_parameter", "q"},
           Case{{{"q", "a"}, {"seed", "é"}}, "invalid_value", "seed"},
           Case{{{"q", std::string(2001, 'a')}}, "invalid_value", "q"},
       }) {
    const auto response = index_of_few().get("/api/v1/suggest", c.parameters);
    EXPECT_EQ(response.status, 400);
    const auto problem = parse_json(response.body);
    ASSERT_TRUE(problem) << response.body;
    EXPECT_EQ((*problem)["code"].text(), c.code) << response.body;
    EXPECT_EQ((*problem)["param"].text(), c.param);
  }
}

}  // namespace
}  // namespace filon
