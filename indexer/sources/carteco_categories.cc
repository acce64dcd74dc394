#include "indexer/sources/carteco_categories.h"

#include <algorithm>

#include "annuaire/text.h"
#include "annuaire/tsv.h"
#include "indexer/known_names.h"

namespace filon {
Result<CartecoCategories> CartecoCategories::load(const std::filesystem::path& data) {
  auto themes = Themes::load(data / "carteco_themes.tsv");
  if (!themes) return std::move(themes).failure();
  const auto noise = read_tsv(data / "carteco_noise.tsv", {"label", "sort", "region_code"});
  if (!noise) return fail(noise.error());
  CartecoCategories loaded;
  loaded.themes_ = *std::move(themes);
  for (const Tsv::Row& row : noise->rows)
    loaded.noise_[fold(row.cells[0])] = {row.cells[1], row.cells[2]};
  return loaded;
}

void CartecoCategories::read(const std::vector<std::string>& names, SourceRecord& record) const {
  for (const std::string& name : names) {
    const std::string folded = fold(name);
    // A number that no taxonomy has told the name of says nothing.
    if (folded.find_first_not_of("0123456789") == std::string::npos) continue;
    if (const auto noise = noise_.find(folded); noise != noise_.end()) {
      if (record.region.empty()) record.region = noise->second.region;
      continue;
    }
    for (const SectorLink& link : themes_.sectors_of(name)) record.inferred_sectors.push_back(link);
    if (!themes_.knows(name)) record.offers.push_back({name, ""});
  }
}

std::string CartecoCategories::name_of(const std::string& given) const {
  const auto option = options_.find(given);
  return option == options_.end() ? given : option->second;
}

std::vector<std::string> CartecoCategories::split(std::string_view joined) const {
  const auto labels = themes_.labels();
  return split_known_names(joined, [&](const std::string& folded) {
    return noise_.contains(folded) || std::binary_search(labels.begin(), labels.end(), folded);
  });
}

}  // namespace filon
