#pragma once

#include <cstdint>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"

namespace filon {

/// Runs of documents of one département and region. Documents are numbered by département, so that
/// these are few and records are counted by place without looking at any.
class PlaceRuns {
 public:
  static constexpr uint16_t none = UINT16_MAX;
  struct Run {
    uint32_t end;                  ///< one past its last document
    uint16_t departement, region;  ///< values of their facets, or none
  };

  PlaceRuns() = default;
  /// counted: the documents that will be counted, each of one département and region at most; the
  /// others belong to the run around them.
  PlaceRuns(const Image& image, const Bits& counted);

  const std::vector<Run>& runs() const { return runs_; }

 private:
  std::vector<Run> runs_;
};

/// Counts documents by run, a block at a time in rising order.
class RunCounts {
 public:
  explicit RunCounts(const PlaceRuns& runs) : runs_(runs.runs()), counts_(runs_.size()) {}

  void count(size_t b, const Block& documents);
  /// The documents counted so far of each run.
  const std::vector<uint32_t>& counts() const { return counts_; }

 private:
  const std::vector<PlaceRuns::Run>& runs_;
  std::vector<uint32_t> counts_;
  size_t at_ = 0;  ///< the first run that does not end before the block
};

}  // namespace filon
