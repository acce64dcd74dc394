#include "annuaire/display_case.h"

#include <gtest/gtest.h>

#include "annuaire/text.h"

namespace filon {
namespace {

TEST(DisplayCase, WritesShoutedNamesAsPeopleWould) {
  struct Case {
    std::string_view given, shown;
  };
  for (const Case& c : {Case{"ASSOC TREMPLIN", "Assoc Tremplin"},
                        Case{"LES JARDINS DE L'ESPOIR", "Les Jardins de l'Espoir"},
                        Case{"L'EBENE DU PAYS D'ARGENT", "L'Ebene du Pays d'Argent"},
                        Case{"SCOP LA MAIN A LA PATE", "SCOP la Main a la Pate"},
                        Case{"ESAT DU VAL DE LOIRE", "ESAT du Val de Loire"},
                        Case{"H'ART", "H'ART"},
                        Case{"LE RESEAU H'ART", "Le Reseau H'ART"},
                        Case{"F.A.D.S.E.P.L.", "F.A.D.S.E.P.L."},
                        Case{"ASSOCIATION F.A.D.S.E.P.L.", "Association F.A.D.S.E.P.L."},
                        Case{"A2I INTERIM", "A2I Interim"},
                        Case{"BTP SERVICES 38", "BTP Services 38"},
                        Case{"ENVIE", "ENVIE"},
                        Case{"ETHICOFIL", "Ethicofil"},
                        Case{"GRPT JLM", "GRPT JLM"},
                        Case{"SAINT-ANDRE-SUR-MER", "Saint-Andre-sur-Mer"},
                        Case{"ÉCOLE DES MÉTIERS", "École des Métiers"},
                        Case{"ATELIER (NANTES)", "Atelier (Nantes)"},
                        Case{"REGIE DE QUARTIER XIV", "Regie de Quartier XIV"},
                        Case{"La Remise", "La Remise"},
                        Case{"ARTS et METIERS", "ARTS et METIERS"},
                        Case{"9499Z", "9499Z"},
                        Case{"", ""}}) {
    SCOPED_TRACE(c.given);
    EXPECT_EQ(display_case(c.given), c.shown);
    EXPECT_EQ(fold(display_case(c.given)), fold(c.given));
    EXPECT_EQ(display_case(display_case(c.given)), display_case(c.given));
  }
}

}  // namespace
}  // namespace filon
