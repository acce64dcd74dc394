#include <gmock/gmock.h>

#include <random>

#include "annuaire/table.h"

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Cells = std::vector<std::string>;

Table table(std::string_view csv, const TableOptions& options = {}) {
  auto read = read_csv(csv, options);
  EXPECT_TRUE(read) << read.error().message;
  return read ? *std::move(read) : Table{};
}

TEST(Csv, ReadsTheDialectsPeopleSend) {
  struct Case {
    std::string_view what, csv;
    Cells cells;
  };
  for (const Case& c :
       {Case{"semicolons", "a;b\n1;2\n", {"1", "2"}}, Case{"commas", "a,b\n1,2", {"1", "2"}},
        Case{"tabs", "a\tb\r\n1\t2\r\n", {"1", "2"}}, Case{"bars", "a|b\n1|2\n", {"1", "2"}},
        Case{"line ends of old Macintoshes", "a;b\r1;2\r", {"1", "2"}},
        Case{"a mark and the separator's own line",
             "\xEF\xBB\xBFsep=;\r\na;b\r\n1,5;2",
             {"1,5", "2"}},
        Case{"quotes", "a;b\n\"1;1\";\"2\"", {"1;1", "2"}},
        Case{"doubled quotes", "a;b\n\"dit \"\"oui\"\"\";2", {"dit \"oui\"", "2"}},
        Case{"PHP's quotes",
             "a,b\n\"Dit \\\"le Bois\\\", menuiserie\",2",
             {"Dit \\\"le Bois\\\", menuiserie", "2"}},
        Case{"PHP's quote at the end",
             "a,b\n\"Dit \\\"le Bois\\\"\",2",
             {"Dit \\\"le Bois\\\"", "2"}},
        Case{"a folder of Windows", "a;b\n\"C:\\liste\\\";\"2\"", {"C:\\liste\\", "2"}},
        Case{"lines inside quotes", "a;b\n\"1\r\n1\";2", {"1\r\n1", "2"}},
        Case{"blanks before a quote", "a,b\n1, \"2\"", {"1", "2"}},
        Case{"text after a quote", "a,b\n\"x\"y,2", {"xy", "2"}},
        Case{"quotes that open nothing", "a;b\nL'\"ART\";2", {"L'\"ART\"", "2"}},
        Case{"an empty last cell", "a;b\n1;", {"1", ""}},
        Case{"Windows-1252", "a;b\n\xC9t\xE9;2", {"Été", "2"}},
        Case{"a text broken before", "a;b\nlâ€™Ã©tÃ©;2", {"l’été", "2"}}}) {
    SCOPED_TRACE(c.what);
    const Table read = table(c.csv);
    EXPECT_THAT(read.header, ElementsAre("a", "b"));
    ASSERT_EQ(read.rows.size(), 1u);
    EXPECT_EQ(read.rows[0].cells, c.cells);
    EXPECT_TRUE(read.notes.empty()) << read.notes[0].text;
  }
}

TEST(Csv, KnowsTheLineEachRowBeginsOn) {
  const Table read = table("sep=,\na,b\n\n\"1\n1\",2\n,\n3,4\n");
  EXPECT_EQ(read.header_line, 2u);
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_EQ(read.rows[0].line, 4u);
  EXPECT_EQ(read.rows[1].line, 7u);
}

TEST(Csv, KeepsTheLeadingCellsOfARaggedRowAndSaysWhich) {
  const Table read = table("a,b,c\n1,2,3\n1,2,3,4\n1,2\n1,2,3,,\n");
  ASSERT_EQ(read.rows.size(), 4u);
  EXPECT_THAT(read.rows[1].cells, ElementsAre("1", "2", "3"));
  EXPECT_THAT(read.rows[2].cells, ElementsAre("1", "2", ""));
  EXPECT_THAT(
      read.notes,
      ElementsAre(TableNote{3, "4 cells where the header has 3: the leading ones are kept"},
                  TableNote{4, "2 cells where the header has 3: the others are taken as empty"}));
}

TEST(Csv, FindsTheHeaderBelowATitleAndReadsAListOfOneColumn) {
  const Table titled = table("Liste des structures, 2026\n\nNom;Ville\nLa Remise;Nantes\n");
  EXPECT_THAT(titled.header, ElementsAre("Nom", "Ville"));
  EXPECT_EQ(titled.rows.at(0).line, 4u);
  const Table single = table("siren\n005720610\n303192967\n");
  EXPECT_THAT(single.header, ElementsAre("siren"));
  EXPECT_EQ(single.rows.size(), 2u);
}

TEST(Csv, TakesAQuoteThatIsNeverClosedAsASign) {
  const Table read = table("a;b\n\"1;2\n3;4\n");
  ASSERT_EQ(read.rows.size(), 2u);
  EXPECT_THAT(read.rows[0].cells, ElementsAre("\"1", "2"));
  EXPECT_THAT(read.rows[1].cells, ElementsAre("3", "4"));
  EXPECT_THAT(read.notes,
              ElementsAre(TableNote{2, "a quote is opened and never closed: it is taken as a sign",
                                    TableOddity::OpenQuote}));
}

