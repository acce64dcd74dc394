#include "indexer/dates.h"

#include <array>
#include <cstdio>
#include <optional>

#include "indexer/utc.h"

namespace filon {
namespace {
using namespace std::chrono;

struct TimeOfDay {
  int hour = 0, minute = 0, second = 0;
};

std::optional<sys_days> day_of(int year_number, unsigned month_number, unsigned day_number) {
  const year_month_day date{year(year_number), month(month_number), day(day_number)};
  if (!date.ok() || year_number < 1900 || year_number > 2999) return std::nullopt;
  return sys_days(date);
}

std::string text_of(sys_days date) { return utc_text(date).substr(0, 10); }

// "Z", "+0100", "+01:00"; none when the text is no offset.
std::optional<minutes> offset_of(std::string_view text) {
  if (text == "Z" || text == "z" || text == "GMT") return minutes(0);
  std::string digits;
  for (const char c : text.substr(std::min<size_t>(1, text.size())))
    if (c != ':') digits += c;
  if (text.empty() || (text[0] != '+' && text[0] != '-') || digits.size() != 4) return std::nullopt;
  for (const char c : digits)
    if (c < '0' || c > '9') return std::nullopt;
  const int total =
      (digits[0] - '0') * 600 + (digits[1] - '0') * 60 + (digits[2] - '0') * 10 + (digits[3] - '0');
  return minutes(text[0] == '-' ? -total : total);
}

std::string instant(sys_days date, const TimeOfDay& clock, std::string_view offset) {
  const bool fits = clock.hour >= 0 && clock.hour < 24 && clock.minute >= 0 && clock.minute < 60 &&
                    clock.second >= 0 && clock.second <= 60;
  const auto shift = offset_of(offset);
  if (!fits) return {};
  if (!shift) return text_of(date);  // an hour of no known place: the day is what is sure
  return utc_text(UtcTime(date) + hours(clock.hour) + minutes(clock.minute) +
                  seconds(clock.second) - *shift);
}

std::string from_iso(const std::string& text) {
  int y = 0, length = 0;
  unsigned m = 0, d = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &y, &m, &d, &length) != 3 || length != 10)
    return {};
  const auto date = day_of(y, m, d);
  if (!date) return {};
  if (text.size() == 10) return text_of(*date);
  TimeOfDay clock;
  int end = 0;
  if ((text[10] != 'T' && text[10] != ' ') ||
      std::sscanf(text.c_str() + 11, "%2d:%2d:%2d%n", &clock.hour, &clock.minute, &clock.second,
                  &end) != 3)
    return {};
  std::string_view rest = std::string_view(text).substr(11 + static_cast<size_t>(end));
  if (rest.starts_with('.'))
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  return instant(*date, clock, rest);
}

std::string from_french(const std::string& text) {
  int y = 0, length = 0;
  unsigned m = 0, d = 0;
  if (std::sscanf(text.c_str(), "%2u/%2u/%4d%n", &d, &m, &y, &length) != 3) return {};
  if (static_cast<size_t>(length) != text.size() && text[static_cast<size_t>(length)] != ' ')
    return {};
  const auto date = day_of(y, m, d);
  return date ? text_of(*date) : "";
}

std::string from_mail(const std::string& text) {
  static constexpr std::array<std::string_view, 12> names = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  unsigned d = 0;
  int y = 0;
  TimeOfDay clock;
  std::array<char, 4> name{};
  std::array<char, 8> offset{};
  const size_t comma = text.find(", ");
  const char* const start = text.c_str() + (comma == 3 ? 5 : 0);
  if (std::sscanf(start, "%2u %3s %4d %2d:%2d:%2d %7s", &d, name.data(), &y, &clock.hour,
                  &clock.minute, &clock.second, offset.data()) != 7)
    return {};
  for (unsigned m = 0; m < names.size(); ++m)
    if (names[m] == name.data())
      if (const auto date = day_of(y, m + 1, d)) return instant(*date, clock, offset.data());
  return {};
}

}  // namespace

std::string iso_date(std::string_view text) {
  const std::string copy(text);
  for (const auto read : {from_iso, from_french, from_mail})
    if (std::string date = read(copy); !date.empty()) return date;
  return {};
}

}  // namespace filon
