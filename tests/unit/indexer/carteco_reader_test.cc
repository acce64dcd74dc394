#include "indexer/sources/carteco_reader.h"

#include <gmock/gmock.h>

#include "annuaire/data_dir.h"
#include "annuaire/structure_json.h"
#include "tests/unit/indexer/normalised.h"

namespace filon {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

// Everything here is invented.
constexpr std::string_view full_page = R"json(
{"licence":"https://opendatacommons.org/licenses/odbl/summary/","ontology":"gogofull","data":[
 {"id":"9fK","name":"La Remise des Halles ","geo":{"latitude":47.21573,"longitude":-1.553406},
  "sourceKey":"CRESS Pays de la Loire",
  "address":{"streetNumber":"12","streetAddress":"rue des Salorges (fictive)",
             "addressLocality":"Nantes","postalCode":"44100","addressCountry":"FR"},
  "openHours":{"We":"10:00-12:30,14:00-18:00"},"createdAt":"2021-05-18T09:12:44+02:00",
  "updatedAt":"2025-11-03T16:40:02+01:00","status":3,
  "categories":["Pays de la Loire","Gestion des ressources et déchets",
                "Seconde vie des produits (collecte, réparation, réemploi...)","Réemploi",
                "Recyclerie / Ressourcerie"],
  "categoriesFull":[{"id":41,"name":"Pays de la Loire","description":"","index":0},
                    {"id":58,"name":"Recyclerie / Ressourcerie",
                     "description":"mobilier, textile, vaisselle","index":4}],
  "siret":"123 456 782 00010","statut_ess":"Association",
  "site_web":"www.remise-des-halles.example;https://facebook.com/remisedeshalles",
  "description_activite":"<p>Collecte, tri et vente de <b>mobilier</b> d&#039;occasion.<br>Chantier d&rsquo;insertion (ACI).</p>",
  "telephone":"06 12 34 56 78 / 02 40 00 00 01","email":"private",
  "subscriberEmails":["abonne@example.org"]},
 {"id":"9fk","name":"SCIC BOIS DU MARAIS","geo":{"latitude":0,"longitude":0},"address":{},
  "createdAt":"2024-02-01T00:00:00+01:00","updatedAt":"2024-02-01T00:00:00+01:00","status":0,
  "categories":["Nouvelle Aquitaine","Bâtiment durable"],
  "categoriesFull":[{"id":44,"name":"Nouvelle Aquitaine","description":null,"index":0}],
  "statut_ess":"SCIC SA à capital variable","site_web":"NULL",
  "email":"personne.privee@example.org","subscriberEmails":["quelquun@example.org"]}]})json";

constexpr std::string_view admin_csv =
    R"csv(id,name,siret,statut_ess,site_web,description_activite,categories,categories_ids,latitude,longitude,streetNumber,streetAddress,addressLocality,postalCode,addressCountry,status,moderationState,source,images,files,createdAt,updatedAt,openHours,oldId,userOwnerEmail
9fK,"La Remise des Halles ","123 456 782 00010",Association,www.remise-des-halles.example,"<p>Collecte,
 tri.</p>","Pays de la Loire, Gestion des ressources et déchets, Seconde vie des produits (collecte, réparation, réemploi...), Réemploi","41,3,52,57",47.21573,-1.553406,12,"rue des Salorges (fictive)",Nantes,44100,FR,3,0,,,,,"Mon, 03 Nov 2025 16:40:02 +0100",,,gestion@example.org
9fL,SCIC BOIS DU MARAIS,,"SCIC SA à capital variable",NULL,"Dit \"le Bois\", menuiserie","Nouvelle Aquitaine, Bâtiment durable","44,7",45.1,-0.6,,,"Saint-André-de-Cubzac",33240,,1,0,,,,,,,,,un de trop
)csv";

Result<SourceRows> read_carteco_page(std::string_view bytes, std::string_view source = "carteco") {
  return read_carteco(
      {std::string(source), "page.json", "2026-11-24T00:00:00Z", bytes, data_dir(), nullptr, {}});
}
SourceRows carteco_rows(std::string_view bytes, std::string_view source = "carteco") {
  auto found = read_carteco_page(bytes, source);
  EXPECT_TRUE(found) << found.error().message;
  return found ? *std::move(found) : SourceRows{};
}
std::vector<std::string> sectors(const Structure& s) {
  std::vector<std::string> slugs;
  for (const SectorLink& link : s.sectors) slugs.push_back(link.slug);
  return slugs;
}

