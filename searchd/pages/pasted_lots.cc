#include "searchd/pages/pasted_lots.h"

#include "annuaire/text.h"
#include "searchd/depth/lot_sectors.h"
#include "searchd/tables.h"

namespace filon {
namespace {

PastedLot pasted_lot(const NeedLot& lot) {
  PastedLot pasted;
  pasted.title = shortened(trimmed(lot.title.empty() ? lot.text : lot.title), max_page_lot_title);
  pasted.sectors = likely_sectors(lot.reading);
  return pasted;
}

}  // namespace

// No more than so many characters (of UTF-8).
std::string shortened(const std::string& text, size_t most) {
  size_t characters = 0;
  for (size_t i = 0; i < text.size(); ++i)
    if ((text[i] & 0xC0) != 0x80 && ++characters > most) return text.substr(0, i);
  return text;
}

PastedNeed read_pasted_need(std::string_view text, const Tables& tables) {
  PastedNeed pasted;
  if (trimmed(text).empty()) return pasted;
  const Needs needs = read_needs(text, tables);
  for (const NeedLot& lot : needs.lots) {
    if (pasted.lots.size() == max_lots)
      ++pasted.left_out;
    else
      pasted.lots.push_back(pasted_lot(lot));
  }
  if (!needs.whole.territories.empty())
    if (const auto place = tables.territories.parse(needs.whole.territories[0].value))
      pasted.place = *place;
  return pasted;
}

}  // namespace filon
