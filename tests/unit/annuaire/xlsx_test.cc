#include <gmock/gmock.h>

#include <random>

#include "annuaire/serial_date.h"
#include "annuaire/table.h"
#include "tests/unit/annuaire/zip_builder.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string sheet(std::string_view rows, std::string_view after = "") {
  return fmt::format("<sheetData>{}</sheetData>{}", rows, after);
}
constexpr std::string_view header =
    R"(<row r="1"><c r="A1" t="inlineStr"><is><t>nom</t></is></c><c r="B1" t="inlineStr"><is><t>valeur</t></is></c></row>)";

Table first_sheet(const WorkbookParts& parts, const TableOptions& options = {}) {
  auto read = read_xlsx(workbook_of(parts), options);
  EXPECT_TRUE(read) << read.error().message;
  return read ? *std::move(read) : Table{};
}

TEST(Xlsx, ReadsEverySortOfCell) {
  struct Case {
    std::string_view what, cell, value;
  };
  const std::string styles =
      R"(<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="[Red]0&quot;d&quot;"/></numFmts>)"
      R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>)";
  const std::string strings =
      R"(<si><t>Été</t></si><si><r><t>La </t></r><r><t xml:space="preserve">Remise </t></r><rPh><t>x</t></rPh></si>)";
  for (const Case& c :
       {Case{"a shared text", R"(<c r="B2" t="s"><v>0</v></c>)", "Été"},
        Case{"a shared text in runs", R"(<c r="B2" t="s"><v>1</v></c>)", "La Remise "},
        Case{"a text on the spot",
             R"(<c r="B2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>)", "ab"},
        Case{"a formula's text", R"(<c r="B2" t="str"><f>A1</f><v>x &amp; y</v></c>)", "x & y"},
        Case{"an escaped line end", R"(<c r="B2" t="str"><v>1_x000D__x000A_2</v></c>)", "1\n2"},
        Case{"a number", R"(<c r="B2"><v>12.5</v></c>)", "12.5"},
        Case{"a SIRET in E notation", R"(<c r="B2"><v>1.2345678200010E13</v></c>)",
             "12345678200010"},
        Case{"a SIRET with noise behind", R"(<c r="B2"><v>12345678200010.002</v></c>)",
             "12345678200010"},
        Case{"the noise of binary numbers", R"(<c r="B2"><v>0.30000000000000004</v></c>)", "0.3"},
        Case{"a date of Excel's own format", R"(<c r="B2" s="1"><v>45964</v></c>)", "2025-11-03"},
        Case{"a date of a format of one's own", R"(<c r="B2" s="2"><v>45964.5</v></c>)",
             "2025-11-03"},
        Case{"a format that only looks like one", R"(<c r="B2" s="3"><v>45964</v></c>)", "45964"},
        Case{"a truth", R"(<c r="B2" t="b"><v>1</v></c>)", "true"},
        Case{"an error", R"(<c r="B2" t="e"><v>#N/A</v></c>)", ""},
        Case{"a text nobody holds", R"(<c r="B2" t="s"><v>99</v></c>)", ""},
        Case{"no reference", R"(<c t="str"><v>b</v></c>)", "b"}}) {
    SCOPED_TRACE(c.what);
    const std::string row =
        fmt::format(R"(<row r="2"><c r="A2" t="str"><v>a</v></c>{}</row>)", c.cell);
    const Table read =
        first_sheet({{{"Feuil1", sheet(std::string(header) + row)}}, strings, styles});
    ASSERT_EQ(read.rows.size(), 1u);
    EXPECT_THAT(read.rows[0].cells, ElementsAre("a", c.value));
  }
}

TEST(Xlsx, CountsDatesFrom1904WhereTheWorkbookDoes) {
  const Table read = first_sheet(
      {{{"Feuil1",
         sheet(
             std::string(header) +
             R"(<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" s="1"><v>44502</v></c></row>)")}},
       "",
       R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)",
       R"(date1904="1")"});
  EXPECT_EQ(read.rows.at(0).cells.at(1), "2025-11-03");
  EXPECT_EQ(serial_date(0, false), "");
  EXPECT_EQ(serial_date(1e300, false), "");
}

TEST(Xlsx, LeavesHolesAndEmptyRowsWhereTheSheetDoes) {
  const Table read = first_sheet(
      {{{"Feuil1",
         sheet(R"(<row><c t="str"><v>a</v></c><c t="str"><v>b</v></c><c t="str"><v>c</v></c></row>)"
               R"(<row r="3"/><row r="5"><c r="C5" t="str"><v>3</v></c></row>)"
               R"(<row r="767460"><c r="A767460" s="1"/></row>)")}}});
  EXPECT_THAT(read.header, ElementsAre("a", "b", "c"));
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0].line, 5u);
  EXPECT_THAT(read.rows[0].cells, ElementsAre("", "", "3"));
}

TEST(Xlsx, GivesAValueMergedOverRowsToEachOfThem) {
  const Table read = first_sheet(
      {{{"Feuil1",
         sheet(
             std::string(header) +
                 R"(<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>Nantes</v></c></row>)"
                 R"(<row r="3"><c r="A3" t="str"><v>b</v></c><c r="B3"/></row>)"
                 R"(<row r="4"><c r="A4" t="str"><v>c</v></c></row>)",
             R"(<mergeCells count="2"><mergeCell ref="B2:B3"/><mergeCell ref="A9:C9"/></mergeCells>)")}}});
  ASSERT_EQ(read.rows.size(), 3u);
  EXPECT_EQ(read.rows[1].cells[1], "Nantes");
  EXPECT_EQ(read.rows[2].cells[1], "");
}

