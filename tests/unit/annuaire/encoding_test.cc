#include "annuaire/encoding.h"

#include <gtest/gtest.h>

using namespace std::literals;

namespace filon {
namespace {

TEST(Encoding, ReadsWhatFrenchOfficesWrite) {
  struct Case {
    std::string_view what, bytes, encoding, text;
  };
  for (const Case& c :
       {Case{"UTF-8", "Été à l’œuvre", "", "Été à l’œuvre"},
        Case{"UTF-8 with a mark",
             "\xEF\xBB\xBF"
             "Été",
             "", "Été"},
        Case{"Windows-1252", "\xC9t\xE9 \x80 l\x92\x9Cuvre", "", "Été € l’œuvre"},
        Case{"declared Latin-9", "\xA4", "iso-8859-15", "€"},
        Case{"declared Macintosh", "\x83t\x8E", "macintosh", "Été"},
        Case{"UTF-16, little end first", "\xFF\xFE\xC9\0t\0\xE9\0"sv, "", "Été"},
        Case{"UTF-16, big end first", "\xFE\xFF\0\xC9\0t\0\xE9"sv, "", "Été"},
        Case{"a mark beats what is declared",
             "\xEF\xBB\xBF"
             "Été",
             "windows-1252", "Été"},
        Case{"accents apart, as macOS writes them", "e\xCC\x81te\xCC\x81", "", "été"}}) {
    SCOPED_TRACE(c.what);
    const auto text = decode_text(c.bytes, c.encoding);
    ASSERT_TRUE(text) << text.error().message;
    EXPECT_EQ(text->view(), c.text);
  }
}

TEST(Encoding, NamesAnEncodingNobodyKnows) {
  const auto text = decode_text("a", "latin-français");
  ASSERT_FALSE(text);
  EXPECT_EQ(
      text.error().message,
      "encoding 'latin-français' is not known; say for example utf-8, windows-1252 or utf-16");
}

TEST(Encoding, MendsOnlyWhatWasBroken) {
  struct Case {
    std::string_view given, mended;
  };
  for (const Case& c :
       {Case{"lâ€™eau", "l’eau"}, Case{"Ã©tÃ©", "été"},
        Case{"Ã Nantes", "Ã Nantes"},  // its second half is lost
        Case{"cÅ“ur", "cœur"}, Case{"10 â‚¬", "10 €"}, Case{"NÂ°5", "N°5"},
        Case{"dÃ©jÃ\xC2\xA0 prÃªt", "déjà prêt"}, Case{"ÃƒÂ©", "é"},  // broken twice
        Case{"CAFÉ» «À", "CAFÉ» «À"},  // would be signs of the phonetic alphabet
        Case{"l’été à Nîmes, œuvre", "l’été à Nîmes, œuvre"}, Case{"ÂGE", "ÂGE"},
        Case{"été, Ã©tÃ©", "été, été"}, Case{"", ""}, Case{"\xFF\xC3", "\xFF\xC3"}}) {
    SCOPED_TRACE(c.given);
    EXPECT_EQ(mend_mojibake(c.given), c.mended);
  }
}

}  // namespace
}  // namespace filon
