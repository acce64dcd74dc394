#include "searchd/needs/tally.h"

#include <algorithm>

#include "searchd/interpret/read_sectors.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t most_evidence = 8;
constexpr size_t most_sectors = 6, most_codes = 8;
constexpr double least_confidence = 0.25;
constexpr double least_share = 0.4;        // of the surest trade: less is noise
constexpr double least_code_share = 0.05;  // of the first code
// What is left of a trade when all that is bought is bought under other codes.
constexpr double left_unsupported = 0.4;

void add_evidence(std::vector<Evidence>& all, const std::vector<Evidence>& more) {
  for (const Evidence& evidence : more) {
    if (all.size() == most_evidence) return;
    const bool known = std::any_of(all.begin(), all.end(), [&](const Evidence& e) {
      return e.start == evidence.start && e.end == evidence.end;
    });
    if (!known) all.push_back(evidence);
  }
}

std::string_view significant(std::string_view code) {
  return code.substr(0, std::max<size_t>(code.find_last_not_of('0') + 1, 2));
}

template <class Item, class Weight>
void best_first(std::vector<Item>& items, const Weight& weight) {
  std::stable_sort(items.begin(), items.end(),
                   [&](const Item& a, const Item& b) { return weight(a) > weight(b); });
}

}  // namespace

void Tally::add(std::vector<Reading>& readings, Reading reading) {
  const auto known = std::find_if(readings.begin(), readings.end(),
                                  [&](const Reading& r) { return r.value == reading.value; });
  if (known == readings.end())
    readings.push_back(std::move(reading));
  else
    add_evidence(known->because, reading.because);
}

void Tally::add_code(const std::string& code, double weight, const std::vector<Evidence>& because) {
  const auto [place, is_new] = codes_.emplace(code, Sign{});
  if (is_new) place->second.order = codes_.size();
  double& sure = place->second.weight;
  sure = 1 - (1 - sure) * (1 - std::min(weight, 0.99));
  add_evidence(place->second.because, because);
}

void Tally::add_sector(const std::string& slug, double confidence,
                       const std::vector<Evidence>& because) {
  const auto [place, is_new] = sectors_.emplace(slug, Sign{});
  if (is_new) place->second.order = sectors_.size();
  double& sure = place->second.weight;
  sure = std::max({sure, confidence, 1 - (1 - sure) * (1 - confidence * 0.5)});
  add_evidence(place->second.because, because);
}

void Tally::merge(const Tally& other, double share) {
  for (const auto& [code, sign] : other.codes_) add_code(code, sign.weight * share, sign.because);
  for (const auto& [slug, sign] : other.sectors_) add_sector(slug, sign.weight, sign.because);
  for (const Reading& reading : other.found_.territories) add_territory(reading);
  for (const Reading& reading : other.found_.kinds) add_kind(reading);
  for (const Reading& reading : other.found_.criteria) add_criterion(reading);
}

// How much of what speaks for any code speaks for one that this trade is bought under.
double Tally::support(const std::string& slug, const Tables& tables) const {
  double all = 0, own = 0;
  const auto& prefixes = tables.lexicon.cpv.prefixes_of(slug, tables.sectors);
  for (const auto& [code, sign] : codes_) {
    all += sign.weight;
    const CpvWords::Code* const known = tables.cpv_words.find(code);
    const bool no_trade = known && !known->has_trade;
    double match = 0;
    for (const std::string& prefix : prefixes) {
      const std::string_view digits = significant(code);
      if (digits.starts_with(prefix))
        match = std::max(match, no_trade && prefix.size() <= 3 ? 0.0 : 1.0);
      else if (prefix.starts_with(digits) && !no_trade)
        match = std::max(match, 0.9);
      else if (!no_trade && prefix.substr(0, 2) == digits.substr(0, 2))
        match = std::max(match, 0.6);
    }
    own += sign.weight * match;
  }
  return all > 0 ? own / all : 1;
}

std::vector<NeedSector> Tally::sectors(const Tables& tables) const {
  std::vector<std::pair<const std::string*, const Sign*>> signs;
  for (const auto& [slug, sign] : sectors_) signs.emplace_back(&slug, &sign);
  best_first(signs, [](const auto& sign) { return -static_cast<double>(sign.second->order); });
  std::vector<NeedSector> made;
  for (const auto& [slug, sign] : signs) {
    const double trust =
        left_unsupported + (1 - left_unsupported) * std::min(1.0, support(*slug, tables) * 1.5);
    const int confidence = static_cast<int>(sign->weight * trust * 100 + 0.5);
    made.push_back({*slug, sector_name(tables.sectors, *slug), confidence, sign->because});
  }
  best_first(made, [](const NeedSector& sector) { return sector.confidence; });
  const double least =
      made.empty() ? 0 : std::max(least_confidence * 100, least_share * made.front().confidence);
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
  std::vector<std::pair<const std::string*, const Sign*>> leading, others;
  for (const auto& sign : signs) {
    const auto same = [&](const auto& other) {
      return other.first->substr(0, 2) == sign.first->substr(0, 2);
    };
    (std::none_of(leading.begin(), leading.end(), same) ? leading : others).push_back(sign);
  }
  best_first(leading, [&](const auto& sign) { return division[sign.first->substr(0, 2)]; });
  const double least =
      leading.empty() ? 0 : least_code_share * division[leading.front().first->substr(0, 2)];
  leading.insert(leading.end(), others.begin(), others.end());
  std::vector<NeedCpv> made;
  for (const auto& [code, sign] : leading) {
    if (sign->weight < least || made.size() == most_codes) continue;
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
