#include "indexer/packed_records.h"

#include "indexer/put_in_order.h"

namespace filon {
namespace {

// Fewer teach little; more would be waited for.
constexpr size_t records_to_learn_from = 2000;

}  // namespace

Structure PackedRecords::operator[](size_t place) const {
  Structure record = codec_.unpack(packed_[place]);
  if (place >= names_.size()) return record;
  const RecordName& name = names_[place];
  record.id = name.id;
  record.first_seen = utc_text(name.first_seen);
  record.changed_at = utc_text(name.changed_at);
  record.from_first_harvest = name.from_first_harvest;
  return record;
}

void PackedRecords::name(size_t place, RecordName name) {
  names_.resize(packed_.size());
  names_[place] = std::move(name);
}

void PackedRecords::learn() {
  if (tried_to_learn_ || size() < records_to_learn_from) return;
  tried_to_learn_ = true;  // more of the same would teach no more
  codec_.learn(std::span(packed_).first(records_to_learn_from));
}

void PackedRecords::put_in_order(const std::vector<uint32_t>& places) {
  filon::put_in_order(packed_, places);
  if (!names_.empty()) filon::put_in_order(names_, places);
}

void PackedRecords::move(size_t from, size_t to) {
  if (from == to) return;
  packed_[to] = std::move(packed_[from]);
  if (!names_.empty()) names_[to] = std::move(names_[from]);
}

void PackedRecords::shrink(size_t size) {
  packed_.resize(size);
  if (!names_.empty()) names_.resize(size);
}

}  // namespace filon
