#pragma once

#include "searchd/match/bits.h"
#include "searchd/match/coverage.h"

namespace filon {

/// The documents located in the places a question asks, and how many of them there are to answer.
struct LocatedDocuments {
  Bits documents;
  Coverage coverage;
};

}  // namespace filon
