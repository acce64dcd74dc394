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
    if (sets_.size() > UINT16_MAX) return std::nullopt;
    const auto code = static_cast<uint16_t>(sets_.size());
    codes_.emplace(set, code);
    sets_.push_back(set);
    return code;
  }
  size_t size() const { return sets_.size(); }
  std::span<const uint16_t> operator[](size_t code) const { return sets_[code]; }

 private:
  std::map<std::vector<uint16_t>, uint16_t> codes_;
  std::vector<std::vector<uint16_t>> sets_;
};

}  // namespace filon
