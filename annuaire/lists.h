#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace filon {

/// Texts in two sections, sorted where they are looked up by find().
class StringList {
 public:
  StringList() = default;
  StringList(std::span<const uint32_t> starts, std::span<const char> bytes)
      : starts_(starts), bytes_(bytes) {}
  size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  std::string_view operator[](size_t i) const {
    return {bytes_.data() + starts_[i], starts_[i + 1] - starts_[i]};
  }
  /// The index of a text; the list must be sorted.
  std::optional<uint32_t> find(std::string_view text) const;

 private:
  std::span<const uint32_t> starts_;
  std::span<const char> bytes_;
};

/// Marks a text in flags by index, where the list has it.
void want(const StringList& values, std::string_view text, std::vector<uint8_t>& wanted);

/// Lists of numbers, one per document or unit.
template <class T>
struct Lists {
  std::span<const uint32_t> starts;
  std::span<const T> values;
  std::span<const T> operator[](size_t i) const {
    return values.subspan(starts[i], starts[i + 1] - starts[i]);
  }
};

}  // namespace filon