TEST(Csv, NotesAQuoteThatClosesInTheMiddleOfALaterLine) {
  const Table read = table("a;b\n\"lawns;1\n\"cakes;2\n3;4\n");
  EXPECT_THAT(read.rows.at(0).cells, ElementsAre("lawns;1\ncakes", "2"));
  EXPECT_THAT(read.rows.at(1).cells, ElementsAre("3", "4"));
  EXPECT_THAT(read.notes, ElementsAre(TableNote{
                              2,
                              "a quote is closed in the middle of a cell on a later line (+1), all "
                              "between being one cell: is one missing?",
                              TableOddity::SplitQuote}));
  EXPECT_THAT(table("a;b\n\"two\nlines\";1\n\"one\" more;2\n").notes, ElementsAre());
}

TEST(Csv, RefusesWhatIsNoTableAndSaysWhy) {
  TableOptions small;
  small.limits = {40, 2, 3, 10, 10};
  struct Case {
    std::string_view what, csv, message;
  };
  for (const Case& c :
       {Case{"nothing", "", "the file has no header line"},
        Case{"blank", "\n;;\n", "the file has no header line"},
        Case{"too long", "a;b\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n1;2\n",
             "the file has more than 40 bytes"},
        Case{"too many rows", "a;b\n1;2\n1;2\n1;2\n", "line 4: more than 2 rows"},
        Case{"too many columns", "a;b;c;d\n", "line 1: 4 columns, more than 3; is it a table?"},
        Case{"too long a cell", "a;b\n12345678901;2\n", "line 2: a cell of more than 10 bytes"}}) {
    SCOPED_TRACE(c.what);
    const auto read = read_csv(c.csv, small);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, c.message);
  }
  std::string stray = "a;b;c;d;e;f\n";
  for (int i = 0; i < 101; ++i) stray += "\"1;2;3;4;5;6\n";
  TableOptions short_cells;
  short_cells.limits.cell = 10;
  const auto strays = read_csv(stray, short_cells);
  ASSERT_FALSE(strays);
  EXPECT_EQ(strays.error().message,
            "line 102: more than 100 quotes are never closed; is ';' the separator?");
}

std::string csv_cell(const std::string& cell) {
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

TEST(Csv, GivesBackWhateverWasWritten) {
  std::mt19937 random(20261124);
  const std::vector<std::string> pieces = {"a",    "é", "œ",  "\"", ";", ",",  "\n",
                                           "\r\n", " ", "\t", "|",  "'", "12", "€"};
  for (int round = 0; round < 2'000; ++round) {
    const size_t columns = 2 + random() % 4;
    std::vector<Cells> rows(1 + random() % 5, Cells(columns));
    std::string csv;
    for (size_t i = 0; i < columns; ++i) csv += (i ? ";c" : "c") + std::to_string(i);
    for (Cells& row : rows) {
      row[0] = "x";  // a row of empty cells is no row
      for (size_t i = 1; i < columns; ++i)
        for (size_t n = random() % 6; n > 0; --n) row[i] += pieces[random() % pieces.size()];
      csv += '\n';
      for (size_t i = 0; i < columns; ++i) csv += (i ? ";" : "") + csv_cell(row[i]);
    }
    TableOptions options;
    options.separator = ';';
    const auto read = read_csv(csv, options);
    ASSERT_TRUE(read) << read.error().message << "\n" << csv;
    ASSERT_EQ(read->rows.size(), rows.size()) << csv;
    for (size_t i = 0; i < rows.size(); ++i) ASSERT_EQ(read->rows[i].cells, rows[i]) << csv;
  }
}

TEST(Csv, SurvivesAnythingAtAll) {
  std::mt19937 random(7);
  const std::string alphabet = "a;,\t|\"\\\n\r \xC3\xA9\xE2\x80\xFF";
  for (int round = 0; round < 5'000; ++round) {
    std::string bytes;
    for (size_t n = random() % 60; n > 0; --n) bytes += alphabet[random() % alphabet.size()];
    const auto read = read_csv(bytes);
    if (!read) continue;
    for (const TableRow& row : read->rows) EXPECT_EQ(row.cells.size(), read->header.size());
  }
}

TEST(Table, NamesAFileThatIsNoTable) {
  struct Case {
    std::string_view bytes, message;
  };
  for (const Case& c :
       {Case{"\xD0\xCF\x11\xE0\xA1\xB1",
             "an old Excel workbook (.xls) or one with a password: open it and save it as XLSX or "
             "CSV"},
        Case{"%PDF-1.7", "a PDF: ask for the list as XLSX or CSV"},
        Case{" <!DOCTYPE html>", "an HTML page, not a table (an error or a login page?)"},
        Case{" \r\n", "the file is empty"}}) {
    SCOPED_TRACE(c.message);
    const auto read = read_table(c.bytes);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().message, c.message);
  }
}

}  // namespace
}  // namespace filon
