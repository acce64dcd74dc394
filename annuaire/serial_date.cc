#include "annuaire/serial_date.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>

namespace filon {
using namespace std::chrono;

std::string serial_date(double serial, bool since_1904) {
  // Spreadsheets believe that 1900 had a 29 February, so their first days are off by one; nothing
  // of ours is that old.
  const sys_days epoch = since_1904 ? sys_days(year(1904) / 1 / 1) : sys_days(year(1899) / 12 / 30);
  if (!(serial >= 1 && serial < 401'000)) return {};
  const year_month_day day(epoch + days(static_cast<int>(std::floor(serial))));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace filon
