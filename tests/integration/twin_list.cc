#include "tests/integration/twin_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

using Words = std::vector<std::string>;

std::string joined(const Words& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}
std::string title(std::string text) {
  bool first = true;
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    c = static_cast<char>(first ? std::toupper(byte) : std::tolower(byte));
    first = byte < 0x80 && !std::isalnum(byte);
  }
  return text;
}

class TwinMaker {
 public:
  TwinMaker(std::span<const SourceRecord> originals, uint32_t seed,
            const std::map<std::string, Point>& points)
      : originals_(originals), points_(points), random_(seed) {}

  TwinList make() {
    for (const SourceRecord& original : originals_) {
      if (chance(60)) add(twin_of(original), original.id);
      if (chance(8)) add(in_another_town(original), "");
      if (chance(8)) add(in_another_street(original), "");
      if (chance(8)) add(neighbour_of(original), "");
      if (chance(2)) add_establishments(original);
    }
    return std::move(list_);
  }

 private:
  size_t pick(size_t n) { return random_() % n; }
  bool chance(size_t percent) { return pick(100) < percent; }
  const SourceRecord& any() { return originals_[pick(originals_.size())]; }

  void add(SourceRecord row, const std::string& origin) {
    row.source = "carteco";
    row.id = fmt::format("t{}", list_.rows.size());
    list_.rows.push_back(std::move(row));
    list_.origin.push_back(origin);
  }

  SourceRecord twin_of(const SourceRecord& original) {
    SourceRecord row;
    if (chance(10)) row.siret = original.siret;
    const bool by_brand = !clean_value(original.brand).empty() && chance(30);
    row.name = as_others_write(by_brand ? original.brand : original.name, original.city);
    row.kinds = {chance(50) ? "Association" : "Société commerciale ESUS"};
    row.street = chance(20) ? "" : street_as_others_write(original.street);
    row.post_code = chance(3) ? "" : original.post_code;
    row.city = chance(50) ? lower(original.city) : original.city;
    if (chance(70)) row.website = original.website;
    if (const auto point = points_.find(original.siret); point != points_.end() && chance(70))
      row.point = moved(point->second);
    return row;
  }

  // Up to some 300 m off.
  Point moved(Point point) {
    const auto shift = [&] { return (static_cast<double>(pick(401)) - 200) * 1e-5; };
    return {point.lat + shift(), point.lon + shift()};
  }

  std::string as_others_write(const std::string& name, const std::string& city) {
    Words words = split_values(name, " ");
    if (chance(35)) abbreviate(words);
    if (chance(25))
      std::erase_if(words, [](const std::string& w) {
        return lower(w) == "assoc" || lower(w) == "association" || lower(w) == "sarl";
      });
    if (words.empty()) words = {name};
    if (chance(25)) mistype(words);
    if (chance(15) && words.size() > 1) std::rotate(words.begin(), words.begin() + 1, words.end());
    if (chance(15)) words.insert(words.begin(), chance(50) ? "Association" : "ASS.");
    if (chance(10)) words.push_back(city);
    const std::string text = joined(words);
    return chance(40) ? title(text) : chance(30) ? lower(text) : text;
  }

  void abbreviate(Words& words) {
    static const std::map<std::string, std::string> usual = {
        {"association", "ass."},  {"formation", "form."},        {"centre", "ctre"},
        {"services", "serv."},    {"service", "serv."},          {"groupement", "gpt"},
        {"insertion", "insert."}, {"environnement", "environ."}, {"saint", "st"},
        {"entreprise", "entr."},  {"developpement", "devt"}};
    for (std::string& word : words)
      if (const auto known = usual.find(fold(word)); known != usual.end()) word = known->second;
  }

