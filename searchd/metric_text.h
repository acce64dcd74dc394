#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace filon {

// Lines of the Prometheus text format, version 0.0.4.

inline std::string metric_head(std::string_view name, std::string_view type,
                               std::string_view help) {
  return fmt::format("# HELP filon_{0} {1}\n# TYPE filon_{0} {2}\n", name, help, type);
}

/// One metric without labels.
template <class Value>
std::string metric(std::string_view name, std::string_view type, std::string_view help,
                   Value value) {
  return metric_head(name, type, help) + fmt::format("filon_{} {}\n", name, value);
}

/// A label's value in quotes, with what the format asks to escape.
inline std::string label_value(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"') quoted += '\\';
    c == '\n' ? quoted += "\\n" : quoted += c;
  }
  return quoted + '"';
}

}  // namespace filon
