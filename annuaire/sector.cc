#include "annuaire/sector.h"

#include "annuaire/text.h"
#include "annuaire/tsv.h"

namespace filon {
namespace {

std::optional<std::uint16_t> look_up(const std::unordered_map<std::string, std::uint16_t>& ids,
                                     std::string_view key) {
  const auto found = ids.find(std::string(key));
  if (found == ids.end()) return std::nullopt;
  return found->second;
}

}  // namespace

Result<Sectors> Sectors::load(const std::filesystem::path& dir) {
  const auto file = dir / "sectors.tsv";
  const auto table = read_tsv(file, {"slug", "name", "group_slug", "group_name"});
  if (!table) return fail(table.error());
  Sectors sectors;
  for (const Tsv::Row& row : table->rows)
    if (const Status added = sectors.add(row.cells); !added)
      return fail(added.error().code, "{}:{}: {}", file.string(), row.line, added.error().message);
  // A sector may come after the group that shares its slug, so this waits for the whole table.
  for (const SectorGroup& group : sectors.groups_)
    if (sectors.find(group.slug))
      return fail(ErrorCode::Invalid, "{}: '{}' is both a sector and a group", file.string(),
                  group.slug);
  return sectors;
}

bool Sectors::learn(const std::string& slug, const std::string& name, const std::string& group_slug,
                    const std::string& group_name) {
  if (find(slug) || find_group(slug) || find_by_name(name) || find(group_slug)) return false;
  const auto group = find_group(group_slug);
  if (group ? groups_[*group].name != group_name : find_group_by_name(group_name).has_value())
    return false;
  return static_cast<bool>(add({slug, name, group_slug, group_name}));
}

Status Sectors::add(const std::vector<std::string>& cells) {
  const auto& slug = cells[0];
  const auto& name = cells[1];
  for (const std::string& cell : cells)
    if (cell.empty()) return fail(ErrorCode::Invalid, "a cell is empty");
  const auto id = static_cast<SectorId>(sectors_.size());
  if (!sector_by_slug_.emplace(slug, id).second)
    return fail(ErrorCode::Invalid, "sector '{}' is there twice", slug);
  if (!sector_by_name_.emplace(fold(name), id).second)
    return fail(ErrorCode::Invalid, "another sector is also named '{}'", name);
  const auto group = group_for(cells[2], cells[3]);
  if (!group) return fail(group.error());
  sectors_.push_back({slug, name, *group});
  groups_[*group].sectors.push_back(id);
  return done();
}

Result<SectorGroupId> Sectors::group_for(const std::string& slug, const std::string& name) {
  const auto next = static_cast<SectorGroupId>(groups_.size());
  const auto [found, is_new] = group_by_slug_.emplace(slug, next);
  if (is_new) {
    if (!group_by_name_.emplace(fold(name), next).second)
      return fail(ErrorCode::Invalid, "another group is also named '{}'", name);
    groups_.push_back({slug, name, {}});
  } else if (groups_[found->second].name != name) {
    return fail(ErrorCode::Invalid, "group '{}' is '{}' here and '{}' above", slug, name,
                groups_[found->second].name);
  }
  return SectorGroupId{found->second};
}

std::optional<SectorId> Sectors::find(std::string_view slug) const {
  return look_up(sector_by_slug_, slug);
}

std::optional<SectorGroupId> Sectors::find_group(std::string_view slug) const {
  return look_up(group_by_slug_, slug);
}

std::vector<SectorId> Sectors::resolve(std::string_view slug) const {
  if (const auto sector = find(slug)) return {*sector};
  if (const auto group = find_group(slug)) return groups_[*group].sectors;
  return {};
}

std::optional<SectorId> Sectors::find_by_name(std::string_view name) const {
  return look_up(sector_by_name_, fold(name));
}

std::optional<SectorGroupId> Sectors::find_group_by_name(std::string_view name) const {
  return look_up(group_by_name_, fold(name));
}

}  // namespace filon
