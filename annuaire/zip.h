#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// Bounds of an archive from outside: a small file may unpack to a very big one.
struct ZipLimits {
  uint64_t bytes = 0;  ///< of all that is unpacked in one pass
  size_t entries = 0;
};

/// What to do with one entry of the archive.
struct ZipSink {
  std::function<bool(const std::string& path)> wants;
  /// A piece of the entry last wanted, in order; false: enough of it.
  std::function<bool(std::string_view piece)> take;
};

/// Goes through a zip archive in memory, in the order of its entries. Only those that are wanted
/// are unpacked. An error says what is damaged or which limit is passed.
Status visit_zip(std::string_view bytes, const ZipLimits& limits, const ZipSink& sink);

}  // namespace filon
