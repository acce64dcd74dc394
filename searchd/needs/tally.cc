#include "searchd/needs/tally.h"

#include <algorithm>

#include "searchd/interpret/read_sectors.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t most_evidence = 8;
constexpr size_t most_sectors = 6, most_codes = 8;
constexpr size_t most_readings = 100;  // places of one need: a list of communes has no end
constexpr double least_trade_confidence = 0.25;
constexpr double least_trade_share = 0.4;  // of the surest trade: less is noise
constexpr double least_code_share = 0.05;  // of the first code
constexpr double written_code = 0.99;      // a code written in the text settles it
// What is left of a trade when all that is bought is bought under other codes.
constexpr double left_unsupported = 0.4;

// Evidence of a stretch that begins at this code point of the whole.
void add_evidence(std::vector<Evidence>& all, const std::vector<Evidence>& more, size_t start) {
  for (const Evidence& evidence : more) {
    if (all.size() >= most_evidence) return;
    const bool known = std::any_of(all.begin(), all.end(), [&](const Evidence& e) {
      return e.start == evidence.start + start && e.end == evidence.end + start;
    });
    if (!known) all.push_back({evidence.text, evidence.start + start, evidence.end + start});
  }
}

std::string_view significant(std::string_view code) {
  return code.substr(0, std::max<size_t>(code.find_last_not_of('0') + 1, 2));
}

// How far a code is one that a trade of this prefix is bought under, 0 to 1.
double match_of(std::string_view digits, std::string_view prefix, bool no_trade) {
  if (digits.starts_with(prefix)) return no_trade && prefix.size() <= 3 ? 0 : 1;
  if (no_trade) return 0;
  if (prefix.starts_with(digits)) return 0.9;
  return prefix.substr(0, 2) == digits.substr(0, 2) ? 0.6 : 0;
}

// How much of what speaks for any code speaks for one that a trade of these prefixes is bought
// under; 1 where nothing speaks for any.
template <class Claims>
double support_of(const std::vector<std::string>& prefixes, const Claims& claims) {
  double all = 0, own = 0;
  for (const auto& claim : claims) {
    double match = 0;
    for (const std::string& prefix : prefixes)
      match = std::max(match, match_of(claim.digits, prefix, claim.no_trade));
    all += claim.weight;
    own += claim.weight * match;
  }
  return all > 0 ? own / all : 1;
}

template <class Item, class Weight>
void best_first(std::vector<Item>& items, const Weight& weight) {
  std::stable_sort(items.begin(), items.end(),
                   [&](const Item& a, const Item& b) { return weight(a) > weight(b); });
}

}  // namespace

void Tally::add(std::vector<Reading>& readings, const Reading& reading, size_t start) {
  auto known = std::find_if(readings.begin(), readings.end(),
                            [&](const Reading& r) { return r.value == reading.value; });
  if (known == readings.end()) {
    if (readings.size() == most_readings) return;
    readings.push_back({reading.id, reading.value, reading.name, {}});
    known = readings.end() - 1;
  }
  add_evidence(known->because, reading.because, start);
}

void Tally::add_code(const std::string& code, double weight, const std::vector<Evidence>& because,
                     size_t start) {
  const auto [place, is_new] = codes_.emplace(code, Sign{});
  if (is_new) place->second.order = codes_.size();
  double& sure = place->second.weight;
  sure = 1 - (1 - sure) * (1 - std::min(weight, 0.99));
  add_evidence(place->second.because, because, start);
}

void Tally::add_written_code(const std::string& code, const std::vector<Evidence>& because) {
  add_code(code, written_code, because);
  codes_[code].written = true;
}

void Tally::add_sector(const std::string& slug, double confidence,
                       const std::vector<Evidence>& because, size_t start) {
  const auto [place, is_new] = sectors_.emplace(slug, Sign{});
  if (is_new) place->second.order = sectors_.size();
  double& sure = place->second.weight;
  sure = std::max({sure, confidence, 1 - (1 - sure) * (1 - confidence * 0.5)});
  add_evidence(place->second.because, because, start);
}

