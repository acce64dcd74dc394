#include "indexer/sources/list_reader.h"

#include <gmock/gmock.h>

#include <fstream>

#include "indexer/sources/geometry.h"
#include "tests/unit/indexer/list_settings.h"
#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A page of the source "liste" with these settings.
class ListOf {
 public:
  ListOf(std::string bytes, const SettingLines& lines)
      : bytes_(std::move(bytes)), settings_(list_settings(lines)) {}
  Result<SourceRows> read() const {
    return read_list({"liste", "liste.csv", "2026-11-24T00:00:00Z", bytes_, "", &settings_, {}});
  }
  SourceRows rows() const {
    auto read_rows = read();
    EXPECT_TRUE(read_rows) << read_rows.error().message;
    return read_rows ? *std::move(read_rows) : SourceRows{};
  }

 private:
  std::string bytes_;
  SourceSettings settings_;
};

TEST(ListReader, MapsTheColumnsOfATable) {
  const SourceRows rows = ListOf(
                              "N° siret;Raison sociale;Nom "
                              "d'usage;Statut;Voie;Complément;CP;Ville;Métiers;Lat;Lon;Actif\n"
                              "123 456 782 00010;LA REMISE;La Remise des Halles;SCIC;12 rue du "
                              "Port;Bât. B;44100;Nantes;Menuiserie / Traiteur;47,2;-1,5;non\n",
                              {{"siret", "N° SIRET"},
                               {"name", "Raison sociale"},
                               {"brand", "Nom d'usage"},
                               {"kind", "Statut"},
                               {"street", "Voie + Complément"},
                               {"post_code", "CP"},
                               {"city", "Ville"},
                               {"sectors", "Métiers"},
                               {"list_separator", "/"},
                               {"latitude", "Lat"},
                               {"longitude", "Lon"},
                               {"active", "Actif"}})
                              .rows();
  ASSERT_EQ(rows.kept.size(), 1u);
  const SourceRecord& row = rows.kept[0];
  EXPECT_EQ(row.source, "liste");
  EXPECT_EQ(row.origin, "liste.csv:2");
  EXPECT_EQ(row.siret, "123 456 782 00010");
  EXPECT_EQ(row.id, "");
  EXPECT_EQ(row.name, "LA REMISE");
  EXPECT_EQ(row.brand, "La Remise des Halles");
  EXPECT_THAT(row.kinds, ElementsAre("SCIC"));
  EXPECT_EQ(row.street, "12 rue du Port Bât. B");
  EXPECT_EQ(row.post_code, "44100");
  ASSERT_EQ(row.sectors.size(), 2u);
  EXPECT_EQ(row.sectors[1].name, "Traiteur");
  ASSERT_TRUE(row.point);
  EXPECT_DOUBLE_EQ(row.point->lat, 47.2);
  EXPECT_DOUBLE_EQ(row.point->lon, -1.5);
  EXPECT_FALSE(row.active);
}

TEST(ListReader, TakesTheFirstChoiceThatIsFilledAndFixedText) {
  const SourceRows rows =
      ListOf("nom,usage\nA,\nB,b\n", {{"name", "usage | nom"}, {"kind", "\"ASSOCIATION\""}}).rows();
  EXPECT_EQ(rows.kept.at(0).name, "A");
  EXPECT_EQ(rows.kept.at(1).name, "b");
  EXPECT_THAT(rows.kept.at(1).kinds, ElementsAre("ASSOCIATION"));
}

TEST(ListReader, KnowsARowWithoutAnIdByItsNameAndPlace) {
  const SourceRows rows = ListOf("nom,ville\nLe Fil,Dijon\nLe Fil,Nantes\nLE FIL,DIJON\n",
                                 {{"name", "nom"}, {"city", "ville"}})
                              .rows();
  ASSERT_EQ(rows.kept.size(), 3u);
  EXPECT_EQ(rows.kept[0].id.substr(0, 13), "le-fil-dijon-");
  EXPECT_NE(rows.kept[0].id, rows.kept[1].id);
  EXPECT_EQ(rows.kept[0].id, rows.kept[2].id);
}

