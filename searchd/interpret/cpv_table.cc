#include "searchd/interpret/cpv_table.h"

#include <algorithm>
#include <charconv>

#include "annuaire/tsv.h"

namespace filon {
namespace {

constexpr size_t most_uses = 5;

void add_use(std::vector<CpvTable::Use>& uses, const CpvTable::Use& use) {
  const auto same = std::find_if(uses.begin(), uses.end(),
                                 [&](const auto& known) { return known.slug == use.slug; });
  if (same == uses.end())
    uses.push_back(use);
  else
    same->confidence = std::max(same->confidence, use.confidence);
}

}  // namespace

Result<CpvTable> CpvTable::load(const std::filesystem::path& dir, const Sectors& sectors) {
  const auto file = dir / "cpv.tsv";
  const auto table = read_tsv(file, {"prefix", "code", "label", "slug", "confidence"});
  if (!table) return fail(table.error());
  CpvTable made;
  for (const Tsv::Row& row : table->rows) {
    const auto& cells = row.cells;
    int confidence = 0;
    std::from_chars(cells[4].data(), cells[4].data() + cells[4].size(), confidence);
    if (sectors.resolve(cells[3]).empty() || confidence < 1 || confidence > 99 || cells[0].empty())
      return fail(ErrorCode::Invalid,
                  "{}:{}: needs a prefix, a sector or group, and a confidence of 1 to 99",
                  file.string(), row.line);
    made.rows_.push_back({cells[0], cells[1], cells[2], {cells[3], confidence}});
  }
  std::stable_sort(made.rows_.begin(), made.rows_.end(),
                   [](const Row& a, const Row& b) { return a.prefix < b.prefix; });
  made.choose_usual();
  return made;
}

void CpvTable::choose_usual() {
  std::unordered_map<std::string, std::vector<const Row*>> by_slug;
  for (const Row& row : rows_) {
    by_slug[row.use.slug].push_back(&row);
    prefixes_[row.use.slug].push_back(row.prefix);
  }
  for (auto& [slug, rows] : by_slug) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row* a, const Row* b) {
      return a->use.confidence > b->use.confidence;
    });
    if (rows.size() > 1) rows.resize(1);
    for (const Row* row : rows) {
      std::string code = row->code.empty() ? row->prefix : row->code.substr(0, 8);
      code.resize(8, '0');
      usual_[slug].push_back(std::move(code));
    }
  }
}

const std::vector<std::string>& CpvTable::codes_of(const std::string& slug) const {
  static const std::vector<std::string> none;
  const auto found = usual_.find(slug);
  return found == usual_.end() ? none : found->second;
}

std::vector<std::string> CpvTable::prefixes_of(const std::string& slug,
                                               const Sectors& sectors) const {
  std::vector<std::string> all;
  const auto add = [&](const std::string& of) {
    if (const auto found = prefixes_.find(of); found != prefixes_.end())
      all.insert(all.end(), found->second.begin(), found->second.end());
  };
  add(slug);
  if (const auto sector = sectors.find(slug))
    add(sectors.group(sectors[*sector].group).slug);
  else
    for (const auto& member : sectors.resolve(slug)) add(sectors[member].slug);
  return all;
}

std::span<const CpvTable::Row> CpvTable::rows_of(std::string_view division) const {
  const auto first =
      std::lower_bound(rows_.begin(), rows_.end(), division,
                       [](const Row& row, std::string_view digits) { return row.prefix < digits; });
  const auto past = std::find_if(first, rows_.end(),
                                 [&](const Row& row) { return !row.prefix.starts_with(division); });
  return {first, past};
}

CpvTable::Code CpvTable::find(std::string_view eight_digits) const {
  Code found{std::string(eight_digits), "", {}};
  const size_t zeros = eight_digits.find_last_not_of('0') + 1;
  const std::string_view significant = eight_digits.substr(0, std::max<size_t>(zeros, 2));
  const auto division = rows_of(eight_digits.substr(0, 2));
  size_t longest = 0;
  for (const Row& row : division) {
    if (row.code.substr(0, 8) == eight_digits) found.label = row.label;
    if (significant.starts_with(row.prefix)) longest = std::max(longest, row.prefix.size());
  }
  for (const Row& row : division)  // the class itself, else the nearest that holds it
    if (row.prefix.size() == longest && longest > 0 && significant.starts_with(row.prefix))
      add_use(found.uses, row.use);
  if (longest < significant.size())  // a code wider than the rows below it
    for (const Row& row : division)
      if (row.prefix.size() > significant.size() && row.prefix.starts_with(significant))
        add_use(found.uses, row.use);
  std::stable_sort(found.uses.begin(), found.uses.end(),
                   [](const Use& a, const Use& b) { return a.confidence > b.confidence; });
  if (found.uses.size() > most_uses) found.uses.resize(most_uses);
  return found;
}

}  // namespace filon
