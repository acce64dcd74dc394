#include "searchd/needs/need_places.h"

#include <algorithm>

#include "annuaire/text.h"
#include "searchd/interpret/tokens.h"

namespace filon {
namespace {

bool names_post_code(const Evidence& evidence, std::string_view text) {
  const size_t at = byte_of_code_point(text, evidence.start);
  if (at > 0 && text[at - 1] == '(') return true;
  const auto before = words(text.substr(0, at));
  if (before.empty()) return false;
  const std::string& word = before.back().text;
  return word == "cp" || word == "postal" || word == "commune" || word == "ville";
}

bool is_sum(const Reading& reading, std::string_view text) {
  return std::all_of(reading.because.begin(), reading.because.end(), [&](const Evidence& evidence) {
    return is_number(evidence.text) && !names_post_code(evidence, text);
  });
}

}  // namespace

std::vector<Reading> need_places(const Interpretation& read, std::string_view text) {
  std::vector<Reading> places;
  for (const TerritoryReading& reading : read.territories)
    if (!is_sum(reading, text)) places.push_back(reading);
  if (read.near) {
    Reading near = *read.near;
    near.id = "territory:" + near.value;
    places.push_back(std::move(near));
  }
  return places;
}

}  // namespace filon
