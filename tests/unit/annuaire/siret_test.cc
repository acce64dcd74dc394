#include "annuaire/siret.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

TEST(Siret, IsReadHoweverPeopleSpaceIt) {
  for (std::string_view text :
       {"99900001300012", "999 000 013 00012", " 99900001300012 ", "999.000.013.00012",
        "999\xC2\xA0"
        "000\xC2\xA0"
        "013\xC2\xA0"
        "00012",
        "999\xE2\x80\xAF"
        "000 013\t00012"}) {
    SCOPED_TRACE(text);
    const auto siret = Siret::parse(text);
    ASSERT_TRUE(siret) << siret.error().message;
    EXPECT_EQ(siret->digits(), "99900001300012");
    EXPECT_EQ(siret->siren().digits(), "999000013");
  }
}

TEST(Siret, RefusesATextThatCannotBeOneAndQuotesIt) {
  struct Case {
    std::string_view text, reason;
  };
  for (const Case& c : {Case{"", "'' is not 14 digits"}, Case{"7328", "'7328' is not 14 digits"},
                        Case{"9990000130001X", "'9990000130001X' is not 14 digits"},
                        Case{"999000013000123", "'999000013000123' is not 14 digits"},
                        Case{"9.99000013E+13", "'9.99000013E+13' is not 14 digits"},
                        Case{"\xC2\xA0", "'\xC2\xA0' is not 14 digits"}}) {
    SCOPED_TRACE(c.text);
    const auto siret = Siret::parse(c.text);
    ASSERT_FALSE(siret);
    EXPECT_EQ(siret.error().message, c.reason);
  }
}

TEST(Siret, KeepsOneWhoseCheckDigitFailsAndSaysSo) {
  struct Case {
    std::string_view text;
    bool holds;
  };
  for (const Case& c : {Case{"73282932000074", true}, Case{"73282932000075", false},
                        Case{"35600000000048", true},  // La Poste, head office: the usual key
                        Case{"35600000009075", true},  // a site of La Poste: digits sum to 35
                        Case{"35600000009076", false}, Case{"00000000000000", false}}) {
    SCOPED_TRACE(c.text);
    const auto siret = Siret::parse(c.text);
    ASSERT_TRUE(siret);
    EXPECT_EQ(siret->check_digit_holds(), c.holds);
  }
}

TEST(Siren, IsTheEntityOfAllItsSites) {
  const auto siren = Siren::parse("732 829 320");
  ASSERT_TRUE(siren);
  EXPECT_TRUE(siren->check_digit_holds());
  EXPECT_EQ(*siren, Siret::parse("73282932000074")->siren());
  EXPECT_EQ(*siren, Siret::parse("73282932000082")->siren());
  EXPECT_FALSE(Siren::parse("732829321")->check_digit_holds());
  EXPECT_EQ(Siren::parse("73282932000074").error().message, "'73282932000074' is not 9 digits");
}

}  // namespace
}  // namespace filon
