#pragma once

#include <span>
#include <vector>

#include "searchd/match/dense_terms.h"
#include "searchd/match/plan.h"

namespace filon {

/// Reads one term's postings a block of documents at a time, in rising order.
class TermBlocks {
 public:
  explicit TermBlocks(const TermPlan& term) : term_(&term) {}

  const TermPlan& term() const { return *term_; }

  /// Leaves the documents of block b that hold the term; whether that is any.
  bool keep_holding(size_t b, Block& found);
  /// The first block from b on that a posting lies in; for a dense term b itself.
  size_t next_block(size_t b);

  /// The fields in which the term stands in a document that holds it: in rising order, or of the
  /// block last read.
  uint16_t fields_of(uint32_t document);
  /// Adds to each the points of such documents, in rising order.
  void add_points(std::span<const uint32_t> documents, const SetWeights& weights, uint32_t* points);

 private:
  const TermPlan* term_;
  size_t at_ = 0;     ///< first posting of the block last read, or where the next is looked for
  size_t field_ = 0;  ///< posting last asked for its fields
};

/// The blocks of documents that hold every term of a plan; all of them where there is none.
class TextBlocks {
 public:
  /// terms: must outlive it.
  TextBlocks(const std::vector<TermPlan>& terms, uint32_t documents);

  size_t end() const { return end_; }
  /// The first block from b on in which there may be any; end() when there is none.
  size_t next(size_t b);
  /// The documents of block b that hold all terms; false when none does. In rising order.
  bool read(size_t b, Block& found);

  /// One for each term, in their order.
  std::vector<TermBlocks>& terms() { return terms_; }

 private:
  uint32_t documents_;
  size_t end_;
  std::vector<TermBlocks> terms_;
  std::vector<size_t> order_;  ///< of terms_, the rarest first, so that most blocks end at once
};

}  // namespace filon
