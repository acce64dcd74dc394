#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace filon {

/// Sets of rows that are one site, joined one pair at a time, and pairs that never may be.
class Clusters {
 public:
  explicit Clusters(size_t rows);

  /// The first row of the set the row is in.
  uint32_t root(uint32_t row);
  void keep_apart(uint32_t a, uint32_t b) { apart_.emplace_back(a, b); }
  /// Whether joining the two sets would bring together rows that were decided to be apart.
  bool may_join(uint32_t a, uint32_t b);
  /// Joins the two sets; the smaller row leads, so that the order of joins makes no difference.
  void join(uint32_t a, uint32_t b);
  /// The rows of a set, in no order.
  std::span<const uint32_t> rows_of(uint32_t row) { return members_[root(row)]; }

 private:
  std::vector<uint32_t> parent_;
  std::vector<std::vector<uint32_t>> members_;
  std::vector<std::pair<uint32_t, uint32_t>> apart_;
};

}  // namespace filon
