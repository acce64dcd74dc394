#include "searchd/log.h"

#include <fmt/chrono.h>

#include <chrono>
#include <cstdio>

#include "annuaire/json_writer.h"

namespace filon {

void log_event(std::string_view level, std::string_view event, std::string_view detail) {
  const auto now =
      std::chrono::time_point_cast<std::chrono::seconds>(std::chrono::system_clock::now());
  std::string line = fmt::format("time={:%FT%TZ} level={} event=", fmt::gmtime(now), level);
  append_json_string(event, line);
  line += " detail=";
  append_json_string(detail, line);
  line += '\n';
  std::fputs(line.c_str(), stderr);
}

}  // namespace filon
