#include "searchd/pages/lots_form.h"

#include <algorithm>
#include <charconv>

#include "annuaire/text.h"
#include "searchd/needs/needs.h"
#include "searchd/pages/pasted_lots.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

int read_number(const std::string& text, int most) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && number >= 1 && number <= most ? number : 0;
}

std::string slug_of(const std::string& typed, const Sectors& sectors) {
  if (!sectors.resolve(typed).empty()) return typed;
  if (const auto sector = sectors.find_by_name(typed)) return sectors[*sector].slug;
  if (const auto group = sectors.find_group_by_name(typed)) return sectors.group(*group).slug;
  return "";
}

Lot read_lot(const std::string& title, size_t number, const Parameters& parameters,
             const Sectors& sectors, std::vector<std::string>& unknown) {
  Lot lot;
  lot.title = title;
  const auto [first, last] = parameters.equal_range("secteur" + std::to_string(number));
  for (auto it = first; it != last; ++it) {
    const std::string typed = trimmed(it->second);
    if (typed.empty()) continue;
    const std::string slug = slug_of(typed, sectors);
    if (slug.empty())
      unknown.push_back(fmt::format("Aucun secteur ne s'appelle « {} ».", typed));
    else
      lot.sectors.push_back(slug);
  }
  std::sort(lot.sectors.begin(), lot.sectors.end());
  lot.sectors.erase(std::unique(lot.sectors.begin(), lot.sectors.end()), lot.sectors.end());
  lot.sectors_given = !lot.sectors.empty();
  return lot;
}

void read_need(std::string text, const Tables& tables, LotsForm& form) {
  if (text.size() > max_need_bytes) {
    size_t end = max_need_bytes;
    while ((text[end] & 0xC0) == 0x80) --end;  // between two characters of UTF-8
    text.resize(end);
    form.unknown.push_back("Le texte dépasse 200 Ko : seul son début est lu.");
  }
  PastedNeed need = read_pasted_need(text, tables);
  for (PastedLot& pasted : need.lots) {
    Lot lot;
    lot.title = std::move(pasted.title);
    for (const LotSector& sector : pasted.sectors) lot.sectors.push_back(sector.slug);
    lot.sectors_given = !lot.sectors.empty();
    form.request.lots.push_back(std::move(lot));
    form.read.push_back(std::move(pasted.sectors));
  }
  if (need.left_out > 0)
    form.unknown.push_back(fmt::format(
        "Les douze premiers lots sont comptés ; {} de plus ne le sont pas.", need.left_out));
  if (need.place && form.place.empty()) form.place = place_text(*need.place, tables.territories);
}

void read_lots(const Parameters& parameters, const Tables& tables, LotsForm& form) {
  auto& lots = form.request.lots;
  size_t number = 0;
  const auto [first, last] = parameters.equal_range("lot");
  for (auto it = first; it != last && lots.size() < max_lots; ++it) {
    const std::string title = shortened(trimmed(it->second), max_page_lot_title);
    Lot lot = read_lot(title, ++number, parameters, tables.sectors, form.unknown);
    if (!lot.title.empty() || lot.sectors_given) lots.push_back(std::move(lot));
  }
  form.read.resize(lots.size());
}

void read_place(const Parameters& parameters, const Territories& territories, LotsForm& form) {
  form.radius_km = read_number(value_of(parameters, "rayon"), 500);
  if (form.place.empty()) return;
  const auto parsed = territories.parse(form.place);
  const auto found = parsed ? std::vector<PlaceId>{*parsed} : territories.search(form.place, 1);
  if (found.empty())
    return form.unknown.push_back(fmt::format("Aucun lieu ne s'appelle « {} ».", form.place));
  const Territory& place = territories[found[0]];
  form.place_name = place.name;
  form.place_id = found[0];
  SearchRequest& where = form.request.where;
  if (form.radius_km && place.centre)
    where.near = SearchRequest::Near{
        *place.centre, fmt::format("{:.6f},{:.6f}", place.centre->lat, place.centre->lon),
        form.radius_km};
  else
    where.territories = {found[0]};
}

void read_bands(const Parameters& parameters, LotsForm& form) {
  form.bands = trimmed(value_of(parameters, "distances"));
  std::vector<int> bands;
  for (size_t start = 0; start < form.bands.size();) {
    const size_t end = std::min(form.bands.find_first_of(",; ", start), form.bands.size());
    if (const std::string part = trimmed(form.bands.substr(start, end - start)); !part.empty())
      bands.push_back(read_number(part, 2000));
    start = end + 1;
  }
  const bool rise =
      std::adjacent_find(bands.begin(), bands.end(), std::greater_equal<>()) == bands.end() &&
      !bands.empty() && bands.front() > 0 && bands.size() <= max_bands;
  if (rise) form.request.cutoffs.distance_km = bands;
  if (!rise && !form.bands.empty())
    form.unknown.push_back(fmt::format(
        "« {} » n'est pas une suite de distances croissantes, comme « 10, 25, 50, 100 ».",
        form.bands));
}

void read_cutoffs(const Parameters& parameters, LotsForm& form) {
  Cutoffs& cutoffs = form.request.cutoffs;
  if (const int least = read_number(value_of(parameters, "seuil_reservation"), 1'000'000))
    cutoffs.reservation = least;
  if (const int least = read_number(value_of(parameters, "seuil_clause"), 1'000'000))
    cutoffs.clause = least;
}

bool is_seed(const std::string& text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           c == '-';
  });
}

}  // namespace

LotsForm read_lots_form(const Parameters& parameters, const Tables& tables) {
  LotsForm form;
  form.place = trimmed(value_of(parameters, "lieu"));
  read_need(value_of(parameters, "besoin"), tables, form);
  read_lots(parameters, tables, form);
  read_place(parameters, tables.territories, form);
  read_bands(parameters, form);
  read_cutoffs(parameters, form);
  const std::string seed = value_of(parameters, "seed");
  if (is_seed(seed)) form.request.where.seed = seed;
  return form;
}

std::string place_text(PlaceId place, const Territories& territories) {
  const std::string& name = territories[place].name;
  const auto found = territories.search(name, 1);
  return !found.empty() && found[0] == place ? name : territories.to_string(place);
}

std::string lots_query(const LotsForm& form) {
  QueryString query;
  size_t number = 0;
  for (const Lot& lot : form.request.lots) {
    // An empty title keeps its place, by which its trades are found again.
    query.add("lot", lot.title.empty() ? " " : lot.title);
    const std::string name = "secteur" + std::to_string(++number);
    for (const std::string& slug : lot.sectors) query.add(name, slug);
  }
  query.add("lieu", form.place);
  if (form.radius_km) query.add("rayon", std::to_string(form.radius_km));
  query.add("distances", form.bands);
  const Cutoffs& cutoffs = form.request.cutoffs;
  if (cutoffs.reservation) query.add("seuil_reservation", std::to_string(*cutoffs.reservation));
  if (cutoffs.clause) query.add("seuil_clause", std::to_string(*cutoffs.clause));
  query.add("seed", form.request.where.seed);
  return query.text();
}

}  // namespace filon