void Tally::merge(const Tally& other, const Stretch& stretch) {
  for (const auto& [code, sign] : other.codes_) {
    add_code(code, sign.weight * stretch.share, sign.because, stretch.start);
    codes_[code].written |= sign.written;
  }
  for (const auto& [slug, sign] : other.sectors_)
    add_sector(slug, sign.weight * stretch.trade_share, sign.because, stretch.start);
  for (const auto list : {&NeedReading::territories, &NeedReading::kinds, &NeedReading::criteria})
    for (const Reading& reading : other.found_.*list) add(found_.*list, reading, stretch.start);
}

std::vector<Tally::Claim> Tally::claims(const Tables& tables) const {
  std::vector<Claim> made;
  for (const auto& [code, sign] : codes_) {
    const CpvWords::Code* const known = tables.cpv_words.find(code);
    made.push_back({significant(code), sign.weight, known && !known->has_trade});
  }
  return made;
}

std::vector<NeedSector> Tally::sectors(const Tables& tables) const {
  std::vector<std::pair<const std::string*, const Sign*>> signs;
  for (const auto& [slug, sign] : sectors_) signs.emplace_back(&slug, &sign);
  best_first(signs, [](const auto& sign) { return -static_cast<double>(sign.second->order); });
  const std::vector<Claim> all = claims(tables);
  std::vector<NeedSector> made;
  for (const auto& [slug, sign] : signs) {
    const double support = support_of(tables.lexicon.cpv.prefixes_of(*slug, tables.sectors), all);
    const double trust = left_unsupported + (1 - left_unsupported) * std::min(1.0, support * 1.5);
    const int confidence = static_cast<int>(sign->weight * trust * 100 + 0.5);
    made.push_back({*slug, sector_name(tables.sectors, *slug), confidence, sign->because});
  }
  best_first(made, [](const NeedSector& sector) { return sector.confidence; });
  const double least = made.empty() ? 0
                                    : std::max(least_trade_confidence * 100,
                                               least_trade_share * made.front().confidence);
  while (!made.empty() && (made.size() > most_sectors || made.back().confidence < least))
    made.pop_back();
  return made;
}

// First the best code of each division, so that what else the need may be stands beside it; then
// the finer choices within them.
std::vector<NeedCpv> Tally::codes(const Tables& tables) const {
  std::map<std::string, double> division;
  for (const auto& [code, sign] : codes_) {
    double& sure = division[code.substr(0, 2)];
    sure = 1 - (1 - sure) * (1 - sign.weight);
  }
  std::vector<std::pair<const std::string*, const Sign*>> signs;
  for (const auto& [code, sign] : codes_) signs.emplace_back(&code, &sign);
  best_first(signs, [](const auto& sign) { return -static_cast<double>(sign.second->order); });
  best_first(signs, [](const auto& sign) { return sign.second->weight; });
  best_first(signs, [](const auto& sign) { return sign.second->written; });
  std::vector<std::pair<const std::string*, const Sign*>> leading, others;
  for (const auto& sign : signs) {
    const auto same = [&](const auto& other) {
      return other.first->substr(0, 2) == sign.first->substr(0, 2);
    };
    (std::none_of(leading.begin(), leading.end(), same) ? leading : others).push_back(sign);
  }
  best_first(leading, [&](const auto& sign) { return division[sign.first->substr(0, 2)]; });
  best_first(leading, [](const auto& sign) { return sign.second->written; });
  const double least =
      leading.empty() ? 0 : least_code_share * division[leading.front().first->substr(0, 2)];
  leading.insert(leading.end(), others.begin(), others.end());
  std::vector<NeedCpv> made;
  for (const auto& [code, sign] : leading) {
    if ((sign->weight < least && !sign->written) || made.size() == most_codes) continue;
    const CpvWords::Code* const known = tables.cpv_words.find(*code);
    std::string label = tables.lexicon.cpv.find(*code).label;
    if (label.empty() && known) label = known->label;
    made.push_back({*code, label, sign->because});
  }
  return made;
}

std::string Tally::surest_code() const {
  const auto surest = std::max_element(
      codes_.begin(), codes_.end(),
      [](const auto& a, const auto& b) { return a.second.weight < b.second.weight; });
  return surest == codes_.end() ? std::string() : surest->first;
}

NeedReading Tally::reading(const Tables& tables) const {
  NeedReading made = found_;
  made.sectors = sectors(tables);
  made.cpv = codes(tables);
  return made;
}

}  // namespace filon
