#include "indexer/disk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace filon {
namespace fs = std::filesystem;
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int get() const { return fd_; }
  /// NFS and quotas may report a refused write only here.
  int close() { return ::close(std::exchange(fd_, -1)); }

 private:
  int fd_;
};

bool write_whole(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

// /dev/full and the like cannot be synced; there is nothing to lose in them.
bool sync_whole(int fd) { return ::fsync(fd) == 0 || errno == EINVAL; }

}  // namespace

Failure<Error> disk_failure(std::string_view doing, const fs::path& path, int error_number) {
  return fail(ErrorCode::Disk, "{}: cannot {}: {}", path.string(), doing,
              std::strerror(error_number));
}

Status write_file(const fs::path& path, std::string_view bytes) {
  return write_file(path, std::span(&bytes, 1));
}

Status write_file(const fs::path& path, std::span<const std::string_view> pieces) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
  if (file.get() < 0) return disk_failure("open for writing", path, errno);
  const auto written = [&](std::string_view piece) { return write_whole(file.get(), piece); };
  if (!std::all_of(pieces.begin(), pieces.end(), written) || !sync_whole(file.get()))
    return disk_failure("write", path, errno);
  if (file.close() != 0) return disk_failure("write", path, errno);
  return done();
}

Status write_file_atomically(const fs::path& path, std::string_view bytes) {
  fs::path temporary = path;
  temporary += ".tmp";
  Status written = write_file(temporary, bytes);
  if (written) written = rename_durably(temporary, path);
  if (!written) ::unlink(temporary.c_str());
  return written;
}

Result<std::string> read_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 && errno == ENOENT)
    return fail(ErrorCode::NotFound, "{}: no such file", path.string());
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return disk_failure("read", path, errno);
  std::string bytes;
  bytes.reserve(static_cast<size_t>(status.st_size));
  std::string buffer(1 << 16, '\0');
  for (;;) {
    const ssize_t size = ::read(file.get(), buffer.data(), buffer.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return disk_failure("read", path, errno);
    if (size == 0) return bytes;
    bytes.append(buffer, 0, static_cast<size_t>(size));
  }
}

Status rename_durably(const fs::path& from, const fs::path& to) {
  if (::rename(from.c_str(), to.c_str()) != 0)
    return disk_failure("rename to this name", to, errno);
  return fsync_dir(to.parent_path());
}

Status fsync_dir(const fs::path& dir) {
  const fs::path place = dir.empty() ? fs::path(".") : dir;
  const Descriptor folder(::open(place.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || !sync_whole(folder.get())) return disk_failure("sync", place, errno);
  return done();
}

Result<std::vector<std::string>> entry_names(const fs::path& dir) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator it(dir, error), end; !error && it != end; it.increment(error))
    names.push_back(it->path().filename().string());
  if (error && error != std::errc::no_such_file_or_directory)
    return disk_failure("list", dir, error.value());
  return names;
}

Status make_dirs(const fs::path& dir) {
  std::error_code error;
  fs::create_directories(dir, error);
  if (error) return disk_failure("make this folder", dir, error.value());
  return done();
}

Status remove_tree(const fs::path& path) {
  std::error_code error;
  fs::remove_all(path, error);
  if (error) return disk_failure("remove", path, error.value());
  return done();
}

Status remove_by_name(const fs::path& dir, std::string_view doomed) {
  const fs::path aside = dir.parent_path() / doomed;
  Status removed = remove_tree(aside);
  if (removed) removed = rename_durably(dir, aside);
  return removed ? remove_tree(aside) : std::move(removed);
}

}  // namespace filon
