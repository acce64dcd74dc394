#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace filon {

struct RawAnswer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< lower-case names
  std::string head;                            ///< as received
  std::string body;                            ///< chunks put together
};

/// A client that sends the bytes it is told to, right or wrong, over loopback. Every wait has a
/// deadline.
class RawClient {
 public:
  explicit RawClient(int port, int receive_buffer = 0);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the server closed, or took nothing for five seconds.
  bool send(std::string_view bytes);
  /// The next answer; nothing when the connection ends first. has_body: false for HEAD.
  std::optional<RawAnswer> read(bool has_body = true,
                                std::chrono::milliseconds patience = std::chrono::seconds(5));
  /// Whether the server closes (or resets) within the time, with nothing more sent before.
  bool closed_within(std::chrono::milliseconds patience);
  /// Reads whatever is there now; the number of bytes, -1 when the connection has ended.
  long take(size_t most);

 private:
  bool fill(std::chrono::steady_clock::time_point deadline);
  bool take_chunks(RawAnswer& answer, std::chrono::steady_clock::time_point deadline);
  bool take_line(std::string& line, std::chrono::steady_clock::time_point deadline);
  bool take_bytes(size_t count, std::string& out, std::chrono::steady_clock::time_point deadline);

  int fd_ = -1;
  std::string buffer_;
};

/// A well-formed GET.
std::string get(std::string_view target, std::string_view more_headers = "");

}  // namespace filon
