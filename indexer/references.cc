#include "indexer/references.h"

#include "annuaire/tsv.h"

namespace filon {

namespace {

Result<std::set<std::string>> load_shared_domains(const std::filesystem::path& data) {
  const auto table = read_tsv(data / "shared_domains.tsv", {"domain", "sort"});
  if (!table) return fail(table.error());
  std::set<std::string> domains;
  for (const Tsv::Row& row : table->rows)
    if (!domains.insert(row.cells[0]).second)
      return fail(ErrorCode::Invalid, "{}:{}: '{}' is there twice",
                  (data / "shared_domains.tsv").string(), row.line, row.cells[0]);
  return domains;
}

}  // namespace

Result<References> load_references(const std::filesystem::path& data) {
  auto territories = Territories::load(data / "territories");
  if (!territories) return std::move(territories).failure();
  auto sectors = Sectors::load(data);
  if (!sectors) return std::move(sectors).failure();
  auto labels = Labels::load(data);
  if (!labels) return std::move(labels).failure();
  auto criteria = Criteria::load(data);
  if (!criteria) return std::move(criteria).failure();
  auto networks = load_networks(data);
  if (!networks) return std::move(networks).failure();
  auto prestations = load_prestations(data);
  if (!prestations) return std::move(prestations).failure();
  auto shared_domains = load_shared_domains(data);
  if (!shared_domains) return std::move(shared_domains).failure();
  auto stop_words = StopWords::load(data);
  if (!stop_words) return std::move(stop_words).failure();
  auto vocabulary = Vocabulary::load(data, *sectors, *stop_words);
  if (!vocabulary) return std::move(vocabulary).failure();
  auto naf_sectors = NafSectors::load(data, *sectors);
  if (!naf_sectors) return std::move(naf_sectors).failure();
  auto house_words = HouseWords::load(data);
  if (!house_words) return std::move(house_words).failure();
  return References{*std::move(territories),    *std::move(sectors),    *std::move(labels),
                    *std::move(criteria),       *std::move(networks),   *std::move(prestations),
                    *std::move(shared_domains), *std::move(vocabulary), *std::move(naf_sectors),
                    *std::move(house_words)};
}

}  // namespace filon
