#include "indexer/sources/lemarche_reader.h"

#include <gmock/gmock.h>

#include "annuaire/data_dir.h"
#include "indexer/sources/lemarche_taxonomy.h"
#include "indexer/sources/sources.h"
#include "tests/unit/indexer/normalised.h"

namespace filon {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Everything here is invented.
Result<SourceRows> read_lemarche_page(std::string_view bytes) {
  return read_lemarche(
      {"lemarche", "page.json", "2026-11-24T00:00:00Z", bytes, data_dir(), nullptr, {}});
}
SourceRows lemarche_rows(std::string_view bytes) {
  auto found = read_lemarche_page(bytes);
  EXPECT_TRUE(found) << found.error().message;
  return found ? *std::move(found) : SourceRows{};
}

TEST(LemarcheReader, ReadsTheShapeOfEveryYear) {
  struct Case {
    std::string_view year, json;
  };
  for (
      const Case& c :
      {Case{
           "2026, a page",
           R"({"count":1,"next":null,"previous":null,"results":[{"id":7,"name":"BALUCHON","brand":"","slug":"baluchon-93","siret":"99900104300010","nature":"HEAD_OFFICE","kind":"EI","kind_parent":"Insertion","contact_website":"","contact_social_website":"","logo_url":"","address":"1 rue X","city":"Romainville","post_code":"93230","department":"93","region":"Île-de-France","is_qpv":true,"is_active":true,"sectors":[{"name":"Traiteur","slug":"traiteur"}],"presta_types":["PREST"],"networks":[],"offers":[],"client_references":[],"labels_old":[],"created_at":"2019-12-05T15:37:56.609000+01:00","updated_at":null}]})"},
       Case{
           "one structure",
           R"({"id":7,"name":"BALUCHON","siret":"99900104300010","kind":"EI","city":"Romainville","post_code":"93230","is_qpv":true,"sectors":[{"name":"Traiteur","slug":"traiteur","group":{"name":"Restauration","slug":"restauration"}}],"presta_types":["PREST"]})"},
       Case{"the SIRET route", R"([{"id":7,"name":"BALUCHON","siret":"99900104300010","kind":"EI","city":"Romainville","post_code":"93230","is_qpv":true,"sectors":[{"name":"Traiteur","slug":"traiteur"}],"presta_types":["PREST"]}])"}, Case{"2024", R"({"count":1,"results":[{"id":7,"name":"BALUCHON","siret":"99900104300010","kind":"EI","presta_type":["PREST"],"is_cocontracting":true,"contact_email":"","contact_phone":null,"city":"Romainville","post_code":"93230","is_qpv":true,"sectors":[{"name":"Traiteur","slug":"traiteur"}],"networks":null,"offers":null}]})"}, Case{"2021, in French", R"([{"id":7,"raisonSociale":"BALUCHON","enseigne":"","type":"EI","presta_type":"PREST","email":"","telephone":"","siteWeb":"","ville":"Romainville","departement":"93","codePostal":"93230","zoneQPV":true,"siretUrl":"","siret":"99900104300010","region":"Île-de-France","sectors":["Traiteur"]}])"}}) {
    SCOPED_TRACE(c.year);
    const SourceRows page = lemarche_rows(c.json);
    ASSERT_EQ(page.kept.size(), 1u);
    const Structure s = normalised(page.kept[0]);
    EXPECT_EQ(s.sources.at(0).id, "7");
    EXPECT_EQ(s.name, "Baluchon");
    EXPECT_EQ(s.siret, "99900104300010");
    EXPECT_THAT(s.kinds, ElementsAre("EI"));
    EXPECT_EQ(s.address.insee_code, "93063");
    EXPECT_THAT(s.zones, ElementsAre("qpv"));
    ASSERT_EQ(s.sectors.size(), 1u);
    EXPECT_EQ(s.sectors[0].slug, "traiteur");
    EXPECT_EQ(s.sectors[0].origin, Origin::Declared);
    EXPECT_EQ(s.prestations.size(), 1u);
    EXPECT_TRUE(s.active);
  }
}

TEST(LemarcheReader, ReadsTheNamesOfTheAnonymousListOf2021) {
  const SourceRows page = lemarche_rows(
      R"([{"raisonSociale":"UNE","siret":"99900104300010"},{"raisonSociale":"DEUX","siret":""}])");
  ASSERT_EQ(page.kept.size(), 2u);
  EXPECT_EQ(normalised(page.kept[0]).name, "UNE");
  EXPECT_FALSE(normalise(page.kept[1], shipped_references(), {}));
}

TEST(LemarcheReader, ReadsTodaysDownloadWhichHasNoSiret) {
  const std::string_view csv =
      "Raison sociale,Enseigne,Type de structure,Adresse,Code postal,Ville,Référence client "
      "1,Référence client 2,Référence client 3\r\n"
      "BALUCHON,Baluchon traiteur,Entreprise adaptée de travail temporaire (EATT),\"1, rue "
      "X\",93230,Romainville,Ville,,\r\n"
      "BALUCHON,,Entreprise d'insertion (EI),1 rue X,93230,Romainville,,,\r\n";
  const SourceRows page = lemarche_rows(csv);
  ASSERT_EQ(page.kept.size(), 2u);
  EXPECT_THAT(page.warnings, IsEmpty());
  const Structure s = normalised(page.kept[0]);
  EXPECT_EQ(s.name, "Baluchon");
  EXPECT_EQ(s.brand, "Baluchon traiteur");
  EXPECT_THAT(s.kinds, ElementsAre("EATT"));
  EXPECT_EQ(s.address.street, "1, rue X");
  EXPECT_EQ(page.kept[0].origin, "page.json:2");
  EXPECT_NE(page.kept[0].id, page.kept[1].id);  // two kinds are two rows
}

TEST(LemarcheReader, ReadsTheDownloadOfBefore) {
  const std::string_view csv =
      "Raison sociale,Nom commercial,Slug,Siret,Établissement,Type de "
      "structure,kind_parent,presta_type,Site internet,Adresse,Ville,Code "
      "Postal,Département,Région,Quartier prioritaire de la politique de la ville (API "
      "QPV),sectors,E-mail,Téléphone,Inscrite,Lien vers le marché\n"
      "BALUCHON,,baluchon-93,99900104300010,Conventionné avec la "
      "Direccte,EI,Insertion,PREST,http://www.baluchon.example,1 rue "
      "X,Romainville,93230,93,Île-de-France,Oui,\"Communication, Marketing, "
      "Restauration\",jean.martin@baluchon.example,06 12 34 56 "
      "78,Oui,https://lemarche.inclusion.gouv.fr/prestataires/baluchon-93/\n";
  const SourceRows page = lemarche_rows(csv);
  ASSERT_EQ(page.kept.size(), 1u);
  const SourceRecord& record = page.kept[0];
  EXPECT_EQ(record.phone, "");  // a person's
  EXPECT_EQ(record.email, "");
  ASSERT_EQ(record.sectors.size(), 2u);
  EXPECT_EQ(record.sectors[0].name, "Communication, Marketing");
  const Structure s = normalised(record);
  EXPECT_EQ(s.sources.at(0).id, "baluchon-93");
  EXPECT_EQ(s.sources.at(0).url, "https://lemarche.inclusion.gouv.fr/prestataires/baluchon-93/");
  EXPECT_EQ(s.siret, "99900104300010");
  EXPECT_EQ(s.sectors.size(), 2u);
  EXPECT_THAT(s.zones, ElementsAre("qpv"));
}

TEST(LemarcheReader, SaysWhatAFileIsThatItCannotRead) {
  struct Case {
    std::string_view bytes, message;
  };
  for (const Case& c :
       {Case{"\n<!DOCTYPE html><html><title>Connexion</title>",
             "page.json: an HTML page, not a list of structures: the login page? The API needs its "
             "token, a download needs to be logged in"},
        Case{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
             "page.json: an old Excel workbook (.xls) or one with a password: open it and save it "
             "as XLSX or CSV"},
        Case{"nom;ville\nA;B\n",
             "page.json: not a download of Le Marché: it has no column 'Raison sociale'; its "
             "columns are nom, ville"},
        Case{R"({"detail":"Invalid or expired token"})",
             "page.json: neither a list of structures nor one: Invalid or expired token"}}) {
    SCOPED_TRACE(c.message);
    const auto found = read_lemarche_page(c.bytes);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().message, c.message);
  }
}

