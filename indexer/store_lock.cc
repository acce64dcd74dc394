#include "indexer/store_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string>
#include <tuple>

#include "indexer/disk.h"

namespace filon {
namespace {

/// " (process 1234)", as the holder wrote it; "" when that cannot be read.
std::string holder(int fd) {
  std::array<char, 16> text{};
  const ssize_t size = ::pread(fd, text.data(), text.size() - 1, 0);
  if (size <= 0) return {};
  const std::string digits(text.data(), static_cast<size_t>(size));
  const size_t end = digits.find_first_not_of("0123456789");
  return end == 0 ? std::string() : " (process " + digits.substr(0, end) + ")";
}

}  // namespace

Result<StoreLock> StoreLock::take(const std::filesystem::path& store) {
  if (const Status made = make_dirs(store); !made) return fail(made.error());
  const std::filesystem::path file = store / "lock";
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return disk_failure("open for writing", file, errno);
  StoreLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return disk_failure("lock", file, errno);
    return fail(ErrorCode::Locked, "{}: another run{} holds this store: wait until it ends",
                store.string(), holder(fd));
  }
  // For the message above only: a full disk that refuses it changes nothing.
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) == 0) std::ignore = ::pwrite(fd, pid.data(), pid.size(), 0);
  return lock;
}

StoreLock::~StoreLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace filon