TEST(Xlsx, TakesTheFirstSheetWithAHeaderOrTheOneAskedFor) {
  const std::string other =
      R"(<row r="1"><c t="str"><v>siret</v></c><c t="str"><v>label</v></c></row>)";
  const WorkbookParts parts = {
      {{"Vide", sheet("")}, {"Liste", sheet(header)}, {"Agréments", sheet(other)}}};
  EXPECT_THAT(first_sheet(parts).header, ElementsAre("nom", "valeur"));
  TableOptions options;
  options.sheet = "agrements";
  EXPECT_THAT(first_sheet(parts, options).header, ElementsAre("siret", "label"));
  options.sheet = "Autre";
  const auto missing = read_xlsx(workbook_of(parts), options);
  ASSERT_FALSE(missing);
  EXPECT_EQ(
      missing.error().message,
      "the workbook has no filled sheet 'Autre'; its sheets are 'Vide', 'Liste', 'Agréments'");
}

TEST(Xlsx, ReadsWorkbooksThatNameTheNamespaceEverywhere) {
  const std::string zip = zip_of(
      {{"xl/workbook.xml",
        R"(<x:workbook xmlns:r="r"><x:sheets><x:sheet name="L" r:id="rId1"/></x:sheets></x:workbook>)"},
       {"xl/_rels/workbook.xml.rels",
        R"(<Relationships><Relationship Id="rId1" Target="/xl/feuille.xml"/></Relationships>)"},
       {"xl/feuille.xml",
        R"(<x:worksheet><x:sheetData><x:row r="1"><x:c t="inlineStr"><x:is><x:t>nom</x:t></x:is></x:c><x:c t="str"><x:v>ville</x:v></x:c></x:row></x:sheetData></x:worksheet>)"}});
  const auto read = read_xlsx(zip);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_THAT(read->header, ElementsAre("nom", "ville"));
}

TEST(Xlsx, SurvivesDamageAnywhere) {
  std::mt19937 random(7);
  const std::string good = workbook_of(
      {{{"Feuil1",
         sheet(std::string(header) +
                   R"(<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1.5</v></c></row>)",
               R"(<mergeCells><mergeCell ref="A1:A9"/></mergeCells>)")}},
       "<si><t>Été</t></si>"});
  ASSERT_TRUE(read_xlsx(good));
  for (int round = 0; round < 3'000; ++round) {
    std::string bad = good;
    for (size_t n = 1 + random() % 4; n > 0; --n)
      bad[random() % bad.size()] = static_cast<char>(random());
    if (random() % 4 == 0) bad.resize(random() % bad.size());
    const auto read = read_xlsx(bad);
    EXPECT_TRUE(read || !read.error().message.empty());
  }
}

TEST(Xlsx, MergedRangesEndWithTheirLastRow) {
  std::string rows(header);
  for (int i = 2; i < 9; ++i)
    rows += fmt::format(R"(<row r="{}"><c r="A{}" t="str"><v>a</v></c>{}</row>)", i, i,
                        i == 3 ? R"(<c r="B3" t="str"><v>x</v></c>)" : "");
  const Table read = first_sheet(
      {{{"F",
         sheet(rows,
               R"(<mergeCells><mergeCell ref="B3:B5"/><mergeCell ref="B7:B8"/></mergeCells>)")}}});
  std::string values;
  for (const TableRow& row : read.rows) values += row.cells[1].empty() ? "-" : row.cells[1];
  EXPECT_EQ(values, "-xxx---");
}

TEST(Xlsx, RefusesBombsAndBrokenFilesAndSaysWhy) {
  TableOptions small;
  small.limits.bytes = 100'000;
  small.limits.entries = 8;
  small.limits.rows = 3;
  std::string many_rows(header);
  for (int i = 2; i < 9; ++i)
    many_rows += fmt::format(R"(<row r="{}"><c t="str"><v>a</v></c></row>)", i);
  std::vector<std::pair<std::string, std::string>> crowd;
  for (int i = 0; i < 20; ++i) crowd.emplace_back(fmt::format("xl/{}", i), "x");
  const std::string cut = workbook_of({{{"Feuil1", sheet(header)}}});
  struct Case {
    std::string_view what;
    std::string zip;
    std::string_view message;
  };
  for (const Case& c :
       {Case{"a bomb", workbook_of({{{"F", sheet(header) + std::string(1'000'000, ' ')}}}),
             "the archive unpacks to more than 100000 bytes"},
        Case{"too many entries", zip_of(crowd), "the archive holds more than 8 files"},
        Case{"too many rows", workbook_of({{{"F", sheet(many_rows)}}}),
             "sheet 'F': line 5: more than 3 rows"},
        Case{"no workbook", zip_of({{"content.xml", "<a/>"}}),
             "not an XLSX workbook: it has no xl/workbook.xml"},
        Case{"bad XML", workbook_of({{{"F", sheet(R"(<row r="1"><c></row>)")}}}),
             "sheet 'F': row 1: damaged XML"},
        Case{"no rows", workbook_of({{{"F", sheet("")}}}), "no sheet of the workbook has a row"},
        Case{"cut short", cut.substr(0, 40), "the archive is damaged"}}) {
    SCOPED_TRACE(c.what);
    const auto read = read_xlsx(c.zip, small);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().message, HasSubstr(std::string(c.message)));
  }
}

}  // namespace
}  // namespace filon
