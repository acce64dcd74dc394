#include "indexer/sources/themes.h"

#include "annuaire/json.h"
#include "annuaire/text.h"
#include "annuaire/tsv.h"
#include "indexer/links.h"

namespace filon {
namespace {

/// Labels shorter than this are never taken for one another.
constexpr size_t shortest_misspelt = 10;

}  // namespace

Result<Themes> Themes::load(const std::filesystem::path& file) {
  const auto table = read_tsv(file, {"label", "slug", "confidence", "note"});
  if (!table) return fail(table.error());
  Themes themes;
  for (const Tsv::Row& row : table->rows) {
    const auto confidence = Json::string(row.cells[2]).integer();
    if (!confidence || *confidence < 1 || *confidence > 100)
      return fail(ErrorCode::Invalid, "{}:{}: confidence '{}' is not 1 to 100", file.string(),
                  row.line, row.cells[2]);
    themes.sectors_[fold(row.cells[0])].push_back(
        {row.cells[1], "", Origin::Inferred, static_cast<int>(*confidence), row.cells[0]});
  }
  return themes;
}

const std::vector<SectorLink>* Themes::find(std::string_view label) const {
  const std::string folded = fold(label);
  if (const auto exact = sectors_.find(folded); exact != sectors_.end()) return &exact->second;
  if (folded.size() < shortest_misspelt) return nullptr;
  const std::vector<SectorLink>* near = nullptr;
  for (const auto& [known, links] : sectors_) {
    if (known.size() < shortest_misspelt || edit_distance(folded, known, 2) > 2) continue;
    if (near) return nullptr;
    near = &links;
  }
  return near;
}

bool Themes::knows(std::string_view label) const { return find(label) != nullptr; }

std::vector<SectorLink> Themes::sectors_of(std::string_view label) const {
  std::vector<SectorLink> sure;
  if (const auto* links = find(label))
    for (const SectorLink& link : *links)
      if (link.confidence >= least_sector_confidence) sure.push_back(link);
  return sure;
}

std::vector<std::string> Themes::labels() const {
  std::vector<std::string> all;
  for (const auto& [label, links] : sectors_) all.push_back(label);
  return all;
}

}  // namespace filon
