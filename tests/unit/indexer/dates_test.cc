#include "indexer/dates.h"

#include <gtest/gtest.h>

#include "annuaire/naf.h"

namespace filon {
namespace {

TEST(Dates, ReadsWhatSourcesWrite) {
  struct Case {
    std::string_view text, date;
  };
  for (const Case& c :
       {Case{"2025-11-03", "2025-11-03"}, Case{"2025-11-03T16:40:02+01:00", "2025-11-03T15:40:02Z"},
        Case{"2026-08-17T09:00:41.018277+02:00", "2026-08-17T07:00:41Z"},
        Case{"2025-11-03T15:40:02Z", "2025-11-03T15:40:02Z"},
        Case{"2025-11-03 16:40:02", "2025-11-03"},  // the hour of no known place
        Case{"Mon, 03 Nov 2025 16:40:02 +0100", "2025-11-03T15:40:02Z"},
        Case{"03/11/2025", "2025-11-03"}, Case{"3/11/2025 10:00", "2025-11-03"},
        Case{"2025-02-30", ""}, Case{"31/02/2025", ""}, Case{"hier", ""}, Case{"", ""},
        Case{"2025-11-03T25:00:00Z", ""}, Case{"0000-00-00", ""}, Case{"11/2025", ""}}) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(iso_date(c.text), c.date);
  }
}

TEST(Naf, WritesACodeAsTheNomenclatureDoes) {
  for (const std::string_view text : {"8121Z", "81.21Z", "81.21z", " 81.21 Z"})
    EXPECT_EQ(naf_code(text), "81.21Z") << text;
  for (const std::string_view text : {"", "8121", "81219", "A121Z", "81.21ZZ", "Nettoyage"})
    EXPECT_EQ(naf_code(text), "") << text;
}

}  // namespace
}  // namespace filon