TEST(CartecoReader, ReadsAFullPage) {
  const SourceRows page = carteco_rows(full_page);
  ASSERT_EQ(page.kept.size(), 2u);
  const Structure remise = normalised(page.kept[0]);
  EXPECT_EQ(remise.name, "La Remise des Halles");
  EXPECT_EQ(remise.siret, "12345678200010");
  EXPECT_EQ(remise.address.street, "12 rue des Salorges (fictive)");
  EXPECT_EQ(remise.address.insee_code, "44109");
  ASSERT_TRUE(remise.location);
  EXPECT_EQ(remise.location->point.lat, 47.21573);
  EXPECT_EQ(remise.website, "https://www.remise-des-halles.example");
  EXPECT_EQ(remise.description,
            "Collecte, tri et vente de mobilier d'occasion.\nChantier d’insertion (ACI).");
  EXPECT_THAT(remise.kinds, ElementsAre("ASSOCIATION"));
  EXPECT_THAT(sectors(remise), Contains("recyclage-delements-dameublement-dae-et-petits-objets"));
  EXPECT_THAT(remise.offers,
              Contains(Offer{"Recyclerie / Ressourcerie", "mobilier, textile, vaisselle"}));
  EXPECT_EQ(remise.sources.at(0).url, "https://carteco-ess.org/#/fiche/9fK/");
  EXPECT_EQ(remise.sources.at(0).updated_at, "2025-11-03T15:40:02Z");
  EXPECT_FALSE(remise.unverified);
}

TEST(CartecoReader, KeepsWhatNobodyHasCheckedWithADoubtAndDropsItsPointInTheSea) {
  const Structure marais = normalised(carteco_rows(full_page).kept.at(1));
  EXPECT_TRUE(marais.unverified);
  EXPECT_THAT(marais.doubts, Contains("non vérifié par Carteco"));
  EXPECT_THAT(marais.doubts, Contains(HasSubstr("point (0, 0) hors de France : écarté")));
  EXPECT_FALSE(marais.location && marais.location->precision == PointPrecision::Address);
  EXPECT_EQ(marais.address.region, "75");
  EXPECT_EQ(marais.website, "");
  EXPECT_THAT(marais.kinds, ElementsAre("SCIC"));
}

TEST(CartecoReader, TellsIdsApartByCase) {
  const SourceRows page = carteco_rows(full_page);
  EXPECT_EQ(page.kept.at(0).id, "9fK");
  EXPECT_EQ(page.kept.at(1).id, "9fk");
}

TEST(CartecoReader, LetsNothingPrivateThrough) {
  for (const std::string_view document : {full_page, admin_csv})
    for (const SourceRecord& record : carteco_rows(document).kept) {
      const std::string json = to_json(normalised(record));
      for (const std::string_view secret :
           {"private", "abonne", "quelquun", "personne.privee", "gestion@", "06 12 34", "0612"}) {
        EXPECT_THAT(json, Not(HasSubstr(std::string(secret))));
        EXPECT_THAT(record.email + record.phone, Not(HasSubstr(std::string(secret))));
      }
    }
  EXPECT_EQ(carteco_rows(full_page).kept.at(0).phone, "02 40 00 00 01");
}

TEST(CartecoReader, TakesRegionsLicencesAndPartnersOutOfCategories) {
  const SourceRows page = carteco_rows(
      R"({"data":[{"id":"a","name":"A","categories":["Corse","CC-By-SA","Transiscope","Économie sociale et Solidaire","Atelier vélo"]}],"ontology":"gogofull"})");
  const Structure s = normalised(page.kept.at(0));
  EXPECT_THAT(sectors(s), ElementsAre("reparation-de-velos-14"));
  EXPECT_EQ(s.sectors[0].confidence, 90);
  EXPECT_EQ(s.sectors[0].origin, Origin::Inferred);
  EXPECT_EQ(s.address.region, "94");
  EXPECT_THAT(s.offers, ElementsAre(Offer{"Économie sociale et Solidaire", ""}));
}

TEST(CartecoReader, ReadsAnAdminsCsvWithItsCommasAndItsRaggedRows) {
  const SourceRows page = carteco_rows(admin_csv);
  ASSERT_EQ(page.kept.size(), 2u);
  const SourceRecord& remise = page.kept[0];
  EXPECT_EQ(remise.origin, "page.json:2");
  EXPECT_EQ(remise.id, "9fK");
  EXPECT_EQ(remise.updated_at, "Mon, 03 Nov 2025 16:40:02 +0100");
  EXPECT_EQ(remise.street, "12 rue des Salorges (fictive)");
  ASSERT_TRUE(remise.point);
  EXPECT_DOUBLE_EQ(remise.point->lat, 47.21573);
  EXPECT_THAT(sectors(normalised(remise)), ElementsAre("autre-80", "autre-85"));
  EXPECT_THAT(remise.offers, IsEmpty());  // every category was understood, commas and all
  EXPECT_EQ(page.kept[1].description, "Dit \\\"le Bois\\\", menuiserie");
  EXPECT_THAT(
      page.warnings,
      ElementsAre("page.json:4: 26 cells where the header has 25: the leading ones are kept"));
}

