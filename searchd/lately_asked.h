#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace filon {

/// What was asked for lately, within a budget of bytes: the least recently asked is forgotten
/// first. For any number of threads.
template <class Key, class Value>
class LatelyAsked {
 public:
  explicit LatelyAsked(size_t budget_bytes) : budget_(budget_bytes) {}

  /// None when it is not kept, or no longer.
  std::shared_ptr<const Value> find(const Key& key) {
    const std::lock_guard guard(lock_);
    const auto place = places_.find(key);
    if (place == places_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, place->second);
    return place->second->value;
  }

  /// Keeps it, unless it alone is over the budget. `bytes`: of key and value.
  void keep(const Key& key, std::shared_ptr<const Value> value, size_t bytes) {
    const std::lock_guard guard(lock_);
    bytes += entry_overhead;
    if (bytes > budget_ || places_.contains(key)) return;
    entries_.push_front({key, std::move(value), bytes});
    places_.emplace(key, entries_.begin());
    bytes_ += bytes;
    while (bytes_ > budget_) {
      bytes_ -= entries_.back().bytes;
      places_.erase(entries_.back().key);
      entries_.pop_back();
    }
  }

 private:
  // What an entry, its place in the map and its list cost besides key and value, about.
  static constexpr size_t entry_overhead = 200;

  struct Entry {
    Key key;
    std::shared_ptr<const Value> value;
    size_t bytes;
  };

  std::mutex lock_;
  const size_t budget_;
  size_t bytes_ = 0;
  std::list<Entry> entries_;  ///< the last asked first
  std::unordered_map<Key, typename std::list<Entry>::iterator> places_;
};

}  // namespace filon
