#include "indexer/packed_records.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace filon {
namespace {

using ::testing::ElementsAre;

// No member is as it is in an empty record.
Structure full_record(int number) {
  Structure s;
  s.id = fmt::format("lemarche-{}", number);
  s.siret = fmt::format("999001043{:05}", number);
  s.siren = "999001043";
  s.name = fmt::format("Atelier « {} »", number);
  s.brand = "Chez nous";
  s.naf = "81.21Z";
  s.active = false;
  s.unverified = true;
  s.kinds = {"EI", "ESAT"};
  s.sectors = {{"nettoyage", "Nettoyage", Origin::Inferred, 70, "« propre »"}};
  s.activities = {{"nettoyage", {"PREST"}, {Area::Kind::Radius, 40, {"departement:21"}}}};
  s.labels = {{"rge", "RGE", Proof::Verified, "2027-06-30"}};
  s.criteria = {{"bio", "Bio", "tout est bio"}};
  s.networks = {{"reseau", "Réseau"}};
  s.prestations = {"PREST"};
  s.zones = {"qpv"};
  s.address = {"1 rue d'Aval", "21000", "Dijon", "21231", "242100410", "T1", "21", "27"};
  s.location = Location{{47.3, 5.04}, PointPrecision::Commune};
  s.description = std::string(300, 'd') + '\0' + "\xff";  // bytes, whatever they are
  s.offers = {{"Locaux", "Nettoyage de locaux"}};
  s.website = "https://atelier.example";
  s.contact = {"0380000000", "atelier@example.org", "https://atelier.example/contact"};
  s.reservations = {{"L2113-12", "EA", false}};
  s.doubts = {"un doute"};
  s.sources = {{"lemarche", fmt::format("{}", number), "https://l.example", "2026-11-20", "2026"}};
  s.first_seen = "2026-11-20T00:00:00Z";
  s.changed_at = "2026-11-21T00:00:00Z";
  s.from_first_harvest = true;
  s.helpers = {{"ban", "", "", "", ""}};
  s.provenance = {{Field::Name, 0}, {Field::Location, FieldOrigin::first_helper}};
  s.row_links = {{"lemarche:1", "carteco:2", 90, "même nom"}};
  s.clues = {"0380000001", "atelier.example"};
  return s;
}

PackedRecords full_records(int count) {
  PackedRecords records;
  for (int i = 0; i < count; ++i) records.push_back(full_record(i));
  return records;
}

TEST(PackedRecords, GiveBackEveryPartOfARecord) {
  const PackedRecords records = {full_record(1), Structure{}};
  EXPECT_EQ(records[0], full_record(1));
  EXPECT_EQ(records[1], Structure{});
}

TEST(PackedRecords, PackSmallerOnceTheyLearntAndStillReadWhatCameBefore) {
  PackedRecords records = full_records(2000);
  const size_t before = records.pack(full_record(7)).size();
  records.learn();
  records.push_back(full_record(2000));
  EXPECT_LT(records.pack(full_record(7)).size(), before / 2);
  EXPECT_EQ(records[0], full_record(0));
  EXPECT_EQ(records[2000], full_record(2000));
  const PackedRecords copy = records;
  EXPECT_EQ(copy[2000], full_record(2000));
}

TEST(PackedRecords, LearnNothingFromAFew) {
  PackedRecords records = full_records(3);
  const std::string before = records.pack(full_record(7));
  records.learn();
  EXPECT_EQ(records.pack(full_record(7)), before);
}

TEST(PackedRecords, ShowTheNameTheyWereGivenLast) {
  PackedRecords records = full_records(3);
  const UtcTime seen{std::chrono::hours(24)}, changed{std::chrono::hours(48)};
  for (size_t i = 0; i < 3; ++i) records.name(i, {fmt::format("id-{}", i), seen, changed, false});
  records.put_in_order({2, 0, 1});
  records.move(2, 0);
  records.shrink(2);
  std::vector<std::string> shown;
  for (const Structure& record : records) shown.push_back(record.id + " " + record.name);
  EXPECT_THAT(shown, ElementsAre("id-1 Atelier « 1 »", "id-0 Atelier « 0 »"));
  EXPECT_EQ(records.front().first_seen, "1970-01-02T00:00:00Z");
  EXPECT_EQ(records.front().changed_at, "1970-01-03T00:00:00Z");
  EXPECT_FALSE(records.front().from_first_harvest);
  EXPECT_TRUE(PackedRecords().empty());
}

TEST(PackedRecords, KeepTheNameOfARecordThatIsPutAnew) {
  PackedRecords records = full_records(2);
  records.name(0, {"shown", {}, {}, false});
  records.name(1, {"other", {}, {}, false});
  records.put(0, full_record(9));
  records.push_back(full_record(3));
  EXPECT_EQ(records[0].id, "shown");
  EXPECT_EQ(records[0].name, full_record(9).name);
  EXPECT_EQ(records[2], full_record(3));  // it has no other name
}

TEST(RecordCodec, RefusesWhatItDidNotPack) {
  const RecordCodec codec;
  const std::string packed = codec.pack(full_record(1));
  EXPECT_ANY_THROW(codec.unpack("nothing of ours"));
  EXPECT_ANY_THROW(codec.unpack(""));
  EXPECT_ANY_THROW(codec.unpack(packed.substr(0, packed.size() / 2)));
}

}  // namespace
}  // namespace filon
