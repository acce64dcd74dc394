#include "searchd/pages/place_form.h"

#include <gtest/gtest.h>

#include "tests/unit/searchd/shipped_tables.h"

namespace filon {
namespace {

PlaceForm form(const Parameters& parameters) {
  HttpRequest http;
  http.params = parameters;
  return read_place_form(http, shipped_tables());
}

TEST(PlaceForm, LeavesAnAddressWithoutItsFieldsAlone) {
  const PlaceForm read = form({{"q", "traiteur"}, {"territory", "departement:21"}});
  EXPECT_FALSE(read.moved);
  EXPECT_EQ(read.unknown, "");
}

TEST(PlaceForm, MovesToTheParametersOfTheApi) {
  struct Case {
    Parameters given;
    std::string moved;
  };
  for (const Case& c : {
           Case{{{"lieu", "Dijon Métropole"}}, "/?territory=epci%3A242100410"},
           Case{{{"lieu", "commune:21231"}, {"rayon", "25"}}, "/?near=21231&radius_km=25"},
           Case{{{"lieu", ""}, {"rayon", "50"}, {"territory", "commune:21231"}},
                "/?near=21231&radius_km=50"},
           Case{{{"near", "21231"}, {"radius_km", "25"}, {"rayon", "100"}},
                "/?near=21231&radius_km=100"},
           Case{{{"near", "21231"}, {"radius_km", "25"}, {"lieu", ""}, {"rayon", ""}}, "/?"},
           Case{{{"q", "a&b"}, {"page", "3"}, {"lieu", ""}, {"rayon", ""}}, "/?q=a%26b"},
       }) {
    SCOPED_TRACE(c.moved);
    const PlaceForm read = form(c.given);
    ASSERT_TRUE(read.moved);
    EXPECT_EQ(*read.moved, c.moved);
  }
}

TEST(PlaceForm, SaysWhatNamesNoPlaceAndStays) {
  const PlaceForm read = form({{"lieu", "Zzyzzx"}, {"q", "traiteur"}});
  EXPECT_EQ(read.unknown, "Zzyzzx");
  EXPECT_FALSE(read.moved);
}

}  // namespace
}  // namespace filon
