#pragma once

#include <kainjow/mustache.hpp>
#include <string>

namespace filon {

using PageData = kainjow::mustache::data;

/// Sets a value a template may test: mustache takes an empty text for a true one.
inline void set_text(PageData& data, const char* name, const std::string& value) {
  if (value.empty())
    data.set(name, false);
  else
    data.set(name, value);
}

/// Sets a list, and "has_<name>" so that a template can open what surrounds it once.
inline void set_list(PageData& data, const std::string& name, const PageData& list) {
  data.set("has_" + name, !list.is_empty_list());
  data.set(name, list);
}

}  // namespace filon
