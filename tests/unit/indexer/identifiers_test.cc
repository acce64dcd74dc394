#include "indexer/identifiers.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(Identifiers, ReadASiretAsPeopleAndSpreadsheetsWriteIt) {
  struct Case {
    std::string_view text, siret, siren, doubt;
  };
  for (const Case& c :
       {Case{"73282932000074", "73282932000074", "732829320", ""},
        Case{"732 829 320 00074", "73282932000074", "732829320", ""},
        Case{"732.829.320-00074", "73282932000074", "732829320", ""},
        Case{"73282932000075", "73282932000075", "732829320",
             "SIRET 73282932000075 : la clé de contrôle est fausse"},
        Case{"5720610900017", "", "", "SIRET « 5720610900017 » mal formé : écarté"},
        Case{"7.3282932000074E+13", "73282932000074", "732829320", ""},
        Case{"7,3282932000074E13", "73282932000074", "732829320", ""},
        Case{"1,23457E+13", "", "",
             "SIRET « 1,23457E+13 » en notation scientifique, chiffres perdus : écarté"},
        Case{"732829320", "", "732829320",
             "SIRET « 732829320 » : c'est un SIREN, l'établissement est inconnu"},
        Case{"à venir", "", "", "SIRET « à venir » mal formé : écarté"},
        Case{"N° 12345678901234", "", "", "SIRET « N° 12345678901234 » mal formé : écarté"},
        Case{"NULL", "", "", ""}, Case{"", "", "", ""}}) {
    SCOPED_TRACE(c.text);
    const ReadSiret read = read_siret(c.text);
    EXPECT_EQ(read.siret, c.siret);
    EXPECT_EQ(read.siren, c.siren);
    EXPECT_EQ(read.doubt, c.doubt);
  }
}

TEST(Identifiers, PutALostZeroBackOnlyWhereTheKeyThenHolds) {
  // 005 720 784 00015 is invented; its key holds with the zeros only.
  const ReadSiret good = read_siret("6220119900031");
  EXPECT_EQ(good.siret, "06220119900031");
  EXPECT_EQ(good.doubt, "SIRET « 6220119900031 » : un zéro manquait devant");
  EXPECT_EQ(read_siret("6220119900032").siret, "");
  // In E notation, thirteen exact digits are a fourteen-digit number without its zero.
  EXPECT_EQ(read_siret("6.220119900031E+12").siret, "06220119900031");
}

TEST(Identifiers, GiveASirenItsZerosBack) {
  struct Case {
    std::string_view text, digits;
  };
  for (const Case& c : {Case{"303192967", "303192967"}, Case{"303 192 967", "303192967"},
                        Case{"5720610", "005720610"}, Case{"5720610.0", "005720610"},
                        Case{"30319296700012", "303192967"}, Case{"12", ""}, Case{"", ""},
                        Case{"1234567890", ""}, Case{"W123456789", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(siren_digits(c.text), c.digits);
  }
}

}  // namespace
}  // namespace filon
