#include "searchd/match/document_filter.h"

#include "searchd/match/gallop.h"

namespace filon {

DocumentFilter::DocumentFilter(const Choice& choice, const ValueSets& sets) {
  for (size_t value = 0; value < choice.wanted.size(); ++value) {
    if (!choice.wanted[value]) continue;
    if (const Bits* bits = sets.bits_of(value))
      sets_.push_back(bits);
    else if (const auto documents = sets.listed(value); !documents.empty())
      lists_.push_back({documents});
  }
}

bool DocumentFilter::keep(size_t b, Block& documents) {
  Block room;
  if (!sets_.empty() || lists_.size() != 1) return intersect(documents, block(b, room));
  const auto& docs = lists_[0].documents;
  size_t& at = lists_[0].at;
  const auto first = static_cast<uint32_t>(b * block_documents);
  at = gallop(docs, at, first);
  if (at == docs.size() || docs[at] - first >= block_documents) return false;
  room.fill(0);
  uint64_t any = 0;
  for (; at < docs.size() && docs[at] - first < block_documents; ++at) {
    const size_t w = (docs[at] - first) / 64;
    const uint64_t held = documents[w] & uint64_t{1} << docs[at] % 64;
    room[w] |= held;
    any |= held;
  }
  documents = room;
  return any != 0;
}

const uint64_t* DocumentFilter::block(size_t b, Block& room) {
  if (sets_.size() == 1 && lists_.empty()) return sets_.front()->block(b);
  room.fill(0);
  for (const Bits* set : sets_) unite(room, set->block(b));
  const auto first = static_cast<uint32_t>(b * block_documents);
  for (Listed& list : lists_) {
    const auto& docs = list.documents;
    list.at = gallop(docs, list.at, first);
    for (; list.at < docs.size() && docs[list.at] - first < block_documents; ++list.at)
      room[(docs[list.at] - first) / 64] |= uint64_t{1} << docs[list.at] % 64;
  }
  return room.data();
}

}  // namespace filon
