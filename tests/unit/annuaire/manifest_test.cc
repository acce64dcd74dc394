#include "annuaire/manifest.h"

#include <gmock/gmock.h>

#include "annuaire/schema.h"
#include "annuaire/sha256.h"
#include "tests/unit/annuaire/temporary_tables.h"

namespace filon {
namespace {

using testing::HasSubstr;

Manifest example() {
  Manifest manifest;
  manifest.schema_version = schema_version;
  manifest.generation = 7;
  manifest.built_at = "2026-08-20T10:15:00Z";
  manifest.structures = 12;
  manifest.active = 11;
  manifest.sources = {{"lemarche", "2026-08-20T10:00:00Z", 12, false, "", "Licence", "Le Marché"}};
  manifest.files[std::string(image_file)] = {5, sha256_of("image")};
  manifest.files[std::string(xapian_file)] = {5, sha256_of("glass")};
  return manifest;
}

void write_generation(const TemporaryTables& folder, const Manifest& manifest) {
  folder.write(image_file, "image");
  folder.write(xapian_file, "glass");
  folder.write(manifest_file, to_json(manifest));
}

TEST(Manifest, IsReadAsItWasWritten) {
  const auto read = manifest_from_json(to_json(example()));
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, example());
}

TEST(Manifest, VouchesForFilesThatHoldWhatItSays) {
  const TemporaryTables folder;
  write_generation(folder, example());
  const auto manifest = read_manifest(folder.dir());
  ASSERT_TRUE(manifest) << manifest.error().message;
  EXPECT_TRUE(verify(folder.dir(), *manifest));
}

TEST(Manifest, NamesTheDamagedFile) {
  struct Case {
    std::string_view content, reason;
  };
  for (const Case& c : {Case{"imagf", "other bytes"}, Case{"imag", "holds 4 bytes"}}) {
    SCOPED_TRACE(c.content);
    const TemporaryTables folder;
    write_generation(folder, example());
    folder.write(image_file, c.content);
    const auto checked = verify(folder.dir(), example());
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::Damaged);
    EXPECT_THAT(checked.error().message, HasSubstr("image.bin"));
    EXPECT_THAT(checked.error().message, HasSubstr(std::string(c.reason)));
  }
}

TEST(Manifest, RefusesWhatIsNoManifestOfThisFormat) {
  Manifest other_schema = example(), without_image = example(), outside = example();
  other_schema.schema_version = schema_version + 1;
  without_image.files.erase(std::string(image_file));
  outside.files["../other"] = {1, ""};
  struct Case {
    std::string text, reason;
    ErrorCode code;
  };
  for (const Case& c : {Case{"{\"schema_ver", "line 1", ErrorCode::Damaged},
                        Case{"{}", "schema_version", ErrorCode::Damaged},
                        Case{to_json(other_schema), "index again", ErrorCode::Invalid},
                        Case{to_json(without_image), "no hash of image.bin", ErrorCode::Damaged},
                        Case{to_json(outside), "../other", ErrorCode::Damaged}}) {
    SCOPED_TRACE(c.text);
    const TemporaryTables folder;
    folder.write(manifest_file, c.text);
    const auto manifest = read_manifest(folder.dir());
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().code, c.code);
    EXPECT_THAT(manifest.error().message, HasSubstr(c.reason));
  }
}

TEST(Manifest, IsRefusedWithAnyByteOfItChanged) {
  const std::string written = to_json(example());
  const TemporaryTables folder;
  for (size_t at = 0; at < written.size(); ++at) {
    SCOPED_TRACE(at);
    std::string changed = written;
    changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
    folder.write(manifest_file, changed);
    const auto manifest = read_manifest(folder.dir());
    ASSERT_FALSE(manifest) << changed;
    EXPECT_THAT(manifest.error().message, HasSubstr("manifest.json"));
  }
  for (const std::string& other : {written + "\n", written.substr(0, written.size() - 1)}) {
    folder.write(manifest_file, other);
    EXPECT_FALSE(read_manifest(folder.dir()));
  }
}

TEST(Manifest, SaysThatThereIsNone) {
  const TemporaryTables folder;
  const auto manifest = read_manifest(folder.dir());
  ASSERT_FALSE(manifest);
  EXPECT_EQ(manifest.error().code, ErrorCode::NotFound);
}

}  // namespace
}  // namespace filon
