#pragma once

#include <optional>
#include <vector>

#include "searchd/match/ranking.h"

namespace filon {

/// The first `limit` of many records by their keys, equals by document number, in room for twice as
/// many: most are turned away by one comparison.
class TopHits {
 public:
  struct Entry {
    RankKey key;
    uint32_t document, score;
    PlaceClass place;
  };

  explicit TopHits(size_t limit) : limit_(limit) {}

  /// Whether a key that begins so could still be among the first.
  bool may_hold(uint64_t order) const { return limit_ > 0 && order <= bound_; }
  /// The same of a whole key. Strict only after tighten().
  bool may_hold(const RankKey& key) const { return limit_ > 0 && (!last_ || key <= last_->key); }
  uint64_t bound() const { return bound_; }
  void add(const Entry& entry) {
    if (may_hold(entry.key.order) && (!last_ || before(entry, *last_))) put(entry);
  }
  /// Makes may_hold() as strict as what was added allows.
  void tighten() {
    if (limit_ > 0 && entries_.size() >= limit_) keep_first();
  }
  /// The entries from `offset` on, in order. Ends its use.
  std::vector<Entry> take_from(size_t offset);

 private:
  static bool before(const Entry& a, const Entry& b) {
    return a.key != b.key ? a.key < b.key : a.document < b.document;
  }
  void put(const Entry& entry);
  void keep_first();

  size_t limit_;
  std::vector<Entry> entries_;
  uint64_t bound_ = UINT64_MAX;  ///< order of the last that stays, once there were enough
  std::optional<Entry> last_;    ///< that one
};

}  // namespace filon