TEST(CartecoReader, ReadsTheSameCsvSavedAgainBySpreadsheet) {
  const SourceRows page = carteco_rows(
      "id;name;siret;categories;categories_ids;latitude;longitude;addressLocality;postalCode\r\n"
      "9fK;\"Recyclerie d'\xC9t\xE9\";1,23457E+13;Corse;4;47,2;-1,5;Nantes;44100\r\n");
  const Structure s = normalised(page.kept.at(0));
  EXPECT_EQ(s.name, "Recyclerie d'Été");
  EXPECT_EQ(s.siret, "");
  EXPECT_THAT(s.doubts, Contains(HasSubstr("en notation scientifique, chiffres perdus : écarté")));
  ASSERT_TRUE(s.location);
  EXPECT_EQ(s.location->point.lat, 47.2);
}

TEST(CartecoReader, LearnsNamesWithCommasFromTheirIds) {
  const SourceRows page = carteco_rows(
      "id,name,categories,categories_ids,addressLocality\n"
      "a,A,\"Fripes, sacs et bijoux\",7,Nantes\n"
      "b,B,\"Corse, Fripes, sacs et bijoux\",\"4,7\",Nantes\n"
      "c,C,Corse,4,Nantes\n");
  EXPECT_THAT(page.kept.at(0).offers, ElementsAre(Offer{"Fripes, sacs et bijoux", ""}));
  EXPECT_THAT(page.kept.at(1).offers, ElementsAre(Offer{"Fripes, sacs et bijoux", ""}));
}

TEST(CartecoReader, ReadsOneElementJsonLdAndBareLists) {
  for (const std::string_view document :
       {R"({"licence":"x","ontology":"gogofull","data":{"id":"a","name":"A"}})",
        R"({"@context":"x","@graph":[{"id":"a","name":"A"}]})",
        R"([{"id":"a","title":"A","lat":"47.2","lng":"-1.5"}])"}) {
    SCOPED_TRACE(document);
    const SourceRows page = carteco_rows(document);
    ASSERT_EQ(page.kept.size(), 1u);
    EXPECT_EQ(page.kept[0].name, "A");
  }
}

TEST(CartecoReader, ResolvesTheNumbersOfVersion2ByItsTaxonomy) {
  const std::vector<std::string> pages = {
      R"({"data":[{"id":"a","name":"A","categories":["12","99"],"latitude":"47.2","longitude":"-1.5","updatedAt":"03/11/2025"}],"ontology":"gogofull"})",
      R"([{"id":1,"name":"Quoi","options":[{"id":12,"name":"Atelier vélo","subcategories":[{"id":12,"name":"Autre","options":[{"id":13,"name":"Corse"}]}]}]}])"};
  const auto page = read_carteco({"carteco", "page 1", "", pages[0], data_dir(), nullptr, pages});
  ASSERT_TRUE(page) << page.error().message;
  const Structure s = normalised(page->kept.at(0));
  EXPECT_THAT(sectors(s), ElementsAre("reparation-de-velos-14"));
  EXPECT_EQ(s.sources.at(0).updated_at, "2025-11-03");
  EXPECT_THAT(s.offers, IsEmpty());  // nobody tells what 99 is
  const auto taxonomy =
      read_carteco({"carteco", "page 2", "", pages[1], data_dir(), nullptr, pages});
  ASSERT_TRUE(taxonomy);
  EXPECT_THAT(taxonomy->kept, IsEmpty());
}

TEST(CartecoReader, ReadsGeoJsonWithLongitudeFirst) {
  const SourceRows page = carteco_rows(R"({"type":"FeatureCollection","features":[{"type":"Feature",
    "geometry":{"type":"Polygon","coordinates":[[[-1.56,47.21],[-1.54,47.21],[-1.54,47.22],[-1.56,47.22]]]},
    "properties":{"name":"La Remise","description":"Chez nous.<br>📍 12 rue du Port, 44100 Nantes<br>📞 06 12 34 56 78","category":"Atelier vélo"}}]})",
                                       "carte");
  ASSERT_EQ(page.kept.size(), 1u);
  const Structure s = normalised(page.kept[0]);
  EXPECT_EQ(s.address.insee_code, "44109");
  ASSERT_TRUE(s.location);
  EXPECT_EQ(s.location->point.lat, 47.215);
  EXPECT_EQ(s.contact.phone, "");
  EXPECT_THAT(sectors(s), ElementsAre("reparation-de-velos-14"));
  EXPECT_THAT(page.kept[0].id, HasSubstr("la-remise-44100-nantes"));
}

