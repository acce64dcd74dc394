#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "annuaire/data_dir.h"
#include "annuaire/territory.h"

namespace filon {

/// The project's own tables, loaded once.
inline const Territories& places() {
  static const auto loaded = Territories::load(data_dir() / "territories");
  if (!loaded) throw std::runtime_error(loaded.error().message);
  return *loaded;
}

inline PlaceId id(std::string_view text) {
  const auto parsed = places().parse(text);
  if (!parsed) throw std::runtime_error(parsed.error().message);
  return *parsed;
}

inline std::string text_of(const std::optional<PlaceId>& place) {
  return place ? places().to_string(*place) : "none";
}

inline std::vector<std::string> texts_of(const std::vector<PlaceId>& found) {
  std::vector<std::string> texts;
  for (const PlaceId place : found) texts.push_back(places().to_string(place));
  return texts;
}

}  // namespace filon