TEST(ListReader, KeepsIdsThatAreOnesAndMendsWhatSpreadsheetsDid) {
  EXPECT_EQ(safe_id("4CWq"), "4CWq");
  EXPECT_EQ(safe_id("A.B_c-1~"), "A.B_c-1~");
  EXPECT_EQ(safe_id("ÉTÉ / HIVER"), safe_id("Été / Hiver"));
  const std::string longest(90, 'a');
  EXPECT_NE(safe_id(longest + "b"), safe_id(longest + "c"));
  const SourceRows rows =
      ListOf("n,nom,cp\n8.0,A,29600.0\n", {{"id", "n"}, {"name", "nom"}, {"post_code", "cp"}})
          .rows();
  EXPECT_EQ(rows.kept.at(0).id, "8");
  EXPECT_EQ(rows.kept.at(0).post_code, "29600");
}

TEST(ListReader, ReadsListsInsideJson) {
  const SourceRows rows = ListOf(
                              R"({"meta": {"n": 2}, "data": [
        {"id": 450, "nom": "Un", "adresse": "13, avenue du Port\n97300 CAYENNE\n", "point": "[-52.33,4.94]",
         "statut": {"id": 1, "libelle": "Association"}, "domaines": [{"name": "Traiteur"}, {"name": "Couture"}], "actif": true},
        {"id": 451, "nom": "Deux", "point": "null", "actif": false}, 7]})",
                              {{"id", "id"},
                               {"name", "nom"},
                               {"street", "adresse"},
                               {"point", "point"},
                               {"kind", "statut.libelle"},
                               {"sectors", "domaines.name"},
                               {"active", "actif"},
                               {"phone", "tel"}})
                              .rows();
  ASSERT_EQ(rows.kept.size(), 2u);
  const SourceRecord& row = rows.kept[0];
  EXPECT_EQ(row.id, "450");
  EXPECT_EQ(row.origin, "liste.csv: item 1");
  EXPECT_EQ(row.street, "13, avenue du Port");
  EXPECT_EQ(row.post_code, "97300");
  EXPECT_EQ(row.city, "CAYENNE");
  ASSERT_TRUE(row.point);
  EXPECT_DOUBLE_EQ(row.point->lat, 4.94);
  EXPECT_THAT(row.kinds, ElementsAre("Association"));
  EXPECT_EQ(row.sectors.size(), 2u);
  EXPECT_FALSE(rows.kept[1].point);
  EXPECT_FALSE(rows.kept[1].active);
  EXPECT_THAT(rows.rejected, ElementsAre(Rejection{"liste.csv: item 3", "not an object"}));
  EXPECT_THAT(rows.warnings,
              ElementsAre("source.liste.phone: 'tel' holds nothing in any of the 3 items"));
}

TEST(ListReader, ReadsTheFactsInsideAMapsHtml) {
  const SourceRows rows =
      ListOf(
          R"({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": {"type": "Point", "coordinates": [1.9, 50.9, 0]},
        "properties": {"name": "Le Tri", "description": "Thèmes : <br>- Recyclage<br>- Vente en vrac<br><br>Description :<br>Collecte &amp; tri.<br><div style=\"visibility: hidden;\">mots cachés</div><br>📅<table><tr><td>lundi</td><td>08:30</td></tr></table><br>📍 583 Rue du Port, 62100 Calais <br><br>📞 03 21 00 00 00<br>📧 <br>🌐 https://tri.example/"}}]})",
          {{"name", "properties.name"}, {"html", "properties.description"}, {"point", "geometry"}})
          .rows();
  ASSERT_EQ(rows.kept.size(), 1u);
  const SourceRecord& row = rows.kept[0];
  EXPECT_EQ(row.description, "Collecte & tri.");
  EXPECT_EQ(row.street, "583 Rue du Port");
  EXPECT_EQ(row.post_code, "62100");
  EXPECT_EQ(row.city, "Calais");
  EXPECT_EQ(row.phone, "03 21 00 00 00");
  EXPECT_EQ(row.email, "");
  EXPECT_EQ(row.website, "https://tri.example/");
  ASSERT_EQ(row.offers.size(), 2u);
  EXPECT_EQ(row.offers[0].name, "Recyclage");
  ASSERT_TRUE(row.point);
  EXPECT_DOUBLE_EQ(row.point->lat, 50.9);
}

