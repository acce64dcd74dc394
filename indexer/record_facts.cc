#include "indexer/record_facts.h"

#include "indexer/content_hash.h"
#include "indexer/in_order.h"

namespace filon {
namespace {

RecordFacts facts_of_one(const Structure& record) {
  RecordFacts facts{record.siret, content_hash(record), {}, record.active};
  for (const SourceRef& source : record.sources) facts.rows.push_back({source.name, source.id});
  return facts;
}

}  // namespace

std::vector<std::string> RecordFacts::sources() const {
  std::vector<std::string> names;
  for (const RecordRow& row : rows) names.push_back(row.source);
  return names;
}

std::vector<RecordFacts> facts_of(const PackedRecords& records) {
  std::vector<RecordFacts> all;
  all.reserve(records.size());
  each_in_order<RecordFacts>(
      records.size(), [&](size_t place) { return facts_of_one(records[place]); },
      [&](size_t, RecordFacts facts) { all.push_back(std::move(facts)); });
  return all;
}

}  // namespace filon
