#include "indexer/normalise.h"

#include <gmock/gmock.h>

#include "annuaire/data_dir.h"
#include "annuaire/structure_json.h"

namespace filon {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

const References& references() {
  static const auto loaded = load_references(data_dir());
  EXPECT_TRUE(loaded) << loaded.error().message;
  return *loaded;
}

SourceRecord row() {
  SourceRecord record;
  record.source = "liste";
  record.id = "7";
  record.origin = "liste.csv:2";
  record.name = "La Remise";
  return record;
}

Structure normalised(const SourceRecord& record) {
  auto structure = normalise(record, references(), {});
  EXPECT_TRUE(structure) << structure.error().message;
  return structure ? *std::move(structure) : Structure{};
}

TEST(Normalise, CarriesActivityCodeDateAndLackOfChecksOver) {
  SourceRecord record = row();
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
  SourceRecord record = row();
  record.naf = "nettoyage";
  record.updated_at = "avant-hier";
  const Structure s = normalised(record);
  EXPECT_EQ(s.naf, "");
  EXPECT_THAT(s.doubts, Contains("code NAF « nettoyage » mal formé : écarté"));
  EXPECT_THAT(s.doubts, Contains("date de mise à jour « avant-hier » illisible : écartée"));
}

}  // namespace
}  // namespace filon