TEST(ListReader, TranslatesThemesByATableEvenMisspelt) {
  const ScratchDir dir;
  const auto file = dir.path() / "themes.tsv";
  std::ofstream(file)
      << "label\tslug\tconfidence\tnote\nÉconomie sociale et solidaire\tautre-115\t60\t\n"
         "Recyclage\tautre-85\t40\t\n";
  const SourceRows rows =
      ListOf("nom,theme\nA,Économie Social et Solidaire\nB,Recyclage\nC,Danse\n",
             {{"name", "nom"}, {"themes", "theme"}, {"themes_file", file.string()}})
          .rows();
  ASSERT_EQ(rows.kept.at(0).inferred_sectors.size(), 1u);
  EXPECT_EQ(rows.kept[0].inferred_sectors[0].slug, "autre-115");
  EXPECT_EQ(rows.kept[0].inferred_sectors[0].confidence, 60);
  EXPECT_THAT(rows.kept[1].inferred_sectors, IsEmpty());  // known, but too unsure
  EXPECT_THAT(rows.kept[1].offers, IsEmpty());
  EXPECT_EQ(rows.kept[2].offers.at(0).name, "Danse");
}

TEST(ListReader, SaysWhyAPageCannotBeRead) {
  struct Case {
    std::string_view bytes;
    SettingLines lines;
    std::string_view message;
  };
  for (const Case& c :
       {Case{"nom;ville\nA;B\n",
             {{"name", "noms"}},
             "source.liste.name: liste.csv has no column 'noms', did you mean 'nom'?; its columns "
             "are: nom, ville"},
        Case{"<html>",
             {{"name", "nom"}},
             "liste.csv: an HTML page, not a table (an error or a login page?)"},
        Case{R"({"a": [{}], "b": [{}]})",
             {{"name", "nom"}},
             "liste.csv holds several lists: say which by source.liste.items"},
        Case{R"({"a": 1})", {{"name", "nom"}}, "liste.csv: no list of objects in it"},
        Case{R"({"a": {"b": 1}})",
             {{"name", "nom"}, {"items", "a.b"}},
             "source.liste.items 'a.b': liste.csv has no list there"},
        Case{"{\"a\": [", {{"name", "nom"}}, "liste.csv: line 1: "},
        Case{"nom\nA\n",
             {{"name", "nom"}, {"encoding", "latin-x"}},
             "liste.csv: encoding 'latin-x' is not known"}}) {
    SCOPED_TRACE(c.message);
    const auto rows = ListOf(std::string(c.bytes), c.lines).read();
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().message.substr(0, c.message.size()), c.message);
  }
}

TEST(Geometry, FindsAPointForEveryShape) {
  struct Case {
    std::string_view geometry;
    double lon, lat;
  };
  for (
      const Case& c :
      {Case{R"({"type":"Point","coordinates":[2,48,35]})", 2, 48},
       Case{R"({"type":"LineString","coordinates":[[1,1],[2,2],[3,3]]})", 2, 2},
       Case{R"({"type":"Polygon","coordinates":[[[0,0],[4,0],[4,2],[0,2]]]})", 2, 1},
       Case{
           R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[8,9],[8,1],[1,1],[1,9],[0,9]]]})",
           0, 0},
       Case{
           R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,1]]],[[[10,10],[20,10],[20,20],[10,20]]]]})",
           15, 15},
       Case{R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[5,6]}]})",
            5, 6}}) {
    SCOPED_TRACE(c.geometry);
    const auto json = parse_json(c.geometry);
    ASSERT_TRUE(json);
    const auto point = representative_point(*json);
    ASSERT_TRUE(point);
    EXPECT_DOUBLE_EQ(point->lon, c.lon);
    EXPECT_DOUBLE_EQ(point->lat, c.lat);
  }
  EXPECT_FALSE(representative_point(*parse_json(R"({"type":"Point","coordinates":[]})")));
  EXPECT_FALSE(representative_point(*parse_json("null")));
}

TEST(Geometry, ReadsPointsWrittenAsText) {
  struct Case {
    std::string_view text;
    bool latitude_first;
    double lat, lon;
  };
  for (const Case& c : {Case{"[-52.33,4.94]", false, 4.94, -52.33},
                        Case{"SRID=4326;POINT (7.15 43.65)", false, 43.65, 7.15},
                        Case{"48.85, 2.35", true, 48.85, 2.35}}) {
    SCOPED_TRACE(c.text);
    const auto point = point_of_text(c.text, c.latitude_first);
    ASSERT_TRUE(point);
    EXPECT_DOUBLE_EQ(point->lat, c.lat);
    EXPECT_DOUBLE_EQ(point->lon, c.lon);
  }
  for (const std::string_view text : {"", "null", "12", "1.2.3, 4"})
    EXPECT_FALSE(point_of_text(text, false)) << text;
}

}  // namespace
}  // namespace filon
