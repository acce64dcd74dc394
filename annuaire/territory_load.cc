#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "annuaire/territory_loader.h"

namespace filon {

namespace {

size_t index(TerritoryKind kind) { return static_cast<size_t>(kind); }

template <class Number>
bool read_number(const std::string& text, Number& number) {
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, number);
  return error == std::errc{} && end == last;
}

std::vector<std::string> split_codes(const std::string& cell) {
  std::vector<std::string> codes;
  for (size_t start = 0; start < cell.size();) {
    const size_t end = std::min(cell.find(' ', start), cell.size());
    codes.push_back(cell.substr(start, end - start));
    start = end + 1;
  }
  return codes;
}

}  // namespace

Status TerritoryLoader::read_tables() {
  struct TableToRead {
    Tsv* table;
    const char* file;
    std::vector<std::string> columns;
  };
  for (const TableToRead& t :
       {TableToRead{&communes_,
                    "communes.tsv",
                    {"code", "name", "departement", "epci", "ept", "post_codes", "population",
                     "lat", "lon", "precision"}},
        TableToRead{&former_, "former.tsv", {"code", "name", "kind", "commune"}},
        TableToRead{&epcis_, "epcis.tsv", {"code", "name", "kind"}},
        TableToRead{&departements_, "departements.tsv", {"code", "name", "region", "lat", "lon"}},
        TableToRead{&regions_, "regions.tsv", {"code", "name"}}}) {
    auto read = read_tsv(dir_ / t.file, t.columns);
    if (!read) return std::move(read).failure();
    *t.table = *std::move(read);
    if (t.table == &former_) continue;
    if (auto sorted = check_sorted(t.file, *t.table); !sorted) return sorted;
  }
  return done();
}

// Ids follow the rows and the lists of communes follow the ids: both rest on this order.
Status TerritoryLoader::check_sorted(const std::string& file, const Tsv& table) const {
  for (size_t i = 1; i < table.rows.size(); ++i)
    if (table.rows[i].cells[0] <= table.rows[i - 1].cells[0])
      return wrong(file, table.rows[i],
                   fmt::format("code '{}' comes twice or out of order", table.rows[i].cells[0]));
  return done();
}

void TerritoryLoader::reserve_ids() {
  const std::array<size_t, 5> counts = {communes_.rows.size(), epcis_.rows.size(),
                                        departements_.rows.size(), regions_.rows.size(), 1};
  for (size_t kind = 0; kind < counts.size(); ++kind)
    made_.first_of_kind_[kind + 1] = made_.first_of_kind_[kind] + counts[kind];
  const size_t total = made_.first_of_kind_.back();
  made_.territories_.resize(total);
  made_.members_.resize(total - counts[0]);
  for (PlaceId id = 0; id < total; ++id) made_.ids_.push_back(id);
}

PlaceId TerritoryLoader::add(TerritoryKind kind, const Row& row) {
  auto& codes = made_.by_code_[index(kind)];
  const auto id = static_cast<PlaceId>(made_.first_of_kind_[index(kind)] + codes.size());
  codes.emplace_hint(codes.end(), row.cells[0], id);
  Territory& territory = made_.territories_[id];
  territory.kind = kind;
  territory.code = row.cells[0];
  territory.name = row.cells[1];
  return id;
}

Result<std::optional<PlaceId>> TerritoryLoader::reference(const std::string& table, const Row& row,
                                                          TerritoryKind kind, size_t cell) const {
  if (row.cells[cell].empty()) return std::optional<PlaceId>();
  const auto& codes = made_.by_code_[index(kind)];
  const auto found = codes.find(row.cells[cell]);
  if (found == codes.end())
    return wrong(table, row, fmt::format("no {} '{}'", to_string(kind), row.cells[cell]));
  return std::optional(found->second);
}

Result<std::optional<Point>> TerritoryLoader::point(const std::string& table, const Row& row,
                                                    size_t cell) const {
  const std::string &lat = row.cells[cell], &lon = row.cells[cell + 1];
  if (lat.empty() && lon.empty()) return std::optional<Point>();
  Point read;
  if (!read_number(lat, read.lat) || !read_number(lon, read.lon) || !is_on_earth(read))
    return wrong(table, row, fmt::format("'{}', '{}' is not lat, lon in degrees", lat, lon));
  return std::optional(read);
}

