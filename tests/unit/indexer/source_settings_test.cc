#include "indexer/source_settings.h"

#include <gmock/gmock.h>

#include "indexer/removals.h"
#include "tests/unit/indexer/list_settings.h"

namespace filon {
namespace {

using ::testing::ElementsAre;

TEST(SourceSettings, ReadsAMapping) {
  const auto all = parse_source_settings({{"source.cress.name", "USUEL | RAISON_SOCIALE"},
                                          {"source.cress.street", "VOIE + COMPLEMENT"},
                                          {"source.cress.kind", "\"ASSOCIATION\""},
                                          {"source.cress.separator", "tab"},
                                          {"source.cress.point_order", "lat, lon"},
                                          {"source.cress.publish_contact", "no"},
                                          {"source.cress.licence", "Licence Ouverte"},
                                          {"source.esus.siren", "SIREN"},
                                          {"source.esus.verifies", "esus"}});
  ASSERT_TRUE(all) << all.error().message;
  const SourceSettings& cress = all->at("cress");
  const ListMapping& mapping = cress.mapping;
  EXPECT_EQ(mapping.fields.at("name").choices.size(), 2u);
  EXPECT_EQ(mapping.fields.at("street").choices.at(0).size(), 2u);
  EXPECT_EQ(mapping.fields.at("kind").choices.at(0).at(0), (FieldRule::Part{"ASSOCIATION", true}));
  EXPECT_EQ(mapping.separator, '\t');
  EXPECT_TRUE(mapping.latitude_first);
  EXPECT_EQ(cress.publish_contact, false);
  EXPECT_EQ(cress.licence, "Licence Ouverte");
  EXPECT_EQ(cress.lines.size(), 7u);
  EXPECT_EQ(all->at("esus").verifies, "esus");
}

TEST(SourceSettings, SaysWhatIsWrongAndTheNearestKey) {
  struct Case {
    SettingLines lines;
    std::string_view message;
  };
  for (const Case& c :
       {Case{{{"source.cress.nam", "X"}}, "source.cress.nam: no such key; did you mean name?"},
        Case{{{"source.cress.sector", "X"}},
             "source.cress.sector: no such key; did you mean sectors?"},
        Case{{{"source.cress.zzz", "X"}},
             "source.cress.zzz: no such key; see indexer/sources/README.md"},
        Case{{{"source.cress.name", ""}}, "source.cress.name '': has no value"},
        Case{{{"source.cress.name", "a + "}},
             "source.cress.name 'a +': a column's name is missing"},
        Case{{{"source.cress.separator", ";;"}}, "source.cress.separator ';;': one sign, or tab"},
        Case{{{"source.cress.point_order", "x"}},
             "source.cress.point_order 'x': neither lon,lat nor lat,lon"},
        Case{{{"source.cress.publish_contact", "maybe"}},
             "source.cress.publish_contact 'maybe': neither yes nor no"},
        Case{{{"source.cress.siret", "SIRET"}},
             "source.cress.name: say which column holds the name"},
        Case{{{"source.esus.verifies", "esus"}},
             "source.esus.verifies: say which column holds the siren or siret"},
        Case{{{"source.Cress.name", "X"}}, "source.Cress.name: "},
        Case{{{"source.cress", "X"}}, "source.cress: not source.NAME.KEY"}}) {
    SCOPED_TRACE(c.message);
    const auto all = parse_source_settings(c.lines);
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().code, ErrorCode::Usage);
    EXPECT_EQ(all.error().message.substr(0, c.message.size()), c.message);
  }
}

TEST(SourceSettings, KnowTheNationalListWithoutBeingTold) {
  EXPECT_EQ(settings_of({}, "ess").verifies, "ess");
  EXPECT_EQ(settings_of({}, "cress"), SourceSettings{});
}

TEST(Removals, ReadSiretsIdsAndComments) {
  const auto read = parse_removals(
      "\xEF\xBB\xBF# demandes reçues\n123 456 782 00010  # par courrier\r\n\ncarteco-9fK\n"
      "carteco-9fK\n",
      "removals.txt");
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(*read, ElementsAre("12345678200010", "carteco-9fK"));
}

TEST(Removals, NameTheLineThatIsNeither) {
  const auto read = parse_removals("carteco-9fK\nLa Remise des Halles\n", "removals.txt");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message,
            "removals.txt:2: 'La Remise des Halles' is neither a SIRET nor an id (comments begin "
            "with #)");
  const auto missing = read_removals("/nowhere/removals.txt");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "--removals /nowhere/removals.txt: cannot be read");
  EXPECT_EQ(missing.error().code, ErrorCode::Usage);
}

}  // namespace
}  // namespace filon
