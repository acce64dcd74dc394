#include "annuaire/json.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>

#include "annuaire/json_members.h"
#include "annuaire/json_writer.h"

namespace filon {
namespace {

TEST(Json, KeepsNumbersAsWrittenAndTheLastOfTwoKeys) {
  const auto json = parse_json(R"({"siret": 01234, "a": 1})");
  EXPECT_FALSE(json);  // 01234 is not JSON
  const auto good = parse_json("\xEF\xBB\xBF{\"siret\": 12345678901234, \"a\": 1, \"a\": \"x\"}");
  ASSERT_TRUE(good) << good.error().message;
  EXPECT_EQ((*good)["siret"].text(), "12345678901234");
  EXPECT_EQ((*good)["a"].text(), "x");
  EXPECT_TRUE((*good)["none"]["deeper"].is(Json::Type::Null));
}

TEST(Json, RefusesWhatWouldHurtAndSaysWhere) {
  struct Case {
    std::string text;
    std::string_view reason;
  };
  for (const Case& c :
       {Case{"{\n\"a\": }", "line 2: Invalid value."},
        Case{std::string(1000000, '['), "line 1: nested deeper than 64 levels"},
        Case{"\"\xFF\"", "line 1: Invalid encoding in string."},
        Case{" <!doctype html>", "this is an HTML page, not JSON (an error or a login page?)"},
        Case{"", "line 1: The document is empty."},
        Case{"{} x", "line 1: The document root must not be followed by other values."}}) {
    SCOPED_TRACE(c.reason);
    const auto json = parse_json(c.text);
    ASSERT_FALSE(json);
    EXPECT_EQ(json.error().message, c.reason);
  }
}

TEST(Json, SurvivesNumbersThatOverflow) {
  EXPECT_TRUE(parse_json("[0." + std::string(400, '1') + "e-2147483639]"));
  EXPECT_FALSE(parse_json("[1e999]"));
  const auto good = parse_json("[\"1e999\", \"1.5\", -2, \"a\"]");
  ASSERT_TRUE(good);
  EXPECT_EQ(good->items()[0].real(), std::nullopt);
  EXPECT_EQ(good->items()[1].real(), 1.5);
  EXPECT_EQ(good->items()[2].integer(), -2);
  EXPECT_EQ(good->items()[3].real(), std::nullopt);
}

TEST(JsonWriter, WritesValuesThatAnyReaderTakesBack) {
  JsonWriter json;
  json.begin_object()
      .key("a")
      .begin_array()
      .integer(1)
      .real(0.10, 3)
      .real(2.0, 1)
      .null()
      .end_array();
  json.key("b")
      .string("<é\"\n\xFF")
      .key("c")
      .string_or_null("")
      .key("d")
      .boolean(true)
      .end_object();
  EXPECT_EQ(json.text(),
            "{\"a\":[1,0.1,2,null],\"b\":\"\\u003cé\\\"\\n\xEF\xBF\xBD\",\"c\":null,\"d\":true}");
  EXPECT_TRUE(parse_json(json.text()));
}

TEST(JsonList, GivesTheItemsOfALongListAwayOneByOne) {
  struct Case {
    std::string_view text;
    std::vector<std::string> items;
    std::string_view licence;
  };
  const std::vector<std::string_view> names = {"data", "features"};
  for (const Case& c :
       {Case{R"({"licence":"L","data":[{"id":"a","data":[1]},7,[8]],"features":[{"id":"x"}]})",
             {"a", "7", ""},
             "L"},
        Case{R"([{"id":"a"},{"id":"b"}])", {"a", "b"}, ""},
        Case{R"({"other":{"data":[{"id":"a"}]},"licence":"L"})", {}, "L"},
        Case{R"({"data":{"id":"a"},"licence":"L"})", {}, "L"}, Case{"[]", {}, ""}}) {
    SCOPED_TRACE(c.text);
    std::vector<std::string> items;
    const auto rest = parse_json_list(c.text, names, [&](const Json& item) {
      items.push_back(item.is(Json::Type::Object) ? item["id"].text() : item.text());
    });
    ASSERT_TRUE(rest) << rest.error().message;
    EXPECT_EQ(items, c.items);
    EXPECT_EQ((*rest)["licence"].text(), c.licence);
    EXPECT_TRUE((*rest)["data"].items().empty());
  }
}

TEST(JsonList, IsAsStrictAsTheWholeDocument) {
  size_t items = 0;
  const auto cut = parse_json_list("[{},{}", {}, [&](const Json&) { ++items; });
  ASSERT_FALSE(cut);
  EXPECT_EQ(items, 2u);
  const auto html = parse_json_list("<html>", {}, [](const Json&) {});
  ASSERT_FALSE(html);
  EXPECT_EQ(html.error().message, "this is an HTML page, not JSON (an error or a login page?)");
}

TEST(Json, BuildsOnlyTheMembersAskedForOfTheRoot) {
  constexpr std::array<std::string_view, 2> names = {"a", "list"};
  const auto json = parse_json_members(
      R"({"b": {"a": 1, "x": [1, {"list": 2}]}, "a": {"b": [true]}, "c": null, "list": [1, "z"]})",
      names);
  ASSERT_TRUE(json) << json.error().message;
  EXPECT_EQ(json->members().size(), 2u);
  EXPECT_TRUE((*json)["a"]["b"].items().at(0).truth());
  ASSERT_EQ((*json)["list"].items().size(), 2u);
  EXPECT_EQ((*json)["list"].items()[1].text(), "z");
}

TEST(Json, FindsMembersBehindTextsThatLookLikeTheirEnd) {
  constexpr std::array<std::string_view, 2> names = {"a", "z"};
  for (const std::string_view before :
       {R"("x": "}, \"a\": 2, \\")", R"("x": ["]", {"a": "}"}, "\\"])", R"("x": -1.5e3)",
        R"("x": {"y": [[], {}, ""]})", R"("x\"": null)", R"("": "\\\"")"}) {
    SCOPED_TRACE(before);
    const auto json =
        parse_json_members(fmt::format(R"( {{ {} , "a" : [ "é" ] , "z":3}} )", before), names);
    ASSERT_TRUE(json) << json.error().message;
    ASSERT_EQ(json->members().size(), 2u);
    EXPECT_EQ((*json)["a"].items().at(0).text(), "é");
    EXPECT_EQ((*json)["z"].text(), "3");
  }
  EXPECT_TRUE(parse_json_members("{}", names)->members().empty());
}

