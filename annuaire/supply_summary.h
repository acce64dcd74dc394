#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annuaire/result.h"
#include "annuaire/supply.h"

namespace filon {

/// The folder of an index that keeps the summaries: they outlive their generations.
inline constexpr const char* summaries_folder = "summaries";

/// What a generation held of each trade in each place, small enough to be kept for years: two of
/// them are compared to see what became of the supply. Places larger than a commune.
struct SupplySummary {
  struct Coverage {
    uint64_t located = 0, with_sector = 0;  ///< records
    bool operator==(const Coverage&) const = default;
  };
  int64_t generation = 0;
  std::string built_at;  ///< ISO instant, UTC
  /// By territory ("departement:21") and trade; the trade "" is any, known or not. Cells of zeros
  /// are left out.
  std::map<std::pair<std::string, std::string>, SupplyCell> cells;
  std::map<std::string, Coverage> coverage;  ///< by territory

  /// Zeros where nothing is known.
  SupplyCell cell(const std::string& territory, const std::string& sector) const;
  bool operator==(const SupplySummary&) const = default;
};

/// The summary of an image, counted as searchd counts supply.
SupplySummary summarise(const Image& image, int64_t generation, const std::string& built_at);

/// A summary that an index keeps, by the name of its file: "2026-11-24-gen-12.tsv".
struct KeptSummary {
  std::string day;  ///< ISO, of the generation
  int64_t generation = 0;
  std::filesystem::path file;
};
std::filesystem::path summary_path(const std::filesystem::path& index, int64_t generation,
                                   std::string_view built_at);
/// By generation; empty where none were ever kept.
std::vector<KeptSummary> kept_summaries(const std::filesystem::path& index);

std::string to_tsv(const SupplySummary& summary);
/// The inverse of to_tsv; Damaged, with the line, for what is no summary.
Result<SupplySummary> summary_from_tsv(std::string_view text);
/// The same of a file; the error names it.
Result<SupplySummary> read_summary(const std::filesystem::path& file);

}  // namespace filon
