#include <gmock/gmock.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "annuaire/data_dir.h"
#include "annuaire/json.h"
#include "indexer/content_hash.h"
#include "indexer/disk.h"
#include "indexer/identity.h"
#include "indexer/normalise.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace {

struct RealList {
  std::string_view source, file;
  size_t rows;
  std::map<std::string, size_t> rejected;  ///< by the sort of the reason
};

// siae_conventions_siret_kind.tsv and tenders.jsonl list no structures: they have no names.
const std::vector<RealList>& real_lists() {
  static const std::vector<RealList> lists = {
      {"guyane-liste", "cress_guyane_liste_ess_2022.csv", 6868, {}},
      {"guyane-annuaire", "cress_guyane_annuaire_2022.json", 446, {}},
      {"sevadec", "sevadec_annuaire_economie_circulaire_2024.geojson", 198, {}},
      {"transiscope", "transiscope_niort_2020.json", 100, {}},
      {"nantes", "mieux_trier_a_nantes_structures_2020.json", 356, {{"no name", 2}}},
      {"numerique", "ess_numerique_2026.csv", 3667, {}},
      {"tiers-lieux", "tiers_lieux_numerique_2026.csv", 47, {{"no name", 1}}},
      {"qfdmo", "qfdmo_acteurs_fixture.json", 9, {}},
      {"mayotte", "mayotte_espaces_numeriques.json", 14, {}},
  };
  return lists;
}

/// The real lists, through the config file that explains them; skipped where there are none.
class RealLists : public testing::Test {
 protected:
  void SetUp() override {
    const char* const folder = std::getenv("FILON_REAL_DATA");
    if (!folder || !*folder) GTEST_SKIP() << "FILON_REAL_DATA names no folder of real data";
    folder_ = std::filesystem::path(folder) / "real";
    const std::vector<std::string> arguments = {
        "run", "--config", FILON_REAL_LISTS, "--store", "s", "--index", "i"};
    auto options = parse_options(arguments, {});
    ASSERT_TRUE(options) << options.error().message;
    settings_ = options->run;
    auto references = load_references(data_dir());
    ASSERT_TRUE(references) << references.error().message;
    references_.emplace(*std::move(references));
  }

  struct Read {
    std::vector<Structure> kept;
    std::vector<Rejection> rejected;
    std::vector<std::string> warnings;
  };

  Read read(const std::string& source, std::string_view file) {
    Read found;
    const auto bytes = read_file(folder_ / file);
    EXPECT_TRUE(bytes) << bytes.error().message;
    if (!bytes) return found;
    RowSink sink;
    sink.reject = [&](Rejection rejection) { found.rejected.push_back(std::move(rejection)); };
    sink.warn = [&](std::string warning) { found.warnings.push_back(std::move(warning)); };
    sink.keep = [&](const SourceRecord& record) {
      auto structure = normalise(record, *references_, {});
      if (structure)
        found.kept.push_back(*std::move(structure));
      else
        sink.reject({record.origin, structure.error().message});
    };
    const SourcePage page{
        source, std::string(file), "2026-11-24T00:00:00Z",
        *bytes, data_dir(),        &settings_of(settings_.source_settings, source),
        {}};
    const Status done_reading = read_source(page, sink);
    EXPECT_TRUE(done_reading) << done_reading.error().message;
    return found;
  }

  size_t with_doubt(const Read& found, std::string_view words) {
    return static_cast<size_t>(
        std::count_if(found.kept.begin(), found.kept.end(), [&](const Structure& s) {
          return std::any_of(s.doubts.begin(), s.doubts.end(), [&](const std::string& doubt) {
            return doubt.find(words) != std::string::npos;
          });
        }));
  }

  std::filesystem::path folder_;
  RunSettings settings_;
  std::optional<References> references_;
};

TEST_F(RealLists, AreReadToTheLastRowEachRejectWithItsReason) {
  for (const RealList& list : real_lists()) {
    SCOPED_TRACE(list.file);
    const Read found = read(std::string(list.source), list.file);
    EXPECT_EQ(found.kept.size() + found.rejected.size(), list.rows);
    std::map<std::string, size_t> sorts;
    for (const Rejection& rejection : found.rejected) {
      EXPECT_NE(rejection.origin, "");
      ++sorts[rejection.reason.substr(0, rejection.reason.find(':'))];
    }
    EXPECT_EQ(sorts, list.rejected);
    EXPECT_THAT(found.warnings, testing::IsEmpty());
    size_t placed = 0;
    for (const Structure& s : found.kept) {
      EXPECT_NE(s.name, "");
      EXPECT_EQ(s.description.find('<'), std::string::npos) << s.name << ": " << s.description;
      placed += !s.address.departement.empty();
    }
    std::printf("%-18s %5zu rows, %5zu kept, %5zu with a département\n",
                std::string(list.source).c_str(), list.rows, found.kept.size(), placed);
  }
}

