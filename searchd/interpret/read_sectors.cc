#include "searchd/interpret/read_sectors.h"

#include <algorithm>
#include <map>
#include <optional>

namespace filon {
namespace {

// How much a later mention counts beside the first: "nettoyage et peinture" are two trades,
// "formation au compostage" is one that speaks of another.
constexpr double listed_share = 0.97, complement_share = 0.78;
constexpr double least_share = 0.45;  // of the best reading: less is noise
constexpr int least_confidence = 25;
constexpr size_t most_sector_readings = 6;

bool is_listed(const Tokens& tokens, size_t from, size_t to) {
  for (size_t i = from; i <= to; ++i) {
    if (tokens[i].broken) return true;
    if (i < to && (tokens[i].text == "et" || tokens[i].text == "ou" || tokens[i].text == "puis"))
      return true;
  }
  return false;
}

std::vector<Evidence> evidence_of(const Tokens& tokens, const std::vector<uint32_t>& words) {
  std::vector<Evidence> evidence;
  for (size_t k = 0; k < words.size();) {
    size_t last = k;
    const auto bridged = [&](size_t from, size_t to) {
      for (size_t i = from + 1; i < to; ++i)
        if (!tokens[i].link) return false;
      return true;
    };
    while (last + 1 < words.size() && bridged(words[last], words[last + 1])) ++last;
    evidence.push_back(tokens.evidence(words[k], words[last] + 1));
    k = last + 1;
  }
  return evidence;
}

}  // namespace

const std::string& sector_name(const Sectors& sectors, const std::string& slug) {
  if (const auto sector = sectors.find(slug)) return sectors[*sector].name;
  if (const auto group = sectors.find_group(slug)) return sectors.group(*group).name;
  return slug;
}

static std::vector<std::string> words_of(const Tokens& tokens, const Mention& mention) {
  std::vector<std::string> words;
  for (const uint32_t word : mention.words) words.push_back(tokens[word].text);
  return words;
}

// "bars et restaurants" is one trade: words that only repeat what an earlier phrase said join it.
static void join_known(const Mention& mention, size_t number,
                       const std::map<std::string, size_t>& place, ReadSectors& read) {
  if (mention.readings.empty()) return;
  std::optional<size_t> earlier;
  for (const Mention::Reading& reading : mention.readings) {
    const auto known = place.find(reading.slug);
    if (known == place.end()) continue;  // ignored
    const size_t phrase = read.sectors[known->second].phrase;
    if (phrase == number || (earlier && *earlier != phrase)) return;
    earlier = phrase;
  }
  if (!earlier) return;
  auto& words = read.phrases[*earlier].words;
  for (std::string& word : read.phrases[number].words)
    if (std::find(words.begin(), words.end(), word) == words.end())
      words.push_back(std::move(word));
  read.phrases[number].words.clear();
}

ReadSectors read_sectors(const Tokens& tokens, const std::vector<Mention>& mentions,
                         const Sectors& sectors, const std::vector<std::string>& ignored) {
  ReadSectors read;
  std::map<std::string, double> doubt;  // product of what each mention leaves open
  std::map<std::string, size_t> place;  // in read.sectors
  double factor = 1;
  for (size_t m = 0; m < mentions.size(); ++m) {
    const Mention& mention = mentions[m];
    if (m > 0)
      factor = is_listed(tokens, mentions[m - 1].words.back() + 1, mention.words.front())
                   ? listed_share
                   : std::min(factor, 1.0) * complement_share;
    read.phrases.push_back({words_of(tokens, mention)});
    const auto because = evidence_of(tokens, mention.words);
    Ambiguity ambiguity{tokens.evidence(mention.words.front(), mention.words.back() + 1), {}};
    for (const Mention::Reading& reading : mention.readings) {
      const std::string id = "sector:" + reading.slug;
      ambiguity.choices.push_back({id, reading.slug, sector_name(sectors, reading.slug), because});
      if (std::find(ignored.begin(), ignored.end(), id) != ignored.end()) continue;
      const double sure = reading.confidence / 100.0 * factor;
      if (const auto known = place.find(reading.slug); known != place.end()) {
        doubt[reading.slug] *= 1 - sure;
        auto& all = read.sectors[known->second].because;
        all.insert(all.end(), because.begin(), because.end());
        continue;
      }
      place[reading.slug] = read.sectors.size();
      doubt[reading.slug] = 1 - sure;
      SectorReading sector;
      sector.id = id;
      sector.value = reading.slug;
      sector.name = sector_name(sectors, reading.slug);
      sector.because = because;
      sector.phrase = m;
      read.sectors.push_back(std::move(sector));
    }
    join_known(mention, m, place, read);
    if (!mention.settled) read.ambiguous.push_back(std::move(ambiguity));
  }
  for (SectorReading& sector : read.sectors)
    sector.confidence = static_cast<int>(100 * (1 - doubt[sector.value]) + 0.5);
  std::stable_sort(read.sectors.begin(), read.sectors.end(),
                   [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  const auto weak = [&](const SectorReading& sector) {
    return sector.confidence < least_confidence ||
           sector.confidence < least_share * read.sectors.front().confidence;
  };
  while (!read.sectors.empty() &&
         (weak(read.sectors.back()) || read.sectors.size() > most_sector_readings))
    read.sectors.pop_back();
  return read;
}

}  // namespace filon
