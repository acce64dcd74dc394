#include "searchd/http/multipart.h"

#include <gtest/gtest.h>

namespace filon {
namespace {

constexpr std::string_view type = "multipart/form-data; boundary=----fil0n";

TEST(Multipart, GivesTheFieldsInTheirOrder) {
  const auto parts = parse_multipart(
      "Multipart/Form-Data; charset=utf-8; boundary=\"----fil0n\"",
      "------fil0n\r\nContent-Disposition: form-data; name=\"lieu\"\r\n\r\nDijon\r\n"
      "------fil0n\r\nContent-Type: text/csv\r\n"
      "content-disposition: form-data; name=\"fichier\"; filename=\"a;b.csv\"\r\n\r\n"
      "Objet\r\n--\r\n\r\ntraiteur\r\n\r\n"
      "------fil0n\r\nContent-Disposition: form-data; name=vide\r\n\r\n\r\n------fil0n--\r\n");
  ASSERT_TRUE(parts);
  ASSERT_EQ(parts->size(), 3u);
  EXPECT_EQ((*parts)[0].name, "lieu");
  EXPECT_EQ((*parts)[0].bytes, "Dijon");
  EXPECT_EQ((*parts)[1].name, "fichier");
  EXPECT_EQ((*parts)[1].file_name, "a;b.csv");
  EXPECT_EQ((*parts)[1].bytes, "Objet\r\n--\r\n\r\ntraiteur\r\n");
  EXPECT_EQ((*parts)[2].name, "vide");
  EXPECT_EQ((*parts)[2].bytes, "");
}

TEST(Multipart, RefusesWhatIsNoWholeForm) {
  std::string many = "------fil0n";
  for (size_t i = 0; i <= max_form_parts; ++i)
    many += "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n------fil0n";
  struct Case {
    const char* name;
    std::string_view type;
    std::string body;
  };
  for (const Case& c : {
           Case{"another type", "text/csv", "------fil0n--"},
           Case{"no boundary", "multipart/form-data", "----"},
           Case{"another boundary", type, "------other\r\n\r\n\r\n------other--"},
           Case{"empty", type, ""},
           Case{"no end", type, "------fil0n\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx"},
           Case{"no blank line", type, "------fil0n\r\nContent-Disposition: x\r\n------fil0n--"},
           Case{"cut after a boundary", type, "------fil0n"},
           Case{"too many", type, many + "--"},
       }) {
    SCOPED_TRACE(c.name);
    EXPECT_FALSE(parse_multipart(c.type, c.body));
  }
}

}  // namespace
}  // namespace filon
