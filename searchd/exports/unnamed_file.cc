#include "searchd/exports/unnamed_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

namespace filon {

UnnamedFile::~UnnamedFile() {
  if (fd_ >= 0) close(fd_);
}

size_t UnnamedFile::read(size_t offset, char* to, size_t size) const {
  size_t got = 0;
  while (got < size) {
    const ssize_t count = pread(fd_, to + got, size - got, static_cast<off_t>(offset + got));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<size_t>(count);
  }
  return got;
}

Result<PrivateFolder> PrivateFolder::make() {
  std::error_code error;
  const auto parent = std::filesystem::temp_directory_path(error);
  if (error) return fail(ErrorCode::Disk, "TMPDIR: {}", error.message());
  std::string path = (parent / "filon-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr)  // mode 0700
    return fail(ErrorCode::Disk, "{}: {}", path, std::strerror(errno));
  return PrivateFolder(path);
}

PrivateFolder::~PrivateFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

Result<UnnamedFile> PrivateFolder::take(const std::filesystem::path& name) const {
  const std::filesystem::path file = path_ / name;
  const int fd = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat about {};
  if (fd < 0 || fstat(fd, &about) != 0 || unlink(file.c_str()) != 0) {
    const int why = errno;
    if (fd >= 0) close(fd);
    return fail(ErrorCode::Disk, "{}: {}", file.string(), std::strerror(why));
  }
  return UnnamedFile(fd, static_cast<size_t>(about.st_size));
}

}  // namespace filon
