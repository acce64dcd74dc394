#pragma once

#include <span>
#include <vector>

#include "searchd/match/plan.h"
#include "searchd/match/value_sets.h"

namespace filon {

/// The documents that have any of some values, read a block at a time in rising order: nothing is
/// made of what no block asks for.
class DocumentFilter {
 public:
  /// choice: by value of the sets, which must outlive it.
  DocumentFilter(const Choice& choice, const ValueSets& sets);
  /// The documents of a set, which must outlive it.
  explicit DocumentFilter(const Bits& set) : sets_{&set} {}

  /// Those of a sorted list, which must outlive it.
  explicit DocumentFilter(std::span<const uint32_t> documents) : lists_{{documents}} {}

  void add(const Bits& set) { sets_.push_back(&set); }
  /// Leaves the documents of block b that are among them; whether that is any.
  bool keep(size_t b, Block& documents);
  /// The words of block b; `room` may be where they are put together.
  const uint64_t* block(size_t b, Block& room);

 private:
  struct Listed {
    std::span<const uint32_t> documents;
    size_t at = 0;  ///< first not read
  };
  std::vector<const Bits*> sets_;
  std::vector<Listed> lists_;
};

}  // namespace filon