TEST_F(RealLists, ShowNoneOfTheKeywordsHiddenInTheirHtml) {
  const Read found = read("sevadec", "sevadec_annuaire_economie_circulaire_2024.geojson");
  const auto bytes = read_file(folder_ / "sevadec_annuaire_economie_circulaire_2024.geojson");
  const auto json = parse_json(*bytes);
  ASSERT_TRUE(json);
  const auto& features = (*json)["features"].items();
  ASSERT_EQ(features.size(), found.kept.size());
  size_t hidden = 0, phones = 0, sites = 0, places = 0;
  for (size_t i = 0; i < features.size(); ++i) {
    const Structure& s = found.kept[i];
    phones += !s.contact.phone.empty();
    sites += !s.website.empty();
    places += !s.address.insee_code.empty();
    const std::string& html = features[i]["properties"]["description"].text();
    const size_t open = html.find("visibility: hidden");
    if (open == std::string::npos) continue;
    const size_t start = html.find('>', open) + 1;
    const std::string words = html.substr(start, html.find('<', start) - start);
    if (words.size() < 4) continue;
    ++hidden;
    EXPECT_EQ(s.description.find(words.substr(1, words.size() - 2)), std::string::npos) << s.name;
  }
  EXPECT_GT(hidden, 100u);
  EXPECT_GT(phones, 60u);
  EXPECT_GT(sites, 100u);
  EXPECT_GT(places, 190u);
  std::printf("sevadec: %zu hidden texts, %zu phones, %zu sites, %zu places\n", hidden, phones,
              sites, places);
}

TEST_F(RealLists, DoubtThePointsThatLieFarFromTheirAddress) {
  const Read guyane = read("guyane-annuaire", "cress_guyane_annuaire_2022.json");
  EXPECT_EQ(with_doubt(guyane, "écarté, son centre est pris"), 3u);
  EXPECT_EQ(with_doubt(guyane, "c'est un code NAF"), 1u);
  for (const Structure& s : guyane.kept) {
    if (!s.location || s.location->point.lon < -50) continue;
    // The fourth that lies elsewhere has no address to be compared with: its place is doubted.
    EXPECT_THAT(s.doubts, testing::Contains(testing::HasSubstr("commune déduite du point")));
  }
}

TEST_F(RealLists, MendWhatSpreadsheetsDidToTheirNumbers) {
  const Read numerique = read("numerique", "ess_numerique_2026.csv");
  EXPECT_EQ(with_doubt(numerique, "un zéro manquait devant"), 1u);
  EXPECT_EQ(std::count_if(numerique.kept.begin(), numerique.kept.end(),
                          [](const Structure& s) { return !s.active; }),
            539);
  for (const Structure& s : numerique.kept)
    EXPECT_EQ(s.address.post_code.find('.'), std::string::npos) << s.name;
}

TEST_F(RealLists, TellWhatChangedBetweenTwoHarvestsOfOneSource) {
  const auto scratch =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-real-{}", getpid());
  settings_.store = scratch / "store";
  settings_.index = scratch / "index";
  settings_.force = true;  // a third of the records goes
  const auto run_on = [&](std::string_view file) {
    settings_.sources = {{"sevadec", (folder_ / file).string()}};
    return run(settings_);
  };
  constexpr std::string_view older = "sevadec_annuaire_economie_circulaire_older.geojson";
  constexpr std::string_view newer = "sevadec_annuaire_economie_circulaire_2024.geojson";
  const Report first = run_on(older);
  ASSERT_FALSE(first.error) << first.error->message;
  const Report second = run_on(newer);
  ASSERT_FALSE(second.error) << second.error->message;
  std::filesystem::remove_all(scratch);

  // The same told by plain sets: who is in which file, by the ids the list gives.
  std::map<std::string, std::string> before, after;
  for (const auto& [file, into] : {std::pair{older, &before}, {newer, &after}})
    for (const Structure& s : read("sevadec", file).kept)
      into->try_emplace(s.sources.at(0).id, content_hash(s));
  size_t added = 0, changed = 0, removed = 0;
  for (const auto& [id, hash] : after) {
    const auto old = before.find(id);
    if (old == before.end())
      ++added;
    else
      changed += old->second != hash;
  }
  for (const auto& [id, hash] : before) removed += !after.contains(id);
  EXPECT_EQ(first.added, before.size());
  EXPECT_EQ(second.added, added);
  EXPECT_EQ(second.changed, changed);
  EXPECT_EQ(second.removed, removed);
  EXPECT_EQ(after.size(), 198u);  // two structures of one name stay two
  std::printf("sevadec: %zu added, %zu changed, %zu removed\n", added, changed, removed);
}

}  // namespace
}  // namespace filon
