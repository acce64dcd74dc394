#include "indexer/verify.h"

#include <gmock/gmock.h>

#include "tests/unit/indexer/list_settings.h"
#include "tests/unit/indexer/shipped_references.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

ListedKeys listed(std::string_view bytes, const SourceSettings& said,
                  const std::unordered_set<std::string>& wanted) {
  ListedKeys keys;
  const Status read =
      collect_listed({"liste", "liste.csv", "", bytes, "", &said, {}}, wanted, keys);
  EXPECT_TRUE(read) << read.error().message;
  return keys;
}

TEST(Verify, KeepsOnlyThoseOfOursThatTheNationalListNames) {
  const SourceSettings& ess = settings_of({}, "ess");
  for (const std::string_view csv :
       {"SIREN,Nom ou raison sociale de l'entreprise,Famille juridique de "
        "l'entreprise\n5720610,A,Associations\n303192967,B,Coopératives\n,C,\n",
        "siren,nom_ou_raison_sociale_de_lentreprise,famille_juridique_de_lentreprise\n5720610,A,"
        "Associations\n303192967,B,\nabc,C,\n",
        "NoSIREN;RAISON_SOCIALE\n5720610;A\n303192967;B\nx;C\n"}) {
    SCOPED_TRACE(csv);
    const ListedKeys keys = listed(csv, ess, {"005720610", "999999999"});
    EXPECT_THAT(keys.until, UnorderedElementsAre(Pair("005720610", "")));
    EXPECT_EQ(keys.read, 3u);
    ASSERT_EQ(keys.rejected.size(), 1u);
    EXPECT_EQ(keys.rejected[0].origin, "liste.csv:4");
    EXPECT_EQ(keys.rejected[0].reason.substr(0, 25), "neither siren nor siret: ");
  }
}

TEST(Verify, ComparesBySiretWhereTheListHasOneAndKeepsTheLastDay) {
  const SourceSettings rge =
      list_settings({{"siret", "siret"}, {"valid_until", "fin"}, {"verifies", "rge"}});
  const ListedKeys keys =
      listed("siret;fin\n73282932000074;31/12/2026\n73282932000074;30/06/2027\n73282932000075;\n",
             rge, {"73282932000074", "732829320"});
  EXPECT_THAT(keys.until, UnorderedElementsAre(Pair("73282932000074", "2027-06-30")));
}

TEST(Verify, SetsTheLabelWithItsProofItsEndAndItsSource) {
  const Labels& labels = shipped_references().labels;
  Structure listed_site, sister, stranger;
  listed_site.siret = "73282932000074";
  listed_site.siren = "732829320";
  listed_site.labels = {{"rge", "RGE", Proof::Declared, ""}};
  listed_site.sources = {{"lemarche", "1", "", "", ""}};
  listed_site.provenance = {{Field::Labels, 0}};
  sister.siren = "732829320";
  PackedRecords records = {listed_site, sister, stranger};
  const Complete complete = [](Structure& s) { s.brand = "completed"; };
  ListedKeys keys;
  keys.until = {{"73282932000074", "2027-06-30"}};
  EXPECT_EQ(apply_listed(keys, {"liste-rge", "", "", "2026-11-20T00:00:00Z", ""},
                         *labels.find("rge"), complete, records),
            1u);
  const Structure verified = records[0];
  EXPECT_THAT(verified.labels, ElementsAre(LabelLink{"rge", "RGE", Proof::Verified, "2027-06-30"}));
  EXPECT_EQ(verified.brand, "completed");  // what follows from labels follows anew
  EXPECT_EQ(source_names(verified, Field::Labels), "lemarche, liste-rge");
  EXPECT_EQ(origins_of(verified, Field::Labels).at(1)->seen_at, "2026-11-20T00:00:00Z");
  EXPECT_EQ(records[1], sister);  // another site of the same company is not listed
  keys.until = {{"732829320", ""}};
  EXPECT_EQ(apply_listed(keys, {"ess", "", "", "", ""}, *labels.find("ess"), complete, records),
            2u);
  EXPECT_EQ(records[1].labels.at(0).slug, "ess");
  EXPECT_EQ(records[2], stranger);
}

}  // namespace
}  // namespace filon
