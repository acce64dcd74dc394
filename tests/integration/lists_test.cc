#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>

#include "annuaire/data_dir.h"
#include "annuaire/document.h"
#include "annuaire/structure_json.h"
#include "indexer/check.h"
#include "indexer/generation.h"
#include "indexer/harvest_list.h"
#include "indexer/options.h"
#include "indexer/pipeline.h"
#include "indexer/snapshot_store.h"
#include "searchd/searcher.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"
#include "tests/unit/annuaire/zip_builder.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// Every structure here is invented.
constexpr std::string_view suppliers =
    "Siret;Nom;Statut;CP;Ville;Métiers\n"
    "73282932000074;ATELIER DU PORT;SAS;44000;Nantes;Menuiserie\n"
    ";LA REMISE;SCIC;44100;Nantes;Traiteur\n"
    ";;;;;\n"
    "44306184100047;LE FIL;Association;21000;Dijon;Couture, reprisage, retouches\n"
    ";;Association;21000;Dijon;\n";

constexpr std::string_view settings_file = R"(
[source.liste]
siret = Siret
name = Nom
kind = Statut
post_code = CP
city = Ville
sectors = Métiers
licence = Licence inventée
attribution = Liste inventée

[source.rge]
verifies = rge
siret = siret
valid_until = fin
)";

class Lists : public testing::Test {
 protected:
  Lists() { std::filesystem::create_directories(folder_); }
  ~Lists() override { std::filesystem::remove_all(folder_); }

  std::string file(std::string_view name, std::string_view content) {
    const auto path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  Report run_with(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "run");
    for (const auto& [name, value] :
         {std::pair<std::string, std::string>{"--store", (folder_ / "store").string()},
          {"--index", (folder_ / "index").string()},
          {"--config", file("filon.ini", settings_file)}})
      arguments.insert(arguments.end(), {name, value});
    auto options = parse_options(arguments, {});
    EXPECT_TRUE(options) << options.error().message;
    return options ? run(options->run) : Report{};
  }

