#include "indexer/matching/row_heads.h"

#include <fmt/format.h>

#include "annuaire/text.h"

namespace filon {
namespace {

RowHead head_of(Structure row) {
  SourceRef& source = row.sources.front();
  RowHead head{std::move(source.name),
               std::move(source.id),
               std::move(row.siret),
               std::move(row.address.post_code),
               {}};
  if (head.siret.empty()) return head;
  head.names.push_back(fold(row.name));
  if (!row.brand.empty()) head.names.push_back(fold(row.brand));
  return head;
}

}  // namespace

std::string RowHead::key() const { return fmt::format("{}:{}", source, id.empty() ? siret : id); }

std::vector<RowHead> heads_of(const PackedRecords& rows) {
  std::vector<RowHead> heads;
  heads.reserve(rows.size());
  each_in_order<RowHead>(
      rows.size(), [&](size_t place) { return head_of(rows[place]); },
      [&](size_t, RowHead head) { heads.push_back(std::move(head)); });
  return heads;
}

}  // namespace filon
