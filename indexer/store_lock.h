#pragma once

#include <filesystem>
#include <utility>

#include "annuaire/result.h"

namespace filon {

/// Holds `<store>/lock` for one run; the kernel frees it even when the run is killed, so that
/// there is never a stale lock to remove by hand.
class StoreLock {
 public:
  /// Makes the store's folder when it is missing. ErrorCode::Locked when another run holds it.
  static Result<StoreLock> take(const std::filesystem::path& store);

  StoreLock(StoreLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  StoreLock& operator=(StoreLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~StoreLock();

 private:
  explicit StoreLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace filon