TEST(LemarcheTaxonomy, TeachesSectorsThatOurTableDoesNotHave) {
  LemarcheTaxonomy taxonomy;
  read_taxonomy(R"({"count":3,"results":[
    {"name":"Traiteur","slug":"traiteur","group":{"name":"Restauration","slug":"restauration"}},
    {"name":"Foodtruck","slug":"foodtruck","group":{"name":"Restauration","slug":"restauration"}},
    {"name":"Caché","slug":"cache","group":null}]})",
                taxonomy);
  read_taxonomy(
      R"({"count":1,"results":[{"name":"Réseau neuf","slug":"reseau-neuf","brand":"","website":""}]})",
      taxonomy);
  read_taxonomy(
      R"({"count":1,"results":[{"id":1,"name":"A","siret":"99900104300010","slug":"a"}]})",
      taxonomy);
  EXPECT_EQ(taxonomy.sectors.size(), 3u);
  EXPECT_EQ(taxonomy.networks.size(), 1u);
  auto sectors = Sectors::load(data_dir());
  ASSERT_TRUE(sectors);
  const size_t before = sectors->size();
  EXPECT_THAT(learn_sectors(taxonomy, *sectors), ElementsAre("Foodtruck"));
  EXPECT_EQ(sectors->size(), before + 1);
  const auto learnt = sectors->find("foodtruck");
  ASSERT_TRUE(learnt);
  EXPECT_EQ(sectors->group_of(*learnt).slug, "restauration");
  EXPECT_THAT(learn_sectors(taxonomy, *sectors), IsEmpty());
}

