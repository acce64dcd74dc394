#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace filon {

/// Numbers the different sets of values that records have, in the order they come: there are few,
/// so that counting a record is one step however many values it has.
class SetCodes {
 public:
  /// The number of a set; none once there are more than two bytes can tell.
  std::optional<uint16_t> code_of(const std::vector<uint16_t>& set) {
    if (const auto known = codes_.find(set); known != codes_.end()) return known->second;
    if (size() > UINT16_MAX) return std::nullopt;
    const auto code = static_cast<uint16_t>(size());
    codes_.emplace(set, code);
    values_.insert(values_.end(), set.begin(), set.end());
    starts_.push_back(static_cast<uint32_t>(values_.size()));
    return code;
  }
  size_t size() const { return starts_.size() - 1; }
  std::span<const uint16_t> operator[](size_t code) const {
    return {values_.data() + starts_[code], values_.data() + starts_[code + 1]};
  }

 private:
  std::map<std::vector<uint16_t>, uint16_t> codes_;
  std::vector<uint32_t> starts_ = {0};  ///< by code, into values_
  std::vector<uint16_t> values_;
};

}  // namespace filon