Status TerritoryLoader::add_departement(const Row& row) {
  Territory& added = made_.territories_[add(TerritoryKind::Departement, row)];
  auto region = reference("departements.tsv", row, TerritoryKind::Region, 2);
  if (!region) return std::move(region).failure();
  auto centre = point("departements.tsv", row, 3);
  if (!centre) return std::move(centre).failure();
  added.parents.region = *region;
  added.centre = *centre;
  return done();
}

Status TerritoryLoader::add_larger() {
  for (const Row& row : regions_.rows) add(TerritoryKind::Region, row);
  for (const Row& row : departements_.rows)
    if (auto added = add_departement(row); !added) return added;
  for (const Row& row : epcis_.rows) {
    Territory& epci = made_.territories_[add(TerritoryKind::Epci, row)];
    epci.detail = row.cells[2];
    epci.precision = PointPrecision::Epci;
  }
  add(TerritoryKind::France, Row{0, {"france", "France"}});
  return done();
}

Status TerritoryLoader::add_commune(const Row& row) {
  static const std::string table = "communes.tsv";
  const PlaceId id = add(TerritoryKind::Commune, row);
  Territory& commune = made_.territories_[id];
  auto departement = reference(table, row, TerritoryKind::Departement, 2);
  if (!departement) return std::move(departement).failure();
  if (!*departement) return wrong(table, row, "has no departement");
  auto epci = reference(table, row, TerritoryKind::Epci, 3);
  if (!epci) return std::move(epci).failure();
  auto ept = reference(table, row, TerritoryKind::Epci, 4);
  if (!ept) return std::move(ept).failure();
  commune.parents = {*epci, *ept, *departement, made_.territories_[**departement].parents.region};
  commune.post_codes = split_codes(row.cells[5]);
  if (!read_number(row.cells[6], commune.population))
    return wrong(table, row, fmt::format("population '{}' is not a number", row.cells[6]));
  auto centre = point(table, row, 7);
  if (!centre) return std::move(centre).failure();
  commune.centre = *centre;
  const auto precision = parse_point_precision(row.cells[9]);
  if (commune.centre && !precision)
    return wrong(table, row, fmt::format("precision '{}' is unknown", row.cells[9]));
  commune.precision = precision.value_or(PointPrecision::Departement);
  return done();
}

Status TerritoryLoader::add_communes() {
  for (const Row& row : communes_.rows) {
    if (auto added = add_commune(row); !added) return added;
    adopt(static_cast<PlaceId>(made_.by_code_[0].size() - 1));
  }
  return done();
}

// Gives a commune to its parents and post codes. Communes come in the order of ids: lists stay
// sorted.
void TerritoryLoader::adopt(PlaceId commune) {
  const Territory& territory = made_.territories_[commune];
  const Parents& parents = territory.parents;
  for (const auto& parent : {parents.epci, parents.ept, parents.departement, parents.region,
                             std::optional(made_.france())}) {
    if (!parent) continue;
    members(*parent).push_back(commune);
    made_.territories_[*parent].population += territory.population;
  }
  for (const std::string& post_code : territory.post_codes)
    made_.by_post_code_[post_code].push_back(commune);
}

Status TerritoryLoader::add_former() {
  auto& codes = made_.by_code_[index(TerritoryKind::Commune)];
  for (const Row& row : former_.rows) {
    auto current = reference("former.tsv", row, TerritoryKind::Commune, 3);
    if (!current) return std::move(current).failure();
    if (!*current) return wrong("former.tsv", row, "has no current commune");
    codes.emplace(row.cells[0], **current);  // a code that is in use keeps its commune
    if (const std::string key = city_key(row.cells[1]); !key.empty())
      made_.names_.add(**current, key, NameRank::Former, false);
  }
  return done();
}

Result<Territories> TerritoryLoader::load() {
  if (auto read = read_tables(); !read) return std::move(read).failure();
  reserve_ids();
  for (auto step :
       {&TerritoryLoader::add_larger, &TerritoryLoader::add_communes, &TerritoryLoader::add_former})
    if (auto status = (this->*step)(); !status) return std::move(status).failure();
  finish_larger();
  index_names();
  order_by_weight();
  return std::move(made_);
}

Result<Territories> Territories::load(const std::filesystem::path& dir) {
  return TerritoryLoader(dir).load();
}

}  // namespace filon
