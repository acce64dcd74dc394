#include "annuaire/reference_list.h"

#include "annuaire/text.h"
#include "annuaire/tsv.h"

namespace filon {
namespace {

std::optional<size_t> look_up(const std::unordered_map<std::string, size_t>& ids,
                              std::string_view key) {
  const auto found = ids.find(std::string(key));
  if (found == ids.end()) return std::nullopt;
  return found->second;
}

ReferenceList::Item read_item(Tsv::Row row) {
  ReferenceList::Item item;
  item.slug = std::move(row.cells[0]);
  item.name = std::move(row.cells[1]);
  item.line = row.line;
  if (row.cells.size() < 3) return item;
  item.spellings = split_list(row.cells[2]);
  item.rest.assign(row.cells.begin() + 3, row.cells.end());
  return item;
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  if (text.empty()) return parts;
  for (size_t bar; (bar = text.find('|')) != std::string_view::npos; text.remove_prefix(bar + 1))
    parts.emplace_back(text.substr(0, bar));
  parts.emplace_back(text);
  return parts;
}

Result<ReferenceList> ReferenceList::load(const std::filesystem::path& file,
                                          const std::vector<std::string>& columns) {
  auto table = read_tsv(file, columns);
  if (!table) return std::move(table).failure();
  ReferenceList list;
  for (Tsv::Row& row : table->rows) {
    list.items_.push_back(read_item(std::move(row)));
    if (Status indexed = list.index(list.items_.size() - 1, file); !indexed)
      return std::move(indexed).failure();
  }
  return list;
}

Status ReferenceList::index(size_t id, const std::filesystem::path& file) {
  const Item& item = items_[id];
  const auto bad = [&](std::string_view text, std::string_view what) {
    return fail(ErrorCode::Invalid, "{}:{}: '{}' {}", file.string(), item.line, text, what);
  };
  if (item.slug.empty() || item.name.empty()) return bad(item.slug, "has no slug or no name");
  if (!by_slug_.emplace(item.slug, id).second) return bad(item.slug, "is there twice");
  std::vector<std::string> spellings = item.spellings;
  for (const std::string& spelling : spellings)
    if (spelling.empty() || fold(spelling) != spelling) return bad(spelling, "is not folded");
  spellings.push_back(fold(item.slug));
  spellings.push_back(fold(item.name));
  for (const std::string& spelling : spellings)
    if (by_spelling_.emplace(spelling, id).first->second != id)
      return bad(spelling, "already spells another");
  return done();
}

std::optional<size_t> ReferenceList::find(std::string_view slug) const {
  return look_up(by_slug_, slug);
}

std::optional<size_t> ReferenceList::recognise(std::string_view text) const {
  return look_up(by_spelling_, fold(text));
}

Result<ReferenceList> load_networks(const std::filesystem::path& dir) {
  return ReferenceList::load(dir / "networks.tsv", {"slug", "name", "aliases"});
}

Result<ReferenceList> load_prestations(const std::filesystem::path& dir) {
  return ReferenceList::load(dir / "prestations.tsv", {"slug", "name"});
}

}  // namespace filon
