#pragma once

#include <unordered_map>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"

namespace filon {

/// A stem that many documents hold: its postings as bits, and before each word of bits how many
/// postings come first, so that the fields of a document are one step away.
struct DenseTerm {
  Bits documents;
  std::vector<uint32_t> ranks;  ///< by word
};

/// The stems that more than one document of 64 holds, by their number in the image. Half as large
/// again as their postings, and read without a branch for each document.
class DenseTerms {
 public:
  DenseTerms() = default;
  explicit DenseTerms(const Image& image);

  /// None for a stem that fewer hold.
  const DenseTerm* find(uint32_t stem) const {
    const auto found = terms_.find(stem);
    return found == terms_.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<uint32_t, DenseTerm> terms_;
};

}  // namespace filon
