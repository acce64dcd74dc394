#include "searchd/plans/plan_columns.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

using Header = std::vector<std::string>;
using Named = std::array<std::string, plan_column_count>;

TEST(PlanColumns, AreGuessedByTheirNames) {
  struct Case {
    Header header;
    std::array<int, plan_column_count> wanted;  ///< title, text, cpv, territory; -1: none
  };
  for (const Case& c : {
           Case{{"N°", "Objet du marché", "Montant", "Code CPV"}, {1, -1, 3, -1}},
           Case{{"LIBELLÉ", "Commentaires", "Commune"}, {0, 1, -1, 2}},
           Case{{"Lieu d'exécution", "Intitulé de l'achat", "Description"}, {1, 2, -1, 0}},
           Case{{"Marché", "Objet"}, {1, -1, -1, -1}},
           Case{{"Famille d'achat", "Désignation"}, {1, 0, -1, -1}},
           Case{{"Besoins", "Code postal"}, {0, -1, -1, 1}},
       }) {
    SCOPED_TRACE(c.header[0]);
    const auto columns = choose_columns(c.header, {});
    ASSERT_TRUE(columns);
    for (size_t i = 0; i < plan_column_count; ++i) {
      EXPECT_EQ(columns->place[i] ? static_cast<int>(*columns->place[i]) : -1, c.wanted[i]) << i;
      EXPECT_FALSE(columns->given[i]);
    }
  }
}

TEST(PlanColumns, AreThoseThatTheRequestNames) {
  const auto columns = choose_columns({"Objet", "Quoi", "Où"}, Named{"quoi", "", "", "OÙ"});
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->of(PlanColumn::Title), 1u);
  EXPECT_EQ(columns->of(PlanColumn::Territory), 2u);
  EXPECT_TRUE(columns->given[0]);
}

TEST(PlanColumns, AreRefusedWhereNoneIsMeant) {
  const auto unknown = choose_columns({"Objet", "Lieu"}, Named{"", "", "Objt", ""});
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ProblemCode::UnknownValue);
  EXPECT_EQ(unknown.error().param, "cpv_column");
  EXPECT_EQ(unknown.error().suggestion, "Objet");
  const auto none = choose_columns({"A", "B"}, {});
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ProblemCode::MissingParameter);
  EXPECT_EQ(none.error().param, "title_column");
  EXPECT_EQ(none.error().allowed, (Header{"A", "B"}));
}

}  // namespace
}  // namespace filon
