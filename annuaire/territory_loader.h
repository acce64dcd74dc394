#pragma once

#include <string>

#include "annuaire/territory.h"
#include "annuaire/tsv.h"

namespace filon {

/// Fills a Territories from its tables, from the largest kind's codes to the communes, then turns
/// the communes' parents into members.
class TerritoryLoader {
 public:
  explicit TerritoryLoader(std::filesystem::path dir) : dir_(std::move(dir)) {}
  Result<Territories> load();

 private:
  using Row = Tsv::Row;

  Status read_tables();
  Status check_sorted(const std::string& file, const Tsv& table) const;
  void reserve_ids();
  PlaceId add(TerritoryKind kind, const Row& row);
  Status add_communes();
  Status add_commune(const Row& row);
  Status add_larger();
  Status add_departement(const Row& row);
  Status add_former();
  void adopt(PlaceId commune);
  void finish_larger();
  void finish_parents(PlaceId id);
  void index_names();
  void index_name(PlaceId id);
  void order_by_weight();

  Result<std::optional<PlaceId>> reference(const std::string& table, const Row& row,
                                           TerritoryKind kind, size_t cell) const;
  Result<std::optional<Point>> point(const std::string& table, const Row& row, size_t cell) const;
  Failure<Error> wrong(const std::string& table, const Row& row, std::string_view what) const {
    return fail(ErrorCode::Invalid, "{}:{}: {}", (dir_ / table).string(), row.line, what);
  }
  std::vector<PlaceId>& members(PlaceId id) { return made_.members_[id - made_.first_of_kind_[1]]; }

  std::filesystem::path dir_;
  Tsv communes_, former_, epcis_, departements_, regions_;
  Territories made_;
};

}  // namespace filon
