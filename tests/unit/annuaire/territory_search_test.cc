#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/annuaire/own_territories.h"

namespace filon {
namespace {

TEST(Search, FindsPlacesAsPeopleTypeThem) {
  struct Case {
    std::string_view text;
    std::vector<std::string> first;
  };
  for (const Case& c :
       {Case{"dijon", {"commune:21231", "epci:242100410"}}, Case{"21000", {"commune:21231"}},
        Case{"DIJON MET", {"epci:242100410"}}, Case{"paris", {"departement:75", "commune:75056"}},
        Case{"cote d'or", {"departement:21"}}, Case{"bourgogne", {"region:27"}},
        Case{"21", {"departement:21", "commune:21231"}}, Case{"2a", {"departement:2A"}},
        Case{"242100410", {"epci:242100410"}}, Case{"21231", {"commune:21231"}},
        Case{"69381", {"commune:69123"}}, Case{"st etienne", {"commune:42218"}},
        Case{"plaine commune", {"epci:200057867"}}, Case{"querqueville", {"commune:50129"}},
        Case{"france", {"france"}}, Case{"nord", {"departement:59"}},
        Case{"saint-martin", {"departement:978"}}}) {
    SCOPED_TRACE(c.text);
    const auto found = texts_of(places().search(c.text, c.first.size()));
    EXPECT_EQ(found, c.first);
  }
}

TEST(Search, GivesEachPlaceOnceAndNoMoreThanAsked) {
  for (const std::string_view text : {"s", "saint", "2", "le"}) {
    auto found = places().search(text, 50);
    EXPECT_EQ(found.size(), 50u);
    std::sort(found.begin(), found.end());
    EXPECT_EQ(std::unique(found.begin(), found.end()), found.end());
  }
  for (const std::string_view text : {"", "  ", "zzzz", "99999", "\xFF"})
    EXPECT_TRUE(places().search(text, 10).empty()) << text;
  EXPECT_TRUE(places().search("dijon", 0).empty());
}

}  // namespace
}  // namespace filon
