#pragma once

#include <array>
#include <unordered_map>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"

namespace filon {

/// What each set of text fields is worth (Tables::set_weights).
using SetWeights = std::array<uint16_t, (1u << text_field_count)>;

/// A stem that many documents hold: its postings as bits, and before each word of bits how many
/// postings come first, so that the fields of a document are one step away.
struct DenseTerm {
  Bits documents;
  std::vector<uint32_t> ranks;  ///< by word
  uint16_t least = 0;           ///< what the least of its postings is worth
  Bits better;                  ///< the documents where it is worth more
  /// Documents where it is worth the same: as bits, or listed where that is smaller.
  struct Level {
    uint16_t weight = 0;
    size_t count = 0;
    Bits bits;
    std::vector<uint32_t> listed;
  };
  std::vector<Level> levels;  ///< of the better ones, best first
};

/// The stems that more than one document of 64 holds, by their number in the image. Read without a
/// branch for each document, and ranked by what they are worth.
class DenseTerms {
 public:
  DenseTerms() = default;
  DenseTerms(const Image& image, const SetWeights& weights);

  /// None for a stem that fewer hold.
  const DenseTerm* find(uint32_t stem) const {
    const auto found = terms_.find(stem);
    return found == terms_.end() ? nullptr : &found->second;
  }

 private:
  std::unordered_map<uint32_t, DenseTerm> terms_;
};

/// One such stem, of its postings.
DenseTerm dense_term(std::span<const uint32_t> documents, std::span<const uint16_t> fields,
                     const SetWeights& weights, uint32_t all_documents);

}  // namespace filon
