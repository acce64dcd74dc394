#include "annuaire/json.h"
#include "indexer/generation.h"
#include "tests/integration/served_index.h"

namespace filon {
namespace {

/// One association with two sites in list "asso", one of which Carteco has too, without a SIRET.
class Provenance : public ServedIndex {
 protected:
  Provenance() {
    write_source("asso",
                 R"({"id":"1","siret":"99900104300010","name":"Remise des Halles","kinds":["ACI"],)"
                 R"("address":{"street":"12 rue des Lilas","post_code":"21000","city":"Dijon"}})"
                 "\n"
                 R"({"id":"2","siret":"99900104300028","name":"Remise du Port","kinds":["ACI"],)"
                 R"("address":{"street":"3 quai du Port","post_code":"89000","city":"Auxerre"}})"
                 "\n");
    std::ofstream(folder_ / "carteco.json")
        << R"({"licence":"https://opendatacommons.org/licenses/odbl/summary/","ontology":"gogofull",)"
           R"("data":[{"id":"9fK","name":"LA REMISE DES HALLES","status":3,)"
           R"("geo":{"latitude":47.3220,"longitude":5.0410},)"
           R"("address":{"streetNumber":"12","streetAddress":"r. des lilas","postalCode":"21000",)"
           R"("addressLocality":"Dijon"},"updatedAt":"2025-11-03T16:40:02+01:00",)"
           R"("description_activite":"Mobilier remis en état.","site_web":"https://remise.example"}]})";
    settings_.sources.push_back({"carteco", (folder_ / "carteco.json").string()});
    index();
  }
};

const Json& origin(const Json& record, std::string_view field, size_t place = 0) {
  return record["provenance"][field].items().at(place);
}

TEST_F(Provenance, EachFieldSaysItsSourceItsRowAndItsDate) {
  const auto answer = serve()->Get("/api/v1/structures/99900104300010");
  ASSERT_TRUE(answer);
  ASSERT_EQ(answer->status, 200) << answer->body;
  const auto parsed = parse_json(answer->body);
  ASSERT_TRUE(parsed);
  const Json& record = *parsed;
  EXPECT_EQ(origin(record, "siret")["source"].text(), "asso");
  EXPECT_EQ(origin(record, "siret")["id"].text(), "1");
  const Json& description = origin(record, "description");
  EXPECT_EQ(description["source"].text(), "carteco");
  EXPECT_EQ(description["id"].text(), "9fK");
  EXPECT_EQ(description["updated_at"].text(), "2025-11-03T15:40:02Z");
  EXPECT_FALSE(description["seen_at"].text().empty());
  EXPECT_EQ(origin(record, "location")["source"].text(), "carteco") << "the finer point";
  EXPECT_EQ(record["provenance"]["kinds"].items().size(),
            record["kinds"].items().size() > 1 ? 2u : 1u);
  ASSERT_EQ(record["merge"].items().size(), 1u);
  EXPECT_EQ(record["merge"].items()[0]["row"].text() + record["merge"].items()[0]["with"].text(),
            "asso:1carteco:9fK");
  EXPECT_EQ(record["merge"].items()[0]["because"].text(), "même nom, même adresse");
}

TEST_F(Provenance, TellsUnderWhichLicenceWhatCame) {
  const auto record = parse_json(serve()->Get("/api/v1/structures/99900104300010")->body);
  ASSERT_TRUE(record);
  bool told = false;
  for (const Json& licence : (*record)["licences"].items()) {
    if (licence["source"].text() != "carteco") continue;
    told = true;
    EXPECT_NE(licence["licence"].text().find("ODbL"), std::string::npos);
    EXPECT_NE(licence["attribution"].text().find("OpenStreetMap"), std::string::npos);
    std::vector<std::string> fields;
    for (const Json& field : licence["fields"].items()) fields.push_back(field.text());
    EXPECT_NE(std::find(fields.begin(), fields.end(), "website"), fields.end());
    EXPECT_EQ(std::find(fields.begin(), fields.end(), "siret"), fields.end());
  }
  EXPECT_TRUE(told);
}

TEST_F(Provenance, NamesTheOtherSitesOfTheLegalEntity) {
  const auto client = serve();
  const auto record = parse_json(client->Get("/api/v1/structures/99900104300010")->body);
  ASSERT_TRUE(record);
  EXPECT_EQ((*record)["same_entity_count"].integer(), 1);
  ASSERT_EQ((*record)["same_entity"].items().size(), 1u);
  const Json& other = (*record)["same_entity"].items()[0];
  EXPECT_EQ(other["id"].text(), "99900104300028");
  EXPECT_EQ(other["name"].text(), "Remise du Port");
  EXPECT_EQ(other["city"].text(), "Auxerre");
}

TEST_F(Provenance, ShowPrintsAllOfItByIdAndBySiret) {
  for (const char* const named_by : {"99900104300010", "99900104300028"}) {
    const auto shown = stored_records(settings_.index, named_by);
    ASSERT_TRUE(shown) << shown.error().message;
    ASSERT_EQ(shown->size(), 1u);
    const auto json = parse_json(shown->at(0));
    ASSERT_TRUE(json) << json.error().message;
    EXPECT_EQ((*json)["record"]["siret"].text(), named_by);
    EXPECT_EQ(origin(*json, "siret")["source"].text(), "asso");
    EXPECT_TRUE(json->has("merge"));
  }
}

}  // namespace
}  // namespace filon