  // One letter left out, doubled, changed, or swapped with the next, in a word of six or more.
  void mistype(Words& words) {
    std::vector<size_t> long_ones;
    for (size_t i = 0; i < words.size(); ++i)
      if (words[i].size() >= 6 && is_ascii(words[i])) long_ones.push_back(i);
    if (long_ones.empty()) return;
    std::string& word = words[long_ones[pick(long_ones.size())]];
    const size_t at = 1 + pick(word.size() - 2);
    switch (pick(4)) {
      case 0:
        word.erase(at, 1);
        break;
      case 1:
        word.insert(at, 1, word[at]);
        break;
      case 2:
        word[at] = "aeiounrst"[pick(9)];
        break;
      default:
        std::swap(word[at], word[at - 1]);
    }
  }
  static bool is_ascii(const std::string& text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  }

  std::string street_as_others_write(const std::string& street) {
    static const std::map<std::string, std::string> usual = {
        {"rue", "r."},    {"avenue", "av."}, {"boulevard", "bd"}, {"chemin", "che"},
        {"place", "pl."}, {"saint", "st"},   {"general", "gal"},  {"route", "rte"}};
    Words words = split_values(street, " ");
    if (chance(40))
      for (std::string& word : words)
        if (const auto known = usual.find(fold(word)); known != usual.end()) word = known->second;
    if (chance(15) && words.size() > 2 && std::isdigit(static_cast<unsigned char>(words[0][0])))
      words.erase(words.begin());
    if (chance(10)) mistype(words);
    const std::string text = joined(words);
    return chance(40) ? lower(text) : text;
  }

  // The same network elsewhere: a name of ours with the whole address of someone else's town.
  SourceRecord in_another_town(const SourceRecord& original) {
    const SourceRecord* elsewhere = &any();
    while (elsewhere->post_code.substr(0, 2) == original.post_code.substr(0, 2) ||
           first_word(*elsewhere) == first_word(original))
      elsewhere = &any();
    SourceRecord row;
    row.name = original.name;
    row.kinds = original.kinds;
    row.street = elsewhere->street;
    row.post_code = elsewhere->post_code;
    row.city = elsewhere->city;
    row.website = original.website;
    return row;
  }
  static std::string first_word(const SourceRecord& row) {
    const std::string folded = fold(row.name);
    return folded.substr(0, folded.find(' '));
  }

  // Another antenna in the same town: the name is the same to the letter, the street is not.
  SourceRecord in_another_street(const SourceRecord& original) {
    SourceRecord row;
    row.name = original.name;
    row.kinds = original.kinds;
    row.street = fmt::format("{} {} {}", 1 + pick(90), chance(50) ? "rue de la" : "avenue du",
                             invented_street());
    row.post_code = original.post_code;
    row.city = original.city;
    row.website = original.website;
    return row;
  }
  std::string invented_street() {
    static const Words names = {"Colombette", "Quetsche",  "Zibeline",         "Brouillamini",
                                "Farfadet",   "Girandole", "Hirondelle Noire", "Jacquemart"};
    return names[pick(names.size())];
  }

  // Who shares the house: another name at the same address.
  SourceRecord neighbour_of(const SourceRecord& original) {
    const SourceRecord* other = &any();
    while (fold(other->name).substr(0, 4) == fold(original.name).substr(0, 4) ||
           other->post_code == original.post_code)
      other = &any();
    SourceRecord row;
    row.name = other->name;
    row.kinds = other->kinds;
    row.street = original.street;
    row.post_code = original.post_code;
    row.city = original.city;
    return row;
  }

  // One name ten times over: the establishments of an association, each in its own street.
  void add_establishments(const SourceRecord& original) {
    for (size_t i = 0; i < 10; ++i) {
      SourceRecord row = in_another_street(original);
      row.street = fmt::format("{} impasse {}", i + 1, i % 2 ? "Farfadet" : "Girandole");
      row.website.clear();
      add(std::move(row), "");
    }
  }

  std::span<const SourceRecord> originals_;
  const std::map<std::string, Point>& points_;
  std::mt19937 random_;
  TwinList list_;
};

}  // namespace

TwinList make_twins(std::span<const SourceRecord> originals, uint32_t seed,
                    const std::map<std::string, Point>& points) {
  return TwinMaker(originals, seed, points).make();
}

}  // namespace filon
