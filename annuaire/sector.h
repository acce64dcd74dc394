#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annuaire/result.h"

namespace filon {

using SectorId = std::uint16_t;       ///< dense, 0 to 153, in the order of data/sectors.tsv
using SectorGroupId = std::uint16_t;  ///< dense, 0 to 19

struct Sector {
  std::string slug;  ///< Le Marche's, irregular: never computed from the name
  std::string name;
  SectorGroupId group = 0;
};

struct SectorGroup {
  std::string slug;
  std::string name;
  std::vector<SectorId> sectors;
};

/// The trades suppliers declare: the taxonomy of Le Marche de l'inclusion. Loaded once.
class Sectors {
 public:
  /// Reads dir/sectors.tsv. A slug given twice, or used both by a sector and by a group, is an
  /// error that names `file:line`: the `sector` parameter takes either.
  static Result<Sectors> load(const std::filesystem::path& dir);

  size_t size() const { return sectors_.size(); }
  const std::vector<Sector>& all() const { return sectors_; }
  const std::vector<SectorGroup>& groups() const { return groups_; }
  const Sector& operator[](SectorId id) const { return sectors_[id]; }
  const SectorGroup& group(SectorGroupId id) const { return groups_[id]; }
  const SectorGroup& group_of(SectorId id) const { return groups_[sectors_[id].group]; }

  std::optional<SectorId> find(std::string_view slug) const;
  std::optional<SectorGroupId> find_group(std::string_view slug) const;
  /// The sectors of a sector or group slug; none when it is neither.
  std::vector<SectorId> resolve(std::string_view slug) const;
  /// The sector or group so named, however it is accented or punctuated.
  std::optional<SectorId> find_by_name(std::string_view name) const;
  std::optional<SectorGroupId> find_group_by_name(std::string_view name) const;

  /// Takes in a sector that Le Marché has created since the table was made. Nothing changes, and
  /// the answer is false, when the slug or the name is known, or when the group's are not one's.
  bool learn(const std::string& slug, const std::string& name, const std::string& group_slug,
             const std::string& group_name);

 private:
  using Ids = std::unordered_map<std::string, std::uint16_t>;

  Result<SectorGroupId> group_for(const std::string& slug, const std::string& name);
  Status add(const std::vector<std::string>& cells);

  std::vector<Sector> sectors_;
  std::vector<SectorGroup> groups_;
  Ids sector_by_slug_, sector_by_name_, group_by_slug_, group_by_name_;
};

}  // namespace filon