  std::map<std::string, Structure> records() {
    const auto tables = Tables::load(data_dir());
    const auto number = current_generation(folder_ / "index");
    auto snapshot = Snapshot::open(generation_dir(folder_ / "index", *number), *tables);
    EXPECT_TRUE(snapshot) << snapshot.error().message;
    std::map<std::string, Structure> all;
    for (uint32_t d = 0; d < (*snapshot)->image->documents; ++d) {
      const auto data = (*snapshot)->record(d);
      const auto [record, provenance] = split_data(*data);
      Structure s = *structure_from_json(record, provenance);
      all.emplace(s.name, std::move(s));
    }
    return all;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      fmt::format("filon-lists-{}-{}",
                  testing::UnitTest::GetInstance()->current_test_info()->name(), getpid());
};

TEST_F(Lists, BringSuppliersAndOthersProveTheirLabels) {
  const std::string list = "liste=" + file("liste.csv", suppliers);
  const std::string rge =
      "rge=" + file("rge.csv", "siret,fin\n73282932000074,31/12/2027\n99999999999999,\nabc,\n");
  const std::string ess = "ess=" + file("ess.csv",
                                        "SIREN,Nom ou raison sociale de l'entreprise,Famille "
                                        "juridique de l'entreprise\n732829320,A,B\n5720610,C,D\n");
  const Report report = run_with({"--source", list, "--source", rge, "--source", ess});
  ASSERT_FALSE(report.error) << report.error->message;
  ASSERT_EQ(report.sources.size(), 1u);
  const SourceReport& source = report.sources[0];
  EXPECT_EQ(source.read, 4u);  // a blank line is no row
  EXPECT_EQ(source.kept, 3u);
  EXPECT_THAT(source.rejected, ElementsAre(Rejection{"liste.csv:6", "no name"}));
  EXPECT_EQ(report.total, 3u);
  ASSERT_EQ(report.verifiers.size(), 2u);
  EXPECT_EQ(report.verifiers[0].name, "rge");
  EXPECT_EQ(report.verifiers[0].read, 3u);
  EXPECT_EQ(report.verifiers[0].matched, 1u);
  EXPECT_EQ(report.verifiers[0].rejected.size(), 1u);
  EXPECT_EQ(report.verifiers[1].label, "ess");
  EXPECT_THAT(to_json(report), HasSubstr(R"("verifiers":[{"name":"rge")"));

  const auto all = records();
  ASSERT_TRUE(all.contains("Atelier du Port"));
  const Structure& atelier = all.at("Atelier du Port");
  EXPECT_THAT(atelier.labels,
              ElementsAre(LabelLink{"ess", "ESS (loi du 31 juillet 2014)", Proof::Verified, ""},
                          LabelLink{"rge", "RGE", Proof::Verified, "2027-12-31"}));
  EXPECT_EQ(source_names(atelier, Field::Labels), "rge, ess");  // in the order they were joined
  const bool open_to_ess = std::any_of(
      atelier.reservations.begin(), atelier.reservations.end(),
      [](const ReservationRight& right) { return right.code == "ess" && right.certain; });
  EXPECT_TRUE(open_to_ess);  // the national list says so
  ASSERT_EQ(atelier.sectors.size(), 1u);
  EXPECT_EQ(atelier.sectors[0].slug, "menuiserie");
  EXPECT_TRUE(all.at("Le Fil").labels.empty());
  EXPECT_EQ(all.at("Le Fil").sectors.size(), 1u);  // the name of a sector that holds commas

  const Report again = run_with({"--source", list, "--source", rge, "--source", ess});
  ASSERT_FALSE(again.error) << again.error->message;
  EXPECT_EQ(again.added + again.changed + again.removed, 0u);
}

TEST_F(Lists, AreReadAsWorkbooksToo) {
  std::string rows =
      R"(<row r="1"><c t="str"><v>Siret</v></c><c t="str"><v>Nom</v></c><c t="str"><v>Statut</v></c><c t="str"><v>CP</v></c><c t="str"><v>Ville</v></c><c t="str"><v>Métiers</v></c></row>)";
  rows +=
      R"(<row r="2"><c><v>7.3282932000074E13</v></c><c t="str"><v>ATELIER DU PORT</v></c><c t="str"><v>SAS</v></c><c><v>1000</v></c><c t="str"><v>Bourg-en-Bresse</v></c><c t="str"><v>Menuiserie</v></c></row>)";
  const std::string book = workbook_of({{{"Feuil1", "<sheetData>" + rows + "</sheetData>"}}});
  const Report report = run_with({"--source", "liste=" + file("liste.xlsx", book)});
  ASSERT_FALSE(report.error) << report.error->message;
  const auto all = records();
  ASSERT_TRUE(all.contains("Atelier du Port"));
  EXPECT_EQ(all.at("Atelier du Port").siret, "73282932000074");
  EXPECT_EQ(all.at("Atelier du Port").address.post_code, "01000");
  EXPECT_EQ(all.at("Atelier du Port").address.insee_code, "01053");
}

TEST_F(Lists, LeaveOutThoseWhoAskedNotToBeListed) {
  const std::string list = "liste=" + file("liste.csv", suppliers);
  const Report before = run_with({"--source", list});
  ASSERT_FALSE(before.error) << before.error->message;
  const std::string id = records().at("La Remise").id;
  const std::string removals =
      file("retraits.txt", "# demandes\n732 829 320 00074  # par courrier\n" + id + "\n");
  const Report report = run_with({"--source", list, "--removals", removals, "--force"});
  ASSERT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(report.total, 1u);
  EXPECT_EQ(report.sources[0].read, report.sources[0].kept + report.sources[0].rejected.size());
  EXPECT_EQ(report.total, report.sources[0].kept - report.merged);
  EXPECT_TRUE(records().contains("Le Fil"));
}

TEST_F(Lists, NameTheColumnThatIsMissingAndKeepTheOldIndex) {
  ASSERT_FALSE(run_with({"--source", "liste=" + file("liste.csv", suppliers)}).error);
  const Report report =
      run_with({"--source",
                "liste=" + file("liste.csv", "Siret;Noms;Statut;CP;Ville;Métiers\n;A;B;C;D;E\n")});
  ASSERT_TRUE(report.error);
  EXPECT_THAT(report.error->message, HasSubstr("has no column 'Nom', did you mean 'Noms'?"));
  EXPECT_EQ(current_generation(folder_ / "index"), 1);
  const Report unexplained = run_with({"--source", "autre=" + file("autre.csv", suppliers)});
  ASSERT_TRUE(unexplained.error);
  EXPECT_THAT(unexplained.error->message,
              HasSubstr("say in the config file which columns hold what, as source.autre.name"));
}

TEST_F(Lists, ThatProveALabelAreCheckedAsWhatTheyAre) {
  const std::string ess = "ess=" + file("ess.csv",
                                        "SIREN,Nom ou raison sociale de l'entreprise,Famille "
                                        "juridique de l'entreprise\n732829320,A,B\nabc,C,D\n");
  auto options = parse_options(std::vector<std::string>{"check", "--source", ess}, {});
  ASSERT_TRUE(options) << options.error().message;
  const Checked checked = check(options->run);
  ASSERT_FALSE(checked.report.error) << checked.report.error->message;
  const std::string page = check_page(checked);
  EXPECT_THAT(page, HasSubstr("a list that proves the label ess: 2 rows, 1 of which name nobody"));
  EXPECT_THAT(page, HasSubstr("ess.csv:3: neither siren nor siret: 'abc'"));
}

TEST_F(Lists, KeepTheOldIndexWhenAMapSendsSomethingElse) {
  const std::string page =
      R"({"licence":"x","ontology":"gogofull","data":[{"id":"a","name":"A","address":{"addressLocality":"Nantes","postalCode":"44000"}}]})";
  ASSERT_FALSE(run_with({"--source", "carteco=" + file("carte.json", page)}).error);
  struct Case {
    std::string_view document;
    ErrorCode code;
  };
  for (const Case& c :
       {Case{R"({ "error": "Element does not exists" })", ErrorCode::Fetch},
        Case{"<!DOCTYPE html><html></html>", ErrorCode::Fetch},
        Case{"You need to provide a token to use the API", ErrorCode::Fetch},
        Case{R"({"licence":"x","ontology":"gogofull","data":[{"id":"a")", ErrorCode::Fetch},
        Case{"", ErrorCode::Fetch},
        Case{R"({"licence":"x","ontology":"gogofull","data":[]})", ErrorCode::Refused}}) {
    SCOPED_TRACE(c.document);
    const Report report = run_with({"--source", "carteco=" + file("carte.json", c.document)});
    ASSERT_TRUE(report.error);
    EXPECT_EQ(report.error->code, c.code);
    EXPECT_EQ(current_generation(folder_ / "index"), 1);
  }
  EXPECT_TRUE(records().contains("A"));
}

TEST_F(Lists, LearnTheSectorsThatLeMarcheHasCreated) {
  RawSnapshot snapshot;
  snapshot.info.url = "https://lemarche.example/api/siae/";
  snapshot.info.fetched_at = utc_now();
  snapshot.info.complete = true;
  snapshot.pages = {
      R"({"count":1,"next":null,"results":[{"id":1,"name":"ATELIER DU PORT","siret":"73282932000074","kind":"EI","city":"Nantes","post_code":"44000","is_active":true,"sectors":[{"name":"Cuisine de rue","slug":"cuisine-de-rue"}]}]})",
      R"({"count":1,"next":null,"results":[{"name":"Cuisine de rue","slug":"cuisine-de-rue","group":{"name":"Restauration","slug":"restauration"}}]})",
      R"({"count":1,"next":null,"results":[{"name":"Réseau inventé","slug":"reseau-invente","brand":"","website":""}]})",
      R"({"count":1,"next":null,"results":[{"id":"XYZ","name":"Statut inventé","parent":null}]})"};
  RunSettings settings;
  settings.store = folder_ / "store";
  settings.index = folder_ / "index";
  settings.data = data_dir();
  const auto saved = SnapshotStore(settings.store).save("lemarche", std::move(snapshot));
  ASSERT_TRUE(saved) << saved.error().message;
  ASSERT_TRUE(write_harvest(settings.store, {{"lemarche", saved->url, saved->id, false}}));
  const Report report = build(settings);
  ASSERT_FALSE(report.error) << report.error->message;
  EXPECT_EQ(report.sources.at(0).read, 1u);
  EXPECT_THAT(
      report.sources[0].warnings,
      ElementsAre(
          "1 new sectors: Cuisine de rue", "1 networks are not in our table: Réseau inventé",
          "kind XYZ (Statut inventé) is not in our table: its structures are of kind AUTRE"));
  const Structure s = records().at("Atelier du Port");
  ASSERT_FALSE(s.sectors.empty());
  EXPECT_EQ(s.sectors[0].slug, "cuisine-de-rue");
  EXPECT_EQ(s.sectors[0].origin, Origin::Declared);
  for (size_t i = 1; i < s.sectors.size(); ++i)
    ADD_FAILURE() << s.sectors[i].slug << " because " << s.sectors[i].because;
  EXPECT_THAT(s.doubts, IsEmpty());

  // What a facet shows can be asked for, though searchd's own table does not know it.
  const auto tables = Tables::load(data_dir());
  const auto index = Snapshot::open(generation_dir(settings.index, 1), *tables);
  const auto request =
      parse_search_request({{"sector", "cuisine-de-rue"}}, *tables, **index, Strictness::Strict);
  ASSERT_TRUE(request);
  const auto found = search(*request, *index, *tables, {20261124, "2026-11-24"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->total, 1u);
}

}  // namespace
}  // namespace filon
