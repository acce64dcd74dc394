#include "indexer/merge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "annuaire/structure_json.h"
#include "tests/unit/indexer/invented_sirets.h"

namespace filon {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

Structure row(const std::string& source, const std::string& id, const std::string& name,
              const std::string& street = "", const std::string& siret = "",
              const std::string& post_code = "21000", const std::string& insee = "21231") {
  Structure s;
  s.name = name;
  s.siret = siret;
  s.siren = siret.substr(0, 9);
  s.address.street = street;
  s.address.post_code = post_code;
  s.address.insee_code = insee;
  s.address.city = "Dijon";
  s.address.departement = "21";
  s.kinds = {"ACI"};
  s.sources = {{source, id, "", "2026-11-01T00:00:00Z", ""}};
  s.provenance = {{Field::Name, 0}, {Field::Address, 0}};
  if (!siret.empty()) s.provenance.insert(s.provenance.begin(), {Field::Siret, 0});
  return s;
}

MergeSettings settings(std::vector<Decision> decisions = {}) {
  return {{"lemarche", "carteco"}, std::move(decisions), {"emmaus-france.org"}};
}

std::vector<std::string> names_of(const Merged& merged) {
  std::vector<std::string> names;
  for (const Structure& record : merged.records) names.push_back(record.name);
  return names;
}

const std::string street = "12 rue des Lilas";

TEST(Merge, JoinsTheSameSiteOfTwoSourcesAndSaysWhy) {
  const Merged merged =
      merge({row("carteco", "9fK", "La Remise des Halles", "12 R. DES LILAS"),
             row("lemarche", "1", "ASSOC REMISE DES HALLES", street, invented_siret)},
            settings());
  ASSERT_THAT(merged.records, SizeIs(1));
  const Structure& record = merged.records[0];
  EXPECT_EQ(record.name, "ASSOC REMISE DES HALLES");
  EXPECT_EQ(record.siret, invented_siret);
  EXPECT_EQ(source_names(record, Field::Siret), "lemarche");
  EXPECT_THAT(merged.record_of_row, ElementsAre(0u, 0u));
  ASSERT_THAT(record.row_links, SizeIs(1));
  EXPECT_EQ(record.row_links[0].row, "carteco:9fK");
  EXPECT_EQ(record.row_links[0].with, "lemarche:1");
  EXPECT_EQ(record.row_links[0].because, "même nom, même adresse");
  EXPECT_THAT(record.doubts, IsEmpty()) << "written otherwise, they say the same";
}

TEST(Merge, KeepsTwoRecordsWhereOneWouldBeAGuess) {
  struct Case {
    const char* what;
    std::vector<Structure> rows;
  };
  Structure phone = row("lemarche", "1", "Emmaüs", "", invented_siret),
            same_phone = row("carteco", "a", "Emmaüs");
  phone.website = "https://emmaus-france.org",
  same_phone.website = "https://www.emmaus-france.org/";
  for (const Case& c :
       std::vector<Case>{{"another town",
                          {row("lemarche", "1", "Emmaüs Verger", street, invented_siret),
                           row("carteco", "a", "Emmaüs Verger", street, "", "89000", "89024")}},
                         {"another street",
                          {row("lemarche", "1", "La Remise des Halles", street, invented_siret),
                           row("carteco", "a", "La Remise des Halles", "3 quai du Port")}},
                         {"two SIRETs",
                          {row("lemarche", "1", "La Remise des Halles", street, invented_siret),
                           row("carteco", "a", "La Remise des Halles", street, sister_siret)}},
                         {"another SIREN",
                          {row("lemarche", "1", "La Remise des Halles", street, invented_siret),
                           row("carteco", "a", "La Remise des Halles", street, "12345678200010")}},
                         {"one source",
                          {row("carteco", "a", "La Remise des Halles", street),
                           row("carteco", "b", "La Remise des Halles", street)}},
                         {"a network's name and site alone", {phone, same_phone}},
                         {"a neighbour",
                          {row("lemarche", "1", "Menuiserie du Port", street, invented_siret),
                           row("carteco", "a", "Traiteur des Halles", street)}},
                         {"the ESAT and the EA of one house",
                          {row("lemarche", "1", "ESAT Les Tilleuls", street, invented_siret),
                           row("carteco", "a", "EA Les Tilleuls", street)}}}) {
    SCOPED_TRACE(c.what);
    EXPECT_THAT(merge(c.rows, settings()).records, SizeIs(2));
  }
}

TEST(Merge, ARivalNearlyAsLikelyMakesNeitherSureAndBothSuspected) {
  const Merged merged = merge({row("lemarche", "1", "Régie des Halles", street, invented_siret),
                               row("lemarche", "2", "Régie des Halles", street, sister_siret),
                               row("carteco", "a", "Regie des halles", street)},
                              settings());
  EXPECT_THAT(merged.records, SizeIs(3));
  ASSERT_THAT(merged.suspected, SizeIs(2));
  EXPECT_EQ(merged.suspected[0].row, "lemarche:1");
  EXPECT_EQ(merged.suspected[0].with, "carteco:a");
  EXPECT_THAT(merged.suspected[0].because, HasSubstr("même adresse"));
}

TEST(Merge, OfTwoNeighboursTheOneThatBearsTheVeryNameIsMeant) {
  Structure ours = row("lemarche", "1", "Brindille", street, invented_siret);
  Structure sister = row("lemarche", "2", "Brindille Chantiers", street, sister_siret);
  Structure theirs = row("carteco", "a", "Assoc. Brindille", street);
  ours.website = sister.website = theirs.website = "https://brindille.example";
  const Merged merged = merge({ours, sister, theirs}, settings());
  ASSERT_THAT(merged.records, SizeIs(2));
  EXPECT_EQ(merged.record_of_row[0], merged.record_of_row[2]);
}

TEST(Merge, ASharedPhoneOrMailDomainHelpsAPoorAddress) {
  Structure ours = row("lemarche", "1", "Atelier Services", street, invented_siret);
  Structure theirs = row("carteco", "a", "Atelier Services Insertion");
  EXPECT_THAT(merge({ours, theirs}, settings()).records, SizeIs(2));
  ours.contact.phone = theirs.clues.phone = "03 80 00 00 00";
  const Merged merged = merge({ours, theirs}, settings());
  ASSERT_THAT(merged.records, SizeIs(1));
  EXPECT_THAT(merged.records[0].row_links[0].because, HasSubstr("même téléphone"));
  EXPECT_EQ(merged.records[0].clues, MatchClues{}) << "what may not be shown is not kept";
}

TEST(Merge, HandDecisionsAreHonouredOverScoreAndSiret) {
  const std::vector<Structure> rows = {
      row("lemarche", "1", "La Remise des Halles", street, invented_siret),
      row("carteco", "a", "La Remise des Halles", street),
      row("carteco", "b", "Tout autre chose", "3 quai du Port"),
      row("carteco", "c", "La Remise", "4 quai du Port", invented_siret)};
  const Merged merged = merge(rows, settings({{false, "carteco:a", "lemarche:1", "d:1"},
                                              {true, "carteco:b", "lemarche:1", "d:2"},
                                              {false, "lemarche:1", "carteco:c", "d:3"},
                                              {true, "carteco:a", "carteco:never", "d:4"}}));
  EXPECT_THAT(names_of(merged),
              ElementsAre("La Remise des Halles", "La Remise des Halles", "La Remise"));
  EXPECT_THAT(merged.notes, ElementsAre("d:4: no source has the row carteco:never"));
  EXPECT_THAT(merged.records[0].row_links, SizeIs(1));
  EXPECT_THAT(merged.suspected, IsEmpty()) << "what was decided is settled";
  const Merged contradiction = merge(rows, settings({{true, "carteco:a", "carteco:b", "d:1"},
                                                     {true, "carteco:b", "lemarche:1", "d:2"},
                                                     {false, "carteco:a", "lemarche:1", "d:3"}}));
  EXPECT_THAT(contradiction.notes,
              ElementsAre(HasSubstr("d:3: carteco:a and lemarche:1 stay one")));
}

TEST(Merge, WhatSourcesSayDifferentlyIsADoubtWithBothValuesAndBothSources) {
  Structure ours = row("lemarche", "1", "La Remise des Halles", "12 rue des Lilas", invented_siret);
  Structure theirs =
      row("carteco", "9fK", "Recyclerie du Port", "14 rue des Lilas", invented_siret);
  ours.website = "https://remise.example", theirs.website = "http://recyclerie.example/accueil";
  ours.active = true, theirs.active = false;
  ours.unverified = false, theirs.unverified = true;
  const Merged merged = merge({theirs, ours}, settings());
  ASSERT_THAT(merged.records, SizeIs(1));
  const Structure& record = merged.records[0];
  EXPECT_THAT(
      record.doubts,
      ElementsAre("adresses différentes : « 12 rue des Lilas 21000 Dijon » (lemarche 1), "
                  "« 14 rue des Lilas 21000 Dijon » (carteco 9fK)",
                  "en activité selon lemarche 1, inactive selon carteco 9fK",
                  "noms différents : « La Remise des Halles » (lemarche 1), « Recyclerie du "
                  "Port » (carteco 9fK)",
                  "sites web différents : « https://remise.example » (lemarche 1), « "
                  "http://recyclerie.example/accueil » (carteco 9fK)"));
  EXPECT_TRUE(record.active);
  EXPECT_FALSE(record.unverified) << "one source that checked is enough";
}

TEST(Merge, AThousandRowsOfOneSiretTakeNoThousandTimesAsLong) {
  std::vector<Structure> rows;
  for (int i = 0; i < 20000; ++i)
    rows.push_back(row("lemarche", std::to_string(i), "Nom " + std::to_string(i), "",
                       invented_siret, std::to_string(10000 + i)));
  const Merged merged = merge(std::move(rows), settings());
  EXPECT_THAT(merged.records, SizeIs(20000));
  EXPECT_THAT(merged.records[0].doubts, SizeIs(10)) << "ten sharers say as much as all of them";
}

// Rows that meet in every way: ids twice, SIRETs shared, names near, decisions.
std::vector<Structure> random_rows(std::mt19937& random) {
  const auto pick = [&](std::vector<std::string> values) {
    return values[random() % values.size()];
  };
  std::vector<Structure> rows;
  for (int i = 0; i < 60; ++i) {
    Structure s = row(pick({"lemarche", "carteco", "liste"}), std::to_string(random() % 30),
                      pick({"Remise des Halles", "REMISE HALLES", "Remise du Port", "Halle"}),
                      pick({street, "12 r des lilas", "3 quai du Port", ""}),
                      pick({invented_siret, sister_siret, "", "", ""}), pick({"21000", "21100"}));
    s.description = pick({"", "a", "b"});
    s.website = pick({"", "https://a.example"});
    rows.push_back(std::move(s));
  }
  return rows;
}

std::string whole(const Merged& merged) {
  std::string text;
  for (const Structure& record : merged.records)
    text += to_json(record) + provenance_json(record) + '\n';
  for (const RowLink& pair : merged.suspected) text += pair.row + pair.with + pair.because + '\n';
  for (const std::string& note : merged.notes) text += note;
  return text;
}

TEST(Merge, TheOrderOfTheRowsMakesNoDifferenceToOneByte) {
  std::mt19937 random(20261124);
  for (int world = 0; world < 60; ++world) {
    std::vector<Structure> rows = random_rows(random);
    const MergeSettings with =
        settings({{true, "liste:1", "carteco:2", "d:1"}, {false, "liste:3", "lemarche:3", "d:2"}});
    const std::string expected = whole(merge(rows, with));
    for (int turn = 0; turn < 6; ++turn) {
      std::shuffle(rows.begin(), rows.end(), random);
      ASSERT_EQ(whole(merge(rows, with)), expected) << "world " << world;
    }
  }
}

TEST(Merge, EveryRowIsInOneRecordAndEveryRecordNamesItsRows) {
  std::mt19937 random(7);
  const std::vector<Structure> rows = random_rows(random);
  const Merged merged = merge(rows, settings());
  ASSERT_EQ(merged.record_of_row.size(), rows.size());
  EXPECT_EQ(merged.records.size(), rows.size() - merged.merged);
  for (size_t i = 0; i < rows.size(); ++i) {
    std::vector<std::string> keys;
    for (const SourceRef& ref : merged.records[merged.record_of_row[i]].sources)
      keys.push_back(ref.name + ref.id);
    EXPECT_THAT(keys, Contains(rows[i].sources[0].name + rows[i].sources[0].id));
  }
}

// Records take the places of rows while other threads read rows further on.
TEST(Merge, JoinsThousandsOfRowsOnAllCores) {
  constexpr size_t sites = 2000;
  PackedRecords rows;
  std::vector<std::string> keys;
  for (size_t i = 0; i < 2 * sites; ++i) {  // every other site has a second row, far from its first
    const size_t site = i % sites;
    if (i >= sites && site % 2) continue;
    rows.push_back(row(i < sites ? "lemarche" : "carteco", fmt::format("{}", site),
                       fmt::format("Atelier {}", site), "1 rue d'Aval",
                       fmt::format("999{:011}", site)));
    keys.push_back(fmt::format("{}", site));
    if (i == sites) rows.learn();
  }
  const Merged merged = merge(rows, settings());
  ASSERT_EQ(merged.records.size(), sites);
  EXPECT_EQ(merged.merged, sites / 2);
  for (size_t i = 0; i < keys.size(); ++i) {
    const Structure record = merged.records[merged.record_of_row[i]];
    ASSERT_EQ(record.name, "Atelier " + keys[i]) << i;
    ASSERT_EQ(record.sources.size(), std::stoul(keys[i]) % 2 ? 1u : 2u) << i;
  }
}

TEST(Merge, CompletesWhatIsOne) {
  MergeSettings with = settings();
  with.complete = [](Structure& record) {
    record.brand = fmt::format("of {} rows", record.sources.size());
  };
  const Merged merged = merge({row("lemarche", "1", "Atelier", "1 rue d'Aval", invented_siret),
                               row("carteco", "a", "Atelier", "1 rue d'Aval", invented_siret),
                               row("carteco", "b", "Serre", "2 rue d'Aval")},
                              with);
  std::vector<std::string> brands;
  for (const Structure& record : merged.records) brands.push_back(record.brand);
  EXPECT_THAT(brands, UnorderedElementsAre("of 2 rows", "of 1 rows"));
}

}  // namespace
}  // namespace filon
