#pragma once

#include <array>
#include <memory>
#include <span>

#include "searchd/match/bits.h"

namespace filon {

/// What write_numbers() may write past the numbers it counts.
inline constexpr size_t numbers_past = 4;
/// Writes the numbers of the documents of block b, in rising order; how many.
size_t write_numbers(size_t b, const Block& block, uint32_t* to);

/// The numbers of the documents of a block, in rising order: loops over them wait for no bit.
class BlockDocuments {
 public:
  std::span<const uint32_t> of(size_t b, const Block& block) {
    return {numbers_.data(), write_numbers(b, block, numbers_.data())};
  }

 private:
  std::array<uint32_t, block_documents + numbers_past> numbers_;
};

/// The same of many blocks, gathered until they are so many that what is read of them can be called
/// for well ahead: where few of each block are wanted, each would be waited for.
class DocumentBatch {
  static constexpr size_t enough = 1024;

 public:
  static constexpr size_t most = enough + block_documents;  ///< taken at once

  /// take(documents), once there are enough.
  template <class Take>
  void add(size_t b, const Block& block, Take&& take) {
    if (!numbers_) numbers_ = std::make_unique_for_overwrite<uint32_t[]>(most + numbers_past);
    size_ += write_numbers(b, block, &numbers_[size_]);
    if (size_ >= enough) finish(take);
  }
  /// The same with those that are left.
  template <class Take>
  void finish(Take&& take) {
    take(std::span<const uint32_t>(numbers_.get(), size_));
    size_ = 0;
  }

 private:
  std::unique_ptr<uint32_t[]> numbers_;
  size_t size_ = 0;
};

}  // namespace filon
