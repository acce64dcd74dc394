#include "indexer/matching/row_heads.h"

#include <fmt/format.h>

#include "indexer/in_order.h"

namespace filon {
namespace {

RowHead head_of(Structure row) {
  SourceRef& source = row.sources.front();
  return {std::move(source.name), std::move(source.id), std::move(row.siret),
          std::move(row.address.post_code)};
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