TEST(LemarcheTaxonomy, RefusesAGroupThatIsNotOne) {
  auto sectors = Sectors::load(data_dir());
  ASSERT_TRUE(sectors);
  EXPECT_FALSE(sectors->learn("x", "X", "restauration", "Autre nom"));
  EXPECT_FALSE(sectors->learn("x", "X", "autre-slug", "Restauration"));
  EXPECT_FALSE(sectors->learn("traiteur", "X", "restauration", "Restauration"));
  EXPECT_FALSE(sectors->learn("x", "Traiteur", "restauration", "Restauration"));
  EXPECT_FALSE(sectors->find("x"));
}

TEST(LemarcheTaxonomy, IsHarvestedWithTheStructures) {
  std::vector<std::string> asked;
  const Fetch fetch = [&](const FetchRequest& request) -> Result<FetchAnswer> {
    asked.push_back(request.url);
    FetchAnswer answer;
    answer.url = request.url;
    answer.status = 200;
    answer.body =
        request.url.find("/siae/") != std::string::npos
            ? R"({"count":1,"next":null,"results":[{"id":1,"name":"A","siret":"99900104300010"}]})"
            : R"({"count":1,"next":null,"results":[{"name":"Foodtruck","slug":"foodtruck","group":{"name":"Restauration","slug":"restauration"}}]})";
    if (request.url.find("/networks/") != std::string::npos)
      return fail(ErrorCode::Fetch, "{}: status 500", request.url);
    return answer;
  };
  const auto harvest = source_info("lemarche").harvest({"https://x.org", "", "", ""}, fetch);
  ASSERT_TRUE(harvest) << harvest.error().message;
  EXPECT_EQ(asked.size(), 4u);
  EXPECT_EQ(harvest->snapshot.pages.size(), 3u);
  EXPECT_EQ(harvest->records, 1u);
  EXPECT_THAT(harvest->warnings, ElementsAre(HasSubstr("taxonomies not refreshed: ")));
}

TEST(LemarcheReader, TakesPagesOfTaxonomiesForWhatTheyAre) {
  for (
      const std::string_view page :
      {R"({"count":10,"results":[{"id":"EI","name":"Entreprise d'insertion","parent":"Insertion"}]})",
       R"({"count":1,"results":[{"name":"UNEA","slug":"unea","brand":"","website":""}]})"}) {
    const SourceRows found = lemarche_rows(page);
    EXPECT_THAT(found.kept, IsEmpty());
    EXPECT_THAT(found.rejected, IsEmpty());
  }
}

}  // namespace
}  // namespace filon
