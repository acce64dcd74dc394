#include "annuaire/place_names.h"

#include <algorithm>
#include <array>

#include "annuaire/digits.h"
#include "annuaire/one_of.h"
#include "annuaire/text.h"

namespace filon {
namespace {

std::vector<std::string_view> split(std::string_view folded) {
  std::vector<std::string_view> parts;
  for (size_t start = 0; start < folded.size();) {
    const size_t end = std::min(folded.find(' ', start), folded.size());
    parts.push_back(folded.substr(start, end - start));
    start = end + 1;
  }
  return parts;
}

std::string join(const std::vector<std::string_view>& parts) {
  std::string joined;
  for (const std::string_view part : parts) {
    if (!joined.empty()) joined += ' ';
    joined += part == "st" ? "saint" : part == "ste" ? "sainte" : part;
  }
  return joined;
}

// "3e", "03", "1er", "12eme": at most two digits, then an ordinal's ending or nothing.
bool is_ordinal(std::string_view word) {
  const size_t digits = std::min(word.find_first_not_of("0123456789"), word.size());
  const std::string_view ending = word.substr(digits);
  return digits >= 1 && digits <= 2 &&
         (ending.empty() || ending == "e" || ending == "er" || ending == "eme" ||
          ending == "ieme" || ending == "nd");
}

// From "cedex" on, an address line speaks of a sorting office.
void drop_cedex(std::vector<std::string_view>& parts) {
  const auto cedex = std::find(parts.begin(), parts.end(), "cedex");
  if (cedex != parts.begin()) parts.erase(cedex, parts.end());
}

void drop_arrondissement(std::vector<std::string_view>& parts) {
  static constexpr std::array<std::string_view, 3> cities = {"paris", "lyon", "marseille"};
  static constexpr std::array<std::string_view, 8> tails = {"e",   "er",   "eme",  "arrondissement",
                                                            "arr", "ardt", "arrt", "ieme"};
  if (parts.size() < 2 || !is_one_of(parts[0], cities) || !is_ordinal(parts[1])) return;
  if (std::all_of(parts.begin() + 2, parts.end(),
                  [](std::string_view part) { return is_one_of(part, tails); }))
    parts.resize(1);
}

uint64_t head_of(std::string_view text) {
  uint64_t head = 0;
  for (size_t i = 0; i < 8; ++i)
    head = head << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
  return head;
}

}  // namespace

std::string place_key(std::string_view name) { return join(split(fold(name))); }

std::string city_key(std::string_view city) {
  const std::string folded = fold(city);
  std::vector<std::string_view> parts = split(folded);
  drop_cedex(parts);
  drop_arrondissement(parts);
  if (parts.size() > 1 && is_digits(parts.back())) parts.pop_back();  // "BESANCON 25"
  return join(parts);
}

void PlaceNames::add_entry(PlaceId place, size_t start, size_t end, NameRank rank) {
  const std::string_view text = std::string_view(text_).substr(start, end - start);
  entries_.push_back({head_of(text), static_cast<uint32_t>(start),
                      static_cast<uint16_t>(text.size()), rank, place});
}

void PlaceNames::add(PlaceId place, std::string_view key, NameRank rank, bool words) {
  const size_t start = text_.size();
  text_ += key;
  add_entry(place, start, text_.size(), rank);
  if (!words) return;
  for (size_t space; (space = key.find(' ')) != std::string_view::npos;) {
    key.remove_prefix(space + 1);
    if (!is_link_word(key.substr(0, key.find(' '))))
      add_entry(place, text_.size() - key.size(), text_.size(), NameRank::Word);
  }
}

std::string_view PlaceNames::text_of(const Entry& entry) const {
  return std::string_view(text_).substr(entry.start, entry.size);
}

void PlaceNames::sort() {
  std::sort(entries_.begin(), entries_.end(), [this](const Entry& a, const Entry& b) {
    if (a.head != b.head) return a.head < b.head;
    const int order = text_of(a).compare(text_of(b));
    return order != 0 ? order < 0 : a.place < b.place;
  });
}

size_t PlaceNames::lower_bound(std::string_view key) const {
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), key,
      [this](const Entry& entry, std::string_view k) { return text_of(entry) < k; });
  return static_cast<size_t>(found - entries_.begin());
}

std::vector<PlaceNames::Match> PlaceNames::beginning_with(std::string_view key) const {
  std::vector<Match> matches;
  for (size_t i = lower_bound(key); i < entries_.size(); ++i) {
    const Entry& entry = entries_[i];
    if (!text_of(entry).starts_with(key)) break;
    matches.push_back({entry.place, entry.rank, entry.size == key.size()});
  }
  return matches;
}

std::vector<PlaceNames::Match> PlaceNames::equal_to(std::string_view key) const {
  std::vector<Match> matches;
  for (size_t i = lower_bound(key); i < entries_.size() && text_of(entries_[i]) == key; ++i)
    matches.push_back({entries_[i].place, entries_[i].rank, true});
  return matches;
}

}  // namespace filon
