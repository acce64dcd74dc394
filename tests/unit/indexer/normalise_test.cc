#include "indexer/normalise.h"

#include <gmock/gmock.h>

#include "annuaire/structure_json.h"
#include "tests/unit/indexer/normalised.h"

namespace filon {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

SourceRecord list_row() {
  SourceRecord record;
  record.source = "liste";
  record.id = "7";
  record.origin = "liste.csv:2";
  record.name = "La Remise";
  return record;
}

TEST(Normalise, CarriesActivityCodeDateAndLackOfChecksOver) {
  SourceRecord record = list_row();
  record.naf = "8121z";
  record.updated_at = "2025-11-03T16:40:02+01:00";
  record.unverified = true;
  const Structure s = normalised(record);
  EXPECT_EQ(s.naf, "81.21Z");
  EXPECT_EQ(s.sources.at(0).updated_at, "2025-11-03T15:40:02Z");
  EXPECT_TRUE(s.unverified);
  const auto back = structure_from_json(to_json(s), provenance_json(s));
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, s);
}

TEST(Normalise, DropsWhatCannotBeReadAndSaysSo) {
  SourceRecord record = list_row();
  record.naf = "nettoyage";
  record.updated_at = "avant-hier";
  const Structure s = normalised(record);
  EXPECT_EQ(s.naf, "");
  EXPECT_THAT(s.doubts, Contains("code NAF « nettoyage » mal formé : écarté"));
  EXPECT_THAT(s.doubts, Contains("date de mise à jour « avant-hier » illisible : écartée"));
}

TEST(Normalise, ShowsNamesWithoutTheMarksOfTheirJourney) {
  struct Case {
    std::string_view given, shown;
  };
  for (const Case& c :
       {Case{"ASSOC TREMPLIN", "Assoc Tremplin"}, Case{" \"LA REMISE\" ", "La Remise"},
        Case{"L&#039;ATELIER DU BOIS", "L'Atelier du Bois"}, Case{"Lâ€™Ã‰tabli", "L’Établi"},
        Case{"H'ART", "H'ART"}}) {
    SCOPED_TRACE(c.given);
    SourceRecord record = list_row();
    record.name = c.given;
    EXPECT_EQ(normalised(record).name, c.shown);
  }
}

TEST(Normalise, DoubtsANameThatIsNone) {
  SourceRecord record = list_row();
  record.name = "9499Z";
  EXPECT_THAT(normalised(record).doubts, Contains("nom « 9499Z » : c'est un code NAF"));
  record.name = "42";
  EXPECT_THAT(normalised(record).doubts, Contains("nom « 42 » sans une lettre"));
  record.name = "NULL";
  const auto nameless = normalise(record, shipped_references(), {});
  ASSERT_FALSE(nameless);
  EXPECT_EQ(nameless.error().message, "no name");
}

TEST(Normalise, DropsAPointThatCannotBeTrue) {
  struct Case {
    std::string_view what;
    Point point;
    std::string_view post_code, city, doubt;
    double lat;
  };
  for (const Case& c :
       {Case{"in the sea", {0, 0}, "44000", "Nantes", "point (0, 0) hors de France : écarté", 0},
        Case{"swapped",
             {-1.55, 47.22},
             "44000",
             "Nantes",
             "point (-1.55, 47.22) : latitude et longitude échangées",
             47.22},
        Case{"another end of the country",
             {48.85, 2.35},
             "97300",
             "Cayenne",
             "km de Cayenne : écarté",
             0},
        Case{"far from the département",
             {48.85, 2.35},
             "97328",
             "Nulle part",
             "km de Guyane : écarté",
             0},
        Case{"right", {47.22, -1.55}, "44000", "Nantes", "", 47.22}}) {
    SCOPED_TRACE(c.what);
    SourceRecord record = list_row();
    record.point = c.point;
    record.post_code = c.post_code;
    record.city = c.city;
    const Structure s = normalised(record);
    if (!c.doubt.empty())
      EXPECT_THAT(s.doubts, Contains(HasSubstr(std::string(c.doubt))));
    else
      EXPECT_TRUE(s.doubts.empty()) << s.doubts[0];
    ASSERT_TRUE(s.location);
    if (c.lat != 0)
      EXPECT_EQ(s.location->point.lat, c.lat);
    else
      EXPECT_NE(s.location->precision, PointPrecision::Address);
  }
}

TEST(Normalise, DeducesTheCommuneOfAPointWithoutAnAddress) {
  SourceRecord record = list_row();
  record.point = Point{47.2186, -1.5541};
  const Structure s = normalised(record);
  EXPECT_EQ(s.address.insee_code, "44109");
  EXPECT_THAT(s.doubts, Contains(HasSubstr("commune déduite du point : Nantes")));
}

}  // namespace
}  // namespace filon
