#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "annuaire/json.h"
#include "annuaire/reservation.h"
#include "searchd/why_filters.h"
#include "tests/integration/test_index.h"

namespace filon {
namespace {

using ::testing::HasSubstr;

std::vector<Structure> one_of_all() {
  Structure s = workshop(1, "Lingerie du Canal");
  give_sector(s, "blanchisserie", Origin::Inferred, "lavage du linge");
  give_sector(s, "traiteur");
  s.labels = {{"esus", "ESUS", Proof::Verified, "2027-01-01"},
              {"rge", "RGE", Proof::Declared, "2026-01-01"}};
  s.criteria = {{"bio", "Bio", "produits bio"}};
  s.networks = {{"fei", "Fédération des entreprises d'insertion"}};
  s.prestations = {"PREST"};
  s.zones = {"qpv"};
  s.description = "<b>Lavage</b> du linge & « repassage » des draps </script>";
  s.reservations = reservations_of(s, shipped_tables().labels, test_day.text);
  return {s};
}

const TestIndex& index_of_one() {
  static const TestIndex index(one_of_all());
  return index;
}

std::map<std::string, std::string> why(const Parameters& params) {
  std::map<std::string, std::string> texts;
  const SearchResult result = index_of_one().search(params);
  EXPECT_EQ(result.found.size(), 1u);
  for (const FoundStructure& found : result.found)
    for (const Why& reason : found.why) texts[reason.signal + " " + reason.value] = reason.text;
  return texts;
}

TEST(Why, QuotesWhatASectorWasInferredFromOnce) {
  EXPECT_EQ(deduced_in_words(""), "déduit");
  EXPECT_EQ(deduced_in_words("plateaux-repas"), "déduit de « plateaux-repas »");
  EXPECT_EQ(deduced_in_words("offre : « plateaux-repas »"), "déduit (offre : « plateaux-repas »)");
  EXPECT_EQ(deduced_in_words("code NAF 81.21Z"), "déduit (code NAF 81.21Z)");
}

TEST(Why, SaysEachSignalInFrench) {
  struct Case {
    Parameters params;
    std::string signal, text;
  };
  for (const Case& c : {
           Case{{{"sector", "traiteur"}}, "sector traiteur", "Traiteur : secteur déclaré"},
           Case{{{"sector", "blanchisserie"}},
                "sector blanchisserie",
                "Blanchisserie : secteur déduit de « lavage du linge »"},
           Case{{{"q", "traiteur"}}, "sector traiteur", "Traiteur : secteur déclaré"},
           Case{{{"kind", "ACI"}}, "kind ACI", "Atelier et chantier d'insertion (ACI)"},
           Case{{{"reservation", "insertion"}},
                "reservation insertion",
                "Son statut permet de lui réserver un marché (L.2113-13)"},
           Case{{{"label", "esus"}}, "label esus", "Label ESUS, vérifié sur la liste officielle"},
           Case{{{"label", "rge"}, {"label_expired", "true"}}, "label rge", "Label RGE, déclaré"},
           Case{{{"criterion", "bio"}}, "criterion bio", "Engagement : Bio"},
           Case{{{"network", "fei"}},
                "network fei",
                "Réseau : Fédération des entreprises d'insertion"},
           Case{{{"prestation", "PREST"}}, "prestation PREST", "Prestation de service"},
           Case{{{"zone", "qpv"}}, "zone qpv", "Située dans un quartier prioritaire (QPV)"},
           Case{{{"source", "lemarche"}}, "source lemarche", "Recensée par la source lemarche"},
           Case{{{"territory", "departement:21"}}, "place located", "Implantée sur le territoire"},
           Case{{{"near", "21231"}, {"radius_km", "20"}}, "distance 0-10", "À moins de 10 km"},
           Case{{{"near", "25056"}, {"radius_km", "200"}}, "distance 50-100", "Entre 50 et 100 km"},
           Case{{{"q", "canal"}, {"interpret", "false"}}, "text canal", "« canal » : nom"},
           Case{{{"q", "999000001"}}, "identifier 999000001", "SIREN 999000001"},
           Case{{}, "all all", "Rien n'est demandé : toutes les structures sont listées"},
       }) {
    SCOPED_TRACE(c.signal);
    const auto texts = why(c.params);
    ASSERT_TRUE(texts.count(c.signal));
    EXPECT_EQ(texts.at(c.signal), c.text);
  }
}

TEST(Why, NamesNothingThatDidNotCount) {
  EXPECT_EQ(why({{"label", "esus"}, {"label", "rge"}}).count("label rge"), 0u) << "it has ended";
  EXPECT_EQ(why({{"sector", "traiteur"}}).count("sector blanchisserie"), 0u);
  EXPECT_EQ(why({{"kind", "ACI"}}).count("all all"), 0u);
}

TEST(Snippet, IsPlainTextThatCannotEndAScriptOrOpenATag) {
  const auto response = index_of_one().get("/api/v1/structures", {{"q", "repassage"}});
  ASSERT_EQ(response.status, 200);
  EXPECT_EQ(response.body.find('<'), std::string::npos) << "a page may hold the answer";
  const auto body = parse_json(response.body);
  EXPECT_THAT((*body)["results"].items()[0]["snippet"].text(), HasSubstr("« repassage »"));
}

}  // namespace
}  // namespace filon
