#include "tests/relevance/judged.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "annuaire/reference_list.h"
#include "annuaire/tsv.h"

namespace filon {
namespace {

template <class Readings>
std::vector<std::string> values_of(const Readings& readings, size_t most = 100) {
  std::vector<std::string> values;
  for (const auto& reading : readings)
    if (values.size() < most) values.push_back(reading.value);
  return values;
}

bool any_within(const std::vector<std::string>& wanted, const std::vector<std::string>& got,
                size_t most) {
  for (size_t i = 0; i < std::min(most, got.size()); ++i)
    if (std::find(wanted.begin(), wanted.end(), got[i]) != wanted.end()) return true;
  return false;
}

bool same_set(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

std::string upper(const std::string& text) {
  std::string up;
  for (const char c : text) up += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  for (const auto& [low, high] : {std::pair{"é", "É"},
                                  {"è", "È"},
                                  {"ê", "Ê"},
                                  {"à", "À"},
                                  {"â", "Â"},
                                  {"ô", "Ô"},
                                  {"î", "Î"},
                                  {"ç", "Ç"},
                                  {"û", "Û"},
                                  {"œ", "Œ"},
                                  {"ë", "Ë"},
                                  {"ï", "Ï"},
                                  {"ü", "Ü"},
                                  {"ù", "Ù"}})
    up = replace_all(up, low, high);
  return up;
}

// Folds letter by letter, apostrophes and signs kept.
std::string without_accents(const std::string& text) {
  std::string bare = text;
  for (const auto& [from, to] :
       {std::pair{"é", "e"}, {"è", "e"}, {"ê", "e"},  {"ë", "e"},  {"à", "a"},
        {"â", "a"},          {"ô", "o"}, {"î", "i"},  {"ï", "i"},  {"ç", "c"},
        {"û", "u"},          {"ù", "u"}, {"ü", "u"},  {"œ", "oe"}, {"É", "E"},
        {"È", "E"},          {"Î", "I"}, {"Œ", "Oe"}, {"Ç", "C"},  {"À", "A"}})
    bare = replace_all(bare, from, to);
  return bare;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & 0x80); }

// The first long word, in the plural: names of places take none.
std::string plural(const std::string& q) {
  for (size_t start = 0; start < q.size();) {
    const size_t end = std::min(q.find(' ', start), q.size());
    const std::string word = q.substr(start, end - start);
    const bool plain = word.size() >= 5 && std::all_of(word.begin(), word.end(), is_letter);
    if (plain && word.find_last_of("sxz") != word.size() - 1)
      return q.substr(0, end) + 's' + q.substr(end);
    start = end + 1;
  }
  return q;
}

// One slip in the longest word of plain letters: two letters swapped, one doubled or one left out.
std::string slip(const std::string& q, size_t seed) {
  size_t best = 0, best_size = 0;
  for (size_t start = 0; start < q.size();) {
    const size_t end = std::min(q.find_first_of(" '-’", start), q.size());
    const std::string word = q.substr(start, end - start);
    const bool ascii = std::all_of(word.begin(), word.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    if (ascii && word.size() > best_size) best = start, best_size = word.size();
    start = end + 1;
  }
  if (best_size < 7) return q;
  std::string typed = q;
  const size_t at = best + 2 + seed % (best_size - 4);
  switch (seed % 3) {
    case 0:
      std::swap(typed[at], typed[at + 1]);
      break;
    case 1:
      typed.insert(at, 1, typed[at]);
      break;
    default:
      typed.erase(at, 1);
  }
  return typed;
}

}  // namespace

Result<std::vector<Judged>> read_judged(const std::filesystem::path& file) {
  const auto table = read_tsv(file, {"q", "sectors", "places", "kinds"});
  if (!table) return fail(table.error());
  std::vector<Judged> all;
  for (const Tsv::Row& row : table->rows) {
    Judged judged{row.line, row.cells[0], split_list(row.cells[1]), {}, split_list(row.cells[3])};
    judged.ambiguous = row.cells[2] == "?";
    if (!judged.ambiguous) judged.places = split_list(row.cells[2]);
    all.push_back(std::move(judged));
  }
  return all;
}

Verdict judge(const Judged& judged, const Interpretation& read) {
  Verdict verdict;
  const auto sectors = values_of(read.sectors);
  verdict.has_sector = true;
  verdict.sector_first =
      judged.sectors.empty() ? sectors.empty() : any_within(judged.sectors, sectors, 1);
  verdict.sector_in_three =
      judged.sectors.empty() ? sectors.empty() : any_within(judged.sectors, sectors, 3);
  std::vector<std::string> places = values_of(read.territories);
  if (read.near && std::find(places.begin(), places.end(), read.near->value) == places.end())
    places.push_back(read.near->value);
  verdict.place = judged.ambiguous ? !read.ambiguous.empty() && places.empty()
                                   : same_set(judged.places, places);
  std::vector<std::string> kinds = values_of(read.kinds);
  for (const Reading& reading : read.reservations) kinds.push_back("r:" + reading.value);
  verdict.kinds = same_set(judged.kinds, kinds);
  std::vector<std::string> corrections;
  for (const Correction& c : read.corrections) corrections.push_back(c.from + ">" + c.to);
  verdict.got = fmt::format("sectors {} places {} kinds {} rest '{}' corrected {}",
                            fmt::join(values_of(read.sectors, 3), ","), fmt::join(places, ","),
                            fmt::join(kinds, ","), read.rest, fmt::join(corrections, ","));
  return verdict;
}

bool reads_alike(const Interpretation& a, const Interpretation& b) {
  const auto one = values_of(a.sectors, 1), other = values_of(b.sectors, 1);
  const auto near = [](const Interpretation& read) {
    return read.near ? read.near->value + std::to_string(read.near->radius_km) : std::string();
  };
  return one == other && same_set(values_of(a.sectors, 3), values_of(b.sectors, 3)) &&
         same_set(values_of(a.territories), values_of(b.territories)) && near(a) == near(b) &&
         same_set(values_of(a.kinds), values_of(b.kinds)) &&
         same_set(values_of(a.reservations), values_of(b.reservations));
}

std::vector<Variant> variants_of(const std::string& q, size_t seed) {
  return {{"no accents", without_accents(q)},
          {"capitals", upper(q)},
          {"curly apostrophes", replace_all(q, "'", "’")},
          {"hyphens", replace_all(q, " ", "-")},
          {"no hyphens", replace_all(q, "-", " ")},
          {"plural", plural(q)},
          {"typing error", slip(q, seed)}};
}

void Figures::count(const Verdict& verdict) {
  ++queries;
  with_sector += verdict.has_sector;
  first += verdict.has_sector && verdict.sector_first;
  in_three += verdict.has_sector && verdict.sector_in_three;
  place += verdict.place;
  kinds += verdict.kinds;
}

}  // namespace filon
