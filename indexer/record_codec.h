#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "annuaire/structure.h"

namespace filon {

/// Packs records into bytes and reads them back, on any number of threads. A record of 1.6 kB
/// takes 0.8; once it has learnt from others what records repeat (names of sectors, addresses of
/// sources), 0.4.
class RecordCodec {
 public:
  std::string pack(const Structure& structure) const;
  /// Of bytes that this codec packed, before it learnt or after. Others are a fault of the program:
  /// it throws.
  Structure unpack(std::string_view packed) const;

  /// Learns from records that it packed; they are too few when it makes nothing of them. Not while
  /// others pack.
  void learn(std::span<const std::string> packed);

 private:
  struct Dictionary;
  std::string bytes_of(std::string_view packed) const;

  std::shared_ptr<const Dictionary> dictionary_;
};

}  // namespace filon
