#include "searchd/match/ranking.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "annuaire/tsv.h"

namespace filon {

Result<FieldWeights> load_field_weights(const std::filesystem::path& dir) {
  const auto file = dir / "ranking.tsv";
  const auto table = read_tsv(file, {"field", "weight"});
  if (!table) return fail(table.error());
  FieldWeights weights{};
  for (const Tsv::Row& row : table->rows) {
    const auto field = std::find_if(text_fields.begin(), text_fields.end(),
                                    [&](const TextFieldInfo& f) { return f.name == row.cells[0]; });
    uint16_t weight = 0;
    std::from_chars(row.cells[1].data(), row.cells[1].data() + row.cells[1].size(), weight);
    if (field == text_fields.end() || weight < 1 || weight > 1000)
      return fail(ErrorCode::Invalid, "{}:{}: '{}' is no text field with a weight of 1 to 1000",
                  file.string(), row.line, row.cells[0]);
    weights[static_cast<size_t>(field->field)] = weight;
  }
  for (const TextFieldInfo& field : text_fields)
    if (weights[static_cast<size_t>(field.field)] == 0)
      return fail(ErrorCode::Invalid, "{}: no weight for '{}'", file.string(), field.name);
  return weights;
}

uint16_t best_weight(const FieldWeights& weights, uint16_t fields) {
  uint16_t best = 0;
  for (size_t i = 0; i < text_field_count; ++i)
    if (fields >> i & 1) best = std::max(best, weights[i]);
  return best;
}

int rarity_step(size_t records, size_t holding) {
  if (holding == 0 || holding >= records) return 1;
  return std::min<int>(12, static_cast<int>(std::bit_width(records / holding)));
}

int distance_band(double km) {
  const auto band = std::find_if(distance_bands_km.begin(), distance_bands_km.end(),
                                 [&](double reach) { return km <= reach; });
  return static_cast<int>(band - distance_bands_km.begin());
}

}  // namespace filon
