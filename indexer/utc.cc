#include "indexer/utc.h"

#include <cstdio>

namespace filon {
using namespace std::chrono;

UtcTime utc_now() { return floor<seconds>(system_clock::now()); }

std::string utc_text(UtcTime time) {
  const sys_days day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

Result<UtcTime> parse_utc(std::string_view text) {
  int y = 0, h = 0, m = 0, s = 0;
  unsigned month = 0, d = 0;
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%4d-%2u-%2uT%2d:%2d:%2dZ", &y, &month, &d, &h, &m, &s) == 6) {
    const year_month_day date{year(y), std::chrono::month(month), day(d)};
    const UtcTime time = sys_days(date) + hours(h) + minutes(m) + seconds(s);
    // Written again it must be the same text: this refuses a 30 February and whatever follows.
    if (date.ok() && utc_text(time) == text) return time;
  }
  return fail(ErrorCode::Invalid, "'{}' is not a time such as 2026-08-20T10:15:00Z", text);
}

}  // namespace filon
