#pragma once

#include <string>
#include <vector>

#include "searchd/interpret/interpret.h"
#include "tests/unit/searchd/shipped_tables.h"

namespace filon {

/// How the shipped tables read a line, without an index.
inline Interpretation read(const std::string& q, const std::vector<std::string>& ignored = {},
                           const IndexWords* words = nullptr) {
  const Tables& t = shipped_tables();
  return interpret(q, {t.lexicon, t.sectors, t.territories, t.criteria, t.labels}, ignored, words);
}

template <class Readings>
std::vector<std::string> values(const Readings& readings) {
  std::vector<std::string> all;
  for (const auto& reading : readings) all.push_back(reading.value);
  return all;
}

}  // namespace filon
