#include <algorithm>
#include <vector>

#include "annuaire/text.h"
#include "searchd/interpret/interpret.h"
#include "searchd/search_request.h"
#include "tests/fuzz/must.h"
#include "tests/fuzz/search_tables.h"

namespace {

using filon::must;

size_t code_points_of(std::string_view text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// The text from one code point to another.
std::string_view slice(std::string_view text, size_t start, size_t end) {
  size_t point = 0, first = text.size(), last = text.size();
  for (size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) == 0x80) continue;
    if (point == start) first = i;
    if (point == end) last = i;
    ++point;
  }
  return text.substr(first, last - first);
}

std::vector<filon::Reading> all_readings(const filon::Interpretation& read) {
  std::vector<filon::Reading> all(read.sectors.begin(), read.sectors.end());
  all.insert(all.end(), read.territories.begin(), read.territories.end());
  if (read.near) all.push_back(*read.near);
  for (const auto* list : {&read.kinds, &read.reservations, &read.labels, &read.criteria, &read.cpv,
                           &read.identifiers})
    all.insert(all.end(), list->begin(), list->end());
  return all;
}

filon::Interpretation read(std::string_view text, const std::vector<std::string>& ignored) {
  const filon::Tables& tables = filon::search_tables();
  return filon::interpret(
      text, {tables.lexicon, tables.sectors, tables.territories, tables.criteria, tables.labels},
      ignored, nullptr);
}

}  // namespace

// Every reading shows the words that led to it, as they were typed, and can be switched off.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text = filon::view(bytes, std::min(size, filon::max_q_bytes));
  if (!filon::is_utf8(text)) return 0;  // the guard lets nothing else in
  const auto readings = all_readings(read(text, {}));
  const size_t length = code_points_of(text);
  for (const filon::Reading& reading : readings) {
    must(!reading.id.empty() && !reading.value.empty() && !reading.because.empty());
    for (const filon::Evidence& words : reading.because) {
      must(words.start < words.end && words.end <= length);
      must(slice(text, words.start, words.end) == words.text);
    }
  }
  if (readings.empty()) return 0;
  const std::string off = readings[size % readings.size()].id;
  for (const filon::Reading& reading : all_readings(read(text, {off}))) must(reading.id != off);
  return 0;
}
