#include "searchd/depth/lot_sectors.h"

#include <algorithm>

#include "searchd/question.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr int half_sure = 50;  // percent

std::string name_of(const std::string& slug, const Tables& tables, const Snapshot& snapshot) {
  if (const auto sector = tables.sectors.find(slug)) return tables.sectors[*sector].name;
  if (const auto group = tables.sectors.find_group(slug)) return tables.sectors.group(*group).name;
  const FacetColumn& column = snapshot.image->facet(Facet::Sector);
  const auto value = column.values.find(slug);
  return value ? std::string(column.names[*value]) : slug;
}

// No longer than a question may be, cut between words.
std::string question_text(const std::string& text) {
  if (text.size() <= max_q_bytes) return text;
  const size_t cut = text.find_last_of(" \n\t", max_q_bytes);
  return cut == std::string::npos ? "" : text.substr(0, cut);
}

std::vector<LotSector> searched_sectors(const std::string& text, const Tables& tables,
                                        const Snapshot& snapshot) {
  SearchRequest request;
  request.q = question_text(text);
  std::vector<LotSector> sectors;
  const Question question = read_question(request, tables, snapshot);
  for (const SectorReading& reading : question.interpretation.sectors) {
    if (reading.confidence < half_sure) continue;
    const auto known = std::find_if(sectors.begin(), sectors.end(), [&](const LotSector& sector) {
      return sector.slug == reading.value;
    });
    if (known != sectors.end()) continue;
    LotSector sector{
        reading.value, name_of(reading.value, tables, snapshot), false, reading.confidence, {}};
    for (const auto& because : reading.because) sector.because.push_back(because.text);
    sectors.push_back(std::move(sector));
  }
  return sectors;
}

// What /api/v1/needs gives as a lot's text begins with its title.
std::string words_of(const Lot& lot) {
  if (lot.title.empty() || lot.text.find(lot.title) != std::string::npos) return lot.text;
  return lot.title + '\n' + lot.text;
}

}  // namespace

std::vector<LotSector> likely_sectors(const NeedReading& reading) {
  std::vector<LotSector> sectors;
  for (const NeedSector& sector : reading.sectors) {
    if (sector.confidence < half_sure) continue;
    LotSector likely{sector.slug, sector.name, false, sector.confidence, {}};
    for (const Evidence& because : sector.because) likely.because.push_back(because.text);
    sectors.push_back(std::move(likely));
  }
  return sectors;
}

std::vector<LotSector> sectors_of(const Lot& lot, const Tables& tables, const Snapshot& snapshot) {
  if (lot.sectors_given) {
    std::vector<LotSector> sectors;
    for (const std::string& slug : lot.sectors)
      sectors.push_back({slug, name_of(slug, tables, snapshot), true, 100, {}});
    return sectors;
  }
  const NeedReading reading = read_needs(words_of(lot), tables).whole;
  if (reading.sectors.empty() && reading.cpv.empty())
    return searched_sectors(lot.title, tables, snapshot);
  return likely_sectors(reading);
}

WantedSectors wanted_sectors(const std::vector<LotSector>& sectors, const Tables& tables,
                             const Snapshot& snapshot) {
  const StringList& values = snapshot.image->facet(Facet::Sector).values;
  WantedSectors wanted(values.size());
  const auto want = [&](std::string_view slug) {
    if (const auto value = values.find(slug)) wanted[*value] = 1;
  };
  for (const LotSector& sector : sectors) {
    want(sector.slug);
    for (const SectorId id : tables.sectors.resolve(sector.slug)) want(tables.sectors[id].slug);
  }
  return wanted;
}

}  // namespace filon