TEST(CartecoReader, ReadsTeritorioAsGeoJsonAndAsCsv) {
  const SourceRows json = carteco_rows(R"json({"type":"FeatureCollection","features":[
    {"type":"Feature","geometry":{"type":"Point","coordinates":[-1.553406,47.21573]},"properties":{
     "name":"La Remise des Halles","description":"<p>Mobilier d'occasion.</p>","addr:housenumber":"12",
     "addr:street":"rue des Salorges (fictive)","addr:postcode":"44100","addr:city":"Nantes",
     "ref:FR:SIRET":"12345678200010","phone":["+33 2 40 00 00 00"],
     "website":["https://remise-des-halles.example"],
     "metadata":{"id":184467,"category_ids":[12,57],"updated_at":"2025-11-03T15:40:02Z"},
     "editorial":{"class_label":{"fr":"Recyclage"}}}},
    {"type":"Feature","geometry":{"type":"Point","coordinates":[2,48]},"properties":{
     "name":"Recycleries","metadata":{"id":2},"editorial":{"class_label":{"fr":"Recycleries"}}}}]})json");
  const SourceRows csv = carteco_rows(
      "\xEF\xBB\xBF"
      R"csv(addr:city;addr:housenumber;addr:postcode;addr:street;description;metadata:category_ids;metadata:id;metadata:updated_at;name;phone;ref:FR:SIRET;website;lon;lat
Nantes;12;44100;rue des Salorges (fictive);<p>Mobilier d'occasion.</p>;"12;57";184467;2025-11-03T15:40:02Z;La Remise des Halles;+33 2 40 00 00 00;12345678200010;https://remise-des-halles.example;-1.553406;47.21573
)csv");
  ASSERT_EQ(json.kept.size(), 2u);
  ASSERT_EQ(csv.kept.size(), 1u);
  for (const SourceRecord* record : {&json.kept[0], &csv.kept[0]}) {
    const Structure s = normalised(*record);
    EXPECT_EQ(s.sources.at(0).id, "184467");
    EXPECT_EQ(s.sources.at(0).updated_at, "2025-11-03T15:40:02Z");
    EXPECT_EQ(s.siret, "12345678200010");
    EXPECT_EQ(s.address.street, "12 rue des Salorges (fictive)");
    EXPECT_EQ(s.description, "Mobilier d'occasion.");
    EXPECT_EQ(s.contact.phone, "02 40 00 00 00");
    EXPECT_EQ(s.website, "https://remise-des-halles.example");
    EXPECT_EQ(s.location->point.lon, -1.553406);
  }
  EXPECT_EQ(json.kept[1].name, "");  // only its category's name: not one of its own
}

TEST(CartecoReader, RefusesWhatIsNoListOfStructuresAndSaysWhat) {
  struct Case {
    std::string_view bytes, message;
  };
  for (const Case& c :
       {Case{R"({ "error": "Element does not exists" })",
             "page.json: no list of elements: Element does not exists"},
        Case{"<!DOCTYPE html><html>",
             "page.json: this is an HTML page, not JSON (an error or a login page?)"},
        Case{"You need to provide a token to use the API\n",
             "page.json: not an export of Carteco: its columns are You need to provide a token to "
             "use the API"},
        Case{"", "page.json: the file is empty"},
        Case{R"({"ontology":"gogocompact","mapping":[],"data":[["a",["A"],47,-1,[1]]]})",
             "page.json: the compact form leaves fields out; ask for ontology=gogofull"},
        Case{R"([{"id":"a","updatedAt":"2025-11-03"}])",
             "page.json: a list of ids and dates (gogosync), not of structures"},
        Case{"SIREN,Nom ou raison sociale de l'entreprise,Famille juridique de "
             "l'entreprise\n1,A,B\n",
             "page.json: this is a list of all enterprises of the ESS: give it as ess=FILE, it "
             "proves a status and brings no suppliers"}}) {
    SCOPED_TRACE(c.bytes);
    const auto found = read_carteco_page(c.bytes);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().message, c.message);
  }
}

TEST(CartecoReader, RejectsWhatTheMapHasRefusedAndGoesOn) {
  const SourceRows page = carteco_rows(
      R"({"ontology":"gogofull","data":[{"id":"a","name":"A","status":-4},7,{"id":"b","name":"B","status":-1}]})");
  EXPECT_EQ(page.kept.size(), 1u);
  EXPECT_THAT(page.rejected,
              ElementsAre(Rejection{"page.json: id a", "refused or deleted on the map"},
                          Rejection{"page.json: element 2", "not an object"}));
}

}  // namespace
}  // namespace filon
