#include "annuaire/json.h"
#include "tests/integration/served_index.h"

namespace filon {
namespace {

constexpr std::string_view verger_siret = "99900104300010";

std::string line(std::string_view id, std::string_view name, std::string_view street,
                 std::string_view with_siret = "") {
  const std::string number = with_siret.empty() ? "" : fmt::format(R"("siret":"{}",)", with_siret);
  return fmt::format(R"({{"id":"{}",{}"name":"{}","kinds":["ACI"],)"
                     R"("address":{{"street":"{}","post_code":"21000","city":"Dijon"}}}})"
                     "\n",
                     id, number, name, street);
}

constexpr std::string_view lilas = "12 rue des Lilas", port = "3 quai du Port";

/// Three structures of list b; then Verger in list a as well, in another street, thus another one;
/// then one record of the two Verger, Moulin taken off list b, and Lavoir on the removal list.
class OldIds : public ServedIndex {
 protected:
  OldIds() {
    write_source("b",
                 line("x", "Verger", port) + line("y", "Moulin", port) + line("z", "Lavoir", port));
    index();
    write_source("a", line("1", "Verger", lilas, verger_siret));
    index();
    write_source("b", line("x", "Verger", port, verger_siret) + line("z", "Lavoir", port));
    settings_.removal_list = {"b-z"};
    report_ = index();
  }
  Report report_;
};

TEST_F(OldIds, AnIdGivenUpLeadsToTheOneThatAnswersAndARemovedOneIsGone) {
  const auto client = serve();
  struct Case {
    std::string path;
    int status;
    std::string location, code;
  };
  for (const auto& [path, status, location, code] :
       {Case{"/api/v1/structures/b-x", 200, "", ""},
        Case{"/api/v1/structures/99900104300010", 308, "/api/v1/structures/b-x", ""},
        Case{"/api/v1/structures/b-y", 410, "", "gone"},
        Case{"/api/v1/structures/b-z", 410, "", "gone"},
        Case{"/api/v1/structures/B-X", 404, "", "not_found"},
        Case{"/api/v1/structures/b-never", 404, "", "not_found"},
        Case{"/structures/b-x", 200, "", ""},
        Case{"/structures/99900104300010", 308, "/structures/b-x", ""},
        Case{"/structures/99900104300010?de=lien", 308, "/structures/b-x?de=lien", ""},
        Case{"/structures/b-y", 410, "", ""}, Case{"/structures/b-z", 410, "", ""},
        Case{"/structures/b-never", 404, "", ""}}) {
    SCOPED_TRACE(path);
    const auto answer = client->Get(path);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, status);
    EXPECT_EQ(answer->get_header_value("Location"), location);
    if (code.empty()) continue;
    EXPECT_EQ(answer->get_header_value("Content-Type"), "application/problem+json");
    const auto problem = parse_json(answer->body);
    ASSERT_TRUE(problem);
    EXPECT_EQ((*problem)["code"].text(), code);
  }
  const auto gone = client->Get("/api/v1/structures/b-y"),
             removed = client->Get("/api/v1/structures/b-z");
  EXPECT_NE(gone->body.find("Aucune source ne mentionne plus"), std::string::npos) << gone->body;
  EXPECT_NE(removed->body.find("a demandé à ne plus figurer"), std::string::npos) << removed->body;
}

TEST_F(OldIds, RowsOfTheRemovalListAreCountedAndStayOut) {
  size_t kept = 0;
  for (const SourceReport& source : report_.sources) {
    EXPECT_EQ(source.read, source.kept + source.rejected.size());
    kept += source.kept;
    if (source.name == "b") {
      ASSERT_EQ(source.rejected.size(), 1u);
      EXPECT_EQ(source.rejected[0].origin, "b: record b-z");
      EXPECT_TRUE(source.rejected[0].reason.starts_with("on the removal list:"));
    }
  }
  EXPECT_EQ(report_.total, 1u);
  EXPECT_EQ(report_.total, kept - report_.merged);
  EXPECT_EQ(report_.removed, 3u) << "Moulin, Lavoir, and one of the two Verger";
  const Report again = index();
  EXPECT_EQ(again.added + again.changed + again.removed, 0u);
  EXPECT_EQ(again.total, 1u);
  const auto answer = serve()->Get("/api/v1/structures?q=lavoir");
  EXPECT_NE(answer->body.find("\"total\":0"), std::string::npos);
}

TEST_F(OldIds, AnIndexMadeAnewFromTheSameStoreForgetsNothing) {
  std::filesystem::remove_all(settings_.index);
  const Report rebuilt = index();
  EXPECT_EQ(rebuilt.added + rebuilt.changed + rebuilt.removed, 0u);
  const auto client = serve();
  EXPECT_EQ(client->Get("/api/v1/structures/99900104300010")->status, 308);
  EXPECT_EQ(client->Get("/api/v1/structures/b-z")->status, 410);
}

}  // namespace
}  // namespace filon
