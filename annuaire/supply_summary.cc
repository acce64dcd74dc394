#include "annuaire/supply_summary.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <unordered_map>

namespace filon {
namespace fs = std::filesystem;
namespace {

constexpr size_t day_length = 10;
constexpr std::string_view before_number = "-gen-", ending = ".tsv";

constexpr std::string_view summary_header =
    "territory\tsector\tlegal_entities\tservice\thandicap\tinsertion\tboth\tprison\tess\tlocated\t"
    "with_sector";
constexpr size_t columns = 11;

/// Numbers for texts, in the order they come.
class Names {
 public:
  uint32_t number_of(std::string_view name) {
    const auto [place, added] =
        numbers_.try_emplace(std::string(name), static_cast<uint32_t>(names_.size()));
    if (added) names_.push_back(place->first);
    return place->second;
  }
  const std::string& operator[](uint32_t number) const { return names_[number]; }

 private:
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::string> names_;
};

class Summariser {
 public:
  explicit Summariser(const Image& image) : image_(image) { any_ = sectors_.number_of(""); }

  SupplySummary run() {
    SupplySummary summary;
    for (uint32_t d = 0; d < image_.documents; ++d) {
      if (!(image_.flags[d] & flag_active)) continue;
      find_places(d);
      for (const uint32_t place : places_) {
        auto& coverage = summary.coverage[territories_[place]];
        ++coverage.located;
        coverage.with_sector += (image_.flags[d] & flag_has_sector) != 0;
      }
      if (is_supply(d, image_)) add_entries(d);
    }
    for (const auto& [key, cell] : count_supply(std::move(entries_)))
      summary.cells[{territories_[key.first], sectors_[key.second]}] = cell;
    return summary;
  }

 private:
  void find_places(uint32_t document) {
    places_.clear();
    for (const Facet facet : {Facet::Epci, Facet::Departement, Facet::Region}) {
      const FacetColumn& column = image_.facet(facet);
      for (const uint16_t value : column.of_document[document])
        places_.push_back(territories_.number_of(column.values[value]));
    }
    if (const uint32_t ept = image_.ept[document])
      places_.push_back(territories_.number_of(std::string("epci:").append(image_.epts[ept - 1])));
    if (!image_.facet(Facet::Departement).of_document[document].empty())
      places_.push_back(territories_.number_of("france"));
    sort_once(places_);
  }

  void add_entries(uint32_t document) {
    rows_ = {any_};
    const FacetColumn& column = image_.facet(Facet::Sector);
    for (uint32_t u = image_.unit_starts[document]; u < image_.unit_starts[document + 1]; ++u)
      for (const uint16_t value : image_.unit_sectors[u])
        rows_.push_back(
            sectors_.number_of(column.values[value & static_cast<uint16_t>(~inferred_bit)]));
    sort_once(rows_);
    const bool service = is_service(document, image_);
    const uint8_t eligible = eligibility_of(document, image_);
    for (const uint32_t place : places_)
      for (const uint32_t row : rows_)
        entries_.push_back({place, row, image_.entity[document], service, eligible});
  }

  static void sort_once(std::vector<uint32_t>& numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }

  const Image& image_;
  Names territories_, sectors_;
  uint32_t any_ = 0;
  std::vector<uint32_t> places_, rows_;  ///< of the record at hand
  std::vector<SupplyEntry> entries_;
};

template <class Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (size_t start = 0;;) {
    const size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + 1;
  }
}

bool read_row(std::string_view line, SupplySummary& summary) {
  const auto cells = split(line, '\t');
  if (cells.size() != columns) return false;
  const std::string territory(cells[0]), sector(cells[1]);
  SupplyCell cell;
  bool good = read_number(cells[2], cell.legal_entities) && read_number(cells[3], cell.service);
  for (size_t i = 0; i < eligible_count; ++i)
    good = good && read_number(cells[4 + i], cell.eligible[i]);
  if (sector.empty()) {
    auto& coverage = summary.coverage[territory];
    good = good && read_number(cells[9], coverage.located) &&
           read_number(cells[10], coverage.with_sector);
  }
  if (cell.legal_entities > 0) summary.cells[{territory, sector}] = cell;
  return good;
}

}  // namespace

fs::path summary_path(const fs::path& index, int64_t generation, std::string_view built_at) {
  return index / summaries_folder /
         fmt::format("{}{}{}{}", built_at.substr(0, day_length), before_number, generation, ending);
}

std::vector<KeptSummary> kept_summaries(const fs::path& index) {
  std::vector<KeptSummary> kept;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(index / summaries_folder, none)) {
    const std::string name = entry.path().filename().string();
    const size_t around = day_length + before_number.size() + ending.size();
    if (name.size() <= around || !name.ends_with(ending) ||
        name.substr(day_length, before_number.size()) != before_number)
      continue;
    KeptSummary summary{name.substr(0, day_length), 0, entry.path()};
    const std::string number = name.substr(day_length + before_number.size(), name.size() - around);
    if (read_number(number, summary.generation)) kept.push_back(std::move(summary));
  }
  std::sort(kept.begin(), kept.end(),
            [](const KeptSummary& a, const KeptSummary& b) { return a.generation < b.generation; });
  return kept;
}

SupplyCell SupplySummary::cell(const std::string& territory, const std::string& sector) const {
  const auto found = cells.find({territory, sector});
  return found == cells.end() ? SupplyCell() : found->second;
}

SupplySummary summarise(const Image& image, int64_t generation, const std::string& built_at) {
  SupplySummary summary = Summariser(image).run();
  summary.generation = generation;
  summary.built_at = built_at;
  return summary;
}

std::string to_tsv(const SupplySummary& summary) {
  std::string text =
      fmt::format("{}\t{}\n{}\n", summary.generation, summary.built_at, summary_header);
  const auto write = [&](const std::string& territory, const std::string& sector,
                         const SupplyCell& cell) {
    text += fmt::format("{}\t{}\t{}\t{}", territory, sector, cell.legal_entities, cell.service);
    for (const uint64_t count : cell.eligible) text += fmt::format("\t{}", count);
  };
  // Places first, each with its coverage, also those whose every record is left out of supply.
  for (const auto& [territory, coverage] : summary.coverage) {
    write(territory, "", summary.cell(territory, ""));
    text += fmt::format("\t{}\t{}\n", coverage.located, coverage.with_sector);
  }
  for (const auto& [key, cell] : summary.cells) {
    if (key.second.empty()) continue;
    write(key.first, key.second, cell);
    text += "\t\t\n";
  }
  return text;
}

Result<SupplySummary> summary_from_tsv(std::string_view text) {
  SupplySummary summary;
  const auto lines = split(text, '\n');
  const auto first = split(lines[0], '\t');
  if (first.size() != 2 || !read_number(first[0], summary.generation) || first[1].size() < 10)
    return fail(ErrorCode::Damaged, "1: not a generation and an instant");
  summary.built_at = first[1];
  if (lines.size() < 2 || lines[1] != summary_header)
    return fail(ErrorCode::Damaged, "2: not the titles of a summary");
  if (!lines.back().empty())
    return fail(ErrorCode::Damaged, "{}: the last line has no end", lines.size());
  for (size_t i = 2; i + 1 < lines.size(); ++i)
    if (!read_row(lines[i], summary))
      return fail(ErrorCode::Damaged, "{}: not a row of {} columns", i + 1, columns);
  return summary;
}

Result<SupplySummary> read_summary(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be read", file.string());
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  auto summary = summary_from_tsv(text);
  if (!summary) return fail(summary.error().code, "{}:{}", file.string(), summary.error().message);
  return summary;
}

}  // namespace filon
