#include "searchd/depth/need_text.h"

#include <fmt/ranges.h>

#include "searchd/tables.h"

namespace filon {
namespace {

std::string place_line(const SearchRequest& where, const Territories& territories) {
  std::vector<std::string> names;
  for (const PlaceId place : where.territories) names.push_back(territories[place].name);
  std::string line = names.empty() ? "" : fmt::format("Lieu : {}\n", fmt::join(names, ", "));
  if (where.near)
    line += fmt::format("Rayon : {} km autour de {}\n", where.near->radius_km, where.near->text);
  return line;
}

}  // namespace

std::string need_text(const Depth& depth, const Tables& tables) {
  std::string text = place_line(depth.request.where, tables.territories);
  for (size_t i = 0; i < depth.lots.size(); ++i) {
    const Lot& lot = depth.request.lots[i];
    text += fmt::format("\nLot {} : {}\n", i + 1, lot.title.empty() ? "sans titre" : lot.title);
    if (!lot.text.empty()) text += lot.text + "\n";
    std::vector<std::string> trades;
    for (const LotSector& sector : depth.lots[i].sectors) trades.push_back(sector.name);
    if (!trades.empty()) text += fmt::format("Métiers : {}\n", fmt::join(trades, ", "));
  }
  return text;
}

}  // namespace filon