TEST(Json, FindsMembersThatAreTextsWithAndWithoutEscapes) {
  constexpr std::array<std::string_view, 3> names = {"plain", "escaped", "none"};
  const auto json = parse_json_members(
      R"({"plain": "côte, {d'or}", "none": "", "escaped": "l\u00edne\n\"\\"})", names);
  ASSERT_TRUE(json) << json.error().message;
  EXPECT_EQ((*json)["plain"].text(), "côte, {d'or}");
  EXPECT_EQ((*json)["none"].text(), "");
  EXPECT_EQ((*json)["escaped"].text(), "líne\n\"\\");
}

TEST(Json, RefusesToLookForMembersWhereAnObjectDoesNotEnd) {
  constexpr std::array<std::string_view, 1> names = {"a"};
  for (const std::string_view text :
       {"", "[]", "1", "{", R"({"a)", R"({"a")", R"({"a":)", R"({"b": 1)", R"({"a": "1)",
        R"({"b": [1,})", R"({"b": {"c": "}"})", R"({"b" 1})", R"({"b": 1 "a": 2})", R"({"a": tru})",
        R"({"a": "\)", R"({b: 1})"}) {
    SCOPED_TRACE(text);
    EXPECT_FALSE(parse_json_members(text, names));
  }
}

}  // namespace
}  // namespace filon
