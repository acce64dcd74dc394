#pragma once

#include <filesystem>
#include <utility>

#include "annuaire/result.h"

namespace filon {

/// A file that lives as long as its descriptor: its name is gone already, so nothing is left behind
/// however the process ends.
class UnnamedFile {
 public:
  UnnamedFile() = default;
  UnnamedFile(int fd, size_t bytes) : fd_(fd), bytes_(bytes) {}
  UnnamedFile(UnnamedFile&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)), bytes_(other.bytes_) {}
  UnnamedFile& operator=(UnnamedFile&&) = delete;
  ~UnnamedFile();

  size_t bytes() const { return bytes_; }
  /// Reads at a place of the file; fewer bytes than asked at its end, none on an error.
  size_t read(size_t offset, char* to, size_t size) const;

 private:
  int fd_ = -1;
  size_t bytes_ = 0;
};

/// A folder of our own that no other user may look into, emptied and removed with the object.
class PrivateFolder {
 public:
  static Result<PrivateFolder> make();
  PrivateFolder(PrivateFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  PrivateFolder& operator=(PrivateFolder&&) = delete;
  ~PrivateFolder();

  const std::filesystem::path& path() const { return path_; }
  /// Opens a file of the folder and takes its name away.
  Result<UnnamedFile> take(const std::filesystem::path& name) const;

 private:
  explicit PrivateFolder(std::filesystem::path path) : path_(std::move(path)) {}
  std::filesystem::path path_;
};

}  // namespace filon
