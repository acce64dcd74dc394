#include <gtest/gtest.h>

#include "searchd/exports/csv_export.h"

namespace filon {
namespace {

TEST(CsvCell, IsQuotedWhereASpreadsheetWouldSplitItAndDefusedWhereItWouldRunIt) {
  struct Case {
    std::string_view text, cell;
  };
  for (const Case& c :
       {Case{"", ""}, Case{"Côte-d'Or", "Côte-d'Or"},
        // LibreOffice splits at all three unless told otherwise.
        Case{"un; deux", "\"un; deux\""}, Case{"un, deux", "\"un, deux\""},
        Case{"un\tdeux", "\"un\tdeux\""}, Case{"dit \"oui\"", "\"dit \"\"oui\"\"\""},
        Case{"un\ndeux", "\"un\ndeux\""}, Case{"=1+1", "'=1+1"}, Case{"-1", "'-1"},
        Case{"@SUM(1,2)", "\"'@SUM(1,2)\""}, Case{"\t=1", "\"'\t=1\""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(csv_cell(c.text), c.cell);
  }
}

}  // namespace
}  // namespace filon
