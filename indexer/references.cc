#include "indexer/references.h"

namespace filon {

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
  return References{*std::move(territories), *std::move(sectors),  *std::move(labels),
                    *std::move(criteria),    *std::move(networks), *std::move(prestations)};
}

}  // namespace filon
