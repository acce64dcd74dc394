#include "indexer/address_text.h"

#include <gtest/gtest.h>

#include "indexer/contact_details.h"
#include "indexer/html_facts.h"
#include "indexer/html_text.h"
#include "indexer/web_address.h"

namespace filon {
namespace {

TEST(AddressText, PartsStreetPostCodeAndCity) {
  struct Case {
    std::string_view text, street, post_code, city;
  };
  for (const Case& c :
       {Case{"13, avenue Léopold\n97300 CAYENNE\n", "13, avenue Léopold", "97300", "CAYENNE"},
        Case{"Centre, 583 Rue du Port, 62100 Calais ", "Centre, 583 Rue du Port", "62100",
             "Calais"},
        Case{"8, rue des soupirants. 62100 Calais", "8, rue des soupirants", "62100", "Calais"},
        Case{"12 rue X, 62100 Calais, lundi", "12 rue X", "62100", "Calais"},
        Case{"12 rue X, Calais, 62100", "12 rue X", "62100", "Calais"},
        Case{"62100 Calais", "", "62100", "Calais"},
        Case{"BP 12345678 Calais", "BP 12345678 Calais", "", ""},
        Case{"Allée des Pins", "Allée des Pins", "", ""}, Case{"", "", "", ""}}) {
    SCOPED_TRACE(c.text);
    const AddressText address = split_address(c.text);
    EXPECT_EQ(address.street, c.street);
    EXPECT_EQ(address.post_code, c.post_code);
    EXPECT_EQ(address.city, c.city);
  }
}

TEST(AddressText, PartsLinesThatWereStuckTogether) {
  struct Case {
    std::string_view text, parted;
  };
  for (const Case& c :
       {Case{"ZA DE LA GARE12 RUE DU PORT", "ZA DE LA GARE, 12 RUE DU PORT"},
        Case{"12 rue des HallesBP 40", "12 rue des Halles, BP 40"},
        Case{"12 rue des HallesZone artisanale", "12 rue des Halles, Zone artisanale"},
        Case{"Bâtiment B12bis rue du Port", "Bâtiment B, 12bis rue du Port"},
        Case{"40BATIMENT C", "40, BATIMENT C"}, Case{"12 rue MacDonald", "12 rue MacDonald"},
        Case{"Rue de l'An2000", "Rue de l'An2000"}, Case{"12B rue du Port", "12B rue du Port"},
        Case{"", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(unglue_address(c.text), c.parted);
  }
}

TEST(ContactDetails, GiveAnOrganisationsNumberHoweverItIsWritten) {
  struct Case {
    std::string_view text, number;
  };
  for (const Case& c :
       {Case{"02.40.00.00.00 / 02 40 00 00 01", "02 40 00 00 00"},
        Case{"+33 2 40 00 00 00", "02 40 00 00 00"}, Case{"+33 (0)2 40 00 00 00", "02 40 00 00 00"},
        Case{"0033240000000", "02 40 00 00 00"}, Case{"+262 262 00 00 00", "02 62 00 00 00"},
        Case{"0② ④⓪ 00 00 00", "02 40 00 00 00"}, Case{"0⑵ 40 00 00 00", "02 40 00 00 00"},
        Case{"02 40 00 00 00 - 02 40 00 00 01", "02 40 00 00 00"},
        Case{"06 00 00 00 00;02 40 00 00 00", "02 40 00 00 00"}, Case{"06 00 00 00 00", ""},
        Case{"+33 7 00 00 00 00", ""}, Case{"02 40 00 00 000", ""}, Case{"NULL", ""},
        Case{"", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(organisation_phone(c.text), c.number);
  }
}

TEST(WebAddress, TakesTheFirstSiteThatIsNoSocialNetwork) {
  struct Case {
    std::string_view text, address;
  };
  for (const Case& c :
       {Case{"www.remise.example;https://facebook.com/remise", "https://www.remise.example"},
        Case{"https://facebook.com/remise www.remise.example", "https://www.remise.example"},
        Case{"https://facebook.com/remise", "https://facebook.com/remise"},
        Case{"a.example,www.b.example", "https://a.example"},
        Case{"http://a.examplehttp://b.example", "http://a.example"},
        Case{"https://web.archive.example/web/http://a.example",
             "https://web.archive.example/web/http://a.example"},
        Case{"ftp://a.example", ""}, Case{"javascript:alert(1)", ""}, Case{"contact@a.example", ""},
        Case{"NULL", ""}, Case{"néant", ""}, Case{"-", ""}, Case{"", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(web_address(c.text), c.address);
  }
}

TEST(HtmlText, ShowsWhatAReaderWouldSee) {
  struct Case {
    std::string_view html, text;
  };
  for (const Case& c :
       {Case{"<p>Tri &amp; <b>vente</b></p><p>d&#039;occasion</p>", "Tri & vente\nd'occasion"},
        Case{"a<div style=\"visibility: hidden;\">mots <div>cachés</div></div>b", "a\nb"},
        Case{"a<span style='display:none'>x</span>b", "ab"},
        Case{"a<script>alert(1)</script>b<style>p{}</style>c", "abc"},
        Case{"l&amp;rsquo;eau", "l’eau"}, Case{"a < b et c > d", "a < b et c > d"},
        Case{"1<br/>2<br>3", "1\n2\n3"}, Case{"R&D; S&T", "R&D; S&T"}, Case{"", ""}}) {
    SCOPED_TRACE(c.html);
    EXPECT_EQ(html_text(c.html), c.text);
  }
}

TEST(HtmlText, IsQuickOnHostileText) {
  std::string tags, entities;
  for (int i = 0; i < 300'000; ++i) tags += "<a", entities += "&a";
  EXPECT_EQ(html_text(tags).size(), tags.size());
  EXPECT_EQ(html_text(entities).size(), entities.size());
}

TEST(HtmlFacts, AreReadByTheirHeadingsToo) {
  const HtmlFacts facts = html_facts(
      "<p>Menuiserie.</p><p>Adresse : 1 rue X, 62100 Calais</p><p>Tél. : 03 21 00 00 00</p>"
      "<p>Site : https://a.example</p><p>Horaires : lundi</p>");
  EXPECT_EQ(facts.description, "Menuiserie.");
  EXPECT_EQ(facts.address, "1 rue X, 62100 Calais");
  EXPECT_EQ(facts.phone, "03 21 00 00 00");
  EXPECT_EQ(facts.website, "https://a.example");
}

TEST(HtmlFacts, TakeTheAddressBehindALinkForTheSite) {
  const HtmlFacts facts = html_facts(
      "Voir <a href=\"https://ailleurs.example\">ailleurs</a>.<br>"
      "🌐 <a class='x' href='https://facebook.com/remise'>Facebook</a> "
      "<a href=\"https://remise.example\" target=\"_blank\">Site web</a>");
  EXPECT_EQ(facts.description, "Voir ailleurs.");
  EXPECT_EQ(facts.website, "https://facebook.com/remise;https://remise.example");
  EXPECT_EQ(web_address(facts.website), "https://remise.example");
}

}  // namespace
}  // namespace filon
