#include "annuaire/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <new>

namespace filon {
namespace {

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    // OpenSSL fails here only when memory is exhausted: EVP_sha256 is always built in.
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1)
      throw std::bad_alloc();
  }
  void add(const void* bytes, size_t size) { EVP_DigestUpdate(context_.get(), bytes, size); }
  std::string hex() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(context_.get(), digest.data(), &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) text += fmt::format("{:02x}", digest[i]);
    return text;
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string sha256_of(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes.data(), bytes.size());
  return hash.hex();
}

Result<std::string> sha256_of_file(const std::filesystem::path& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rbe"),
                                                             std::fclose);
  if (!file)
    return fail(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Disk, "{}: {}", path.string(),
                std::strerror(errno));
  Sha256 hash;
  std::string buffer(1 << 16, '\0');
  while (const size_t size = std::fread(buffer.data(), 1, buffer.size(), file.get()))
    hash.add(buffer.data(), size);
  if (std::ferror(file.get()))
    return fail(ErrorCode::Disk, "{}: {}", path.string(), std::strerror(errno));
  return hash.hex();
}

}  // namespace filon
