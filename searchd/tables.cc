#include "searchd/tables.h"

#include "annuaire/tsv.h"
#include "searchd/ranking.h"

namespace filon {
namespace {

Result<std::unordered_set<std::string>> load_stop_words(const std::filesystem::path& dir) {
  const auto table = read_tsv(dir / "stop_words.tsv", {"word"});
  if (!table) return fail(table.error());
  std::unordered_set<std::string> words;
  for (const Tsv::Row& row : table->rows) words.insert(row.cells[0]);
  return words;
}

}  // namespace

Result<Tables> Tables::load(const std::filesystem::path& dir) {
  auto territories = Territories::load(dir / "territories");
  if (!territories) return std::move(territories).failure();
  auto sectors = Sectors::load(dir);
  if (!sectors) return std::move(sectors).failure();
  auto labels = Labels::load(dir);
  if (!labels) return std::move(labels).failure();
  auto networks = load_networks(dir);
  if (!networks) return std::move(networks).failure();
  auto prestations = load_prestations(dir);
  if (!prestations) return std::move(prestations).failure();
  auto criteria = Criteria::load(dir);
  if (!criteria) return std::move(criteria).failure();
  auto stop_words = load_stop_words(dir);
  if (!stop_words) return std::move(stop_words).failure();
  const auto weights = load_field_weights(dir);
  if (!weights) return fail(weights.error());
  Tables tables{*std::move(territories),
                *std::move(sectors),
                *std::move(labels),
                *std::move(networks),
                *std::move(prestations),
                *std::move(criteria),
                *std::move(stop_words),
                *weights,
                {},
                {}};
  for (size_t set = 0; set < tables.set_weights.size(); ++set)
    tables.set_weights[set] = best_weight(*weights, static_cast<uint16_t>(set));
  tables.suggest = make_suggest_tables(tables.sectors, tables.territories);
  return tables;
}

}  // namespace filon
