#include "tests/integration/raw_client.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

namespace filon {
namespace {

using Clock = std::chrono::steady_clock;

bool wait_for(int fd, short events, Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
  pollfd poll_fd{fd, events, 0};
  return left > 0 && poll(&poll_fd, 1, static_cast<int>(left)) > 0;
}

}  // namespace

RawClient::RawClient(int port, int receive_buffer)
    : fd_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (receive_buffer > 0)
    setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::abort();
}

RawClient::~RawClient() { close(fd_); }

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0)
      bytes.remove_prefix(static_cast<size_t>(count));
    else if (errno != EAGAIN || !wait_for(fd_, POLLOUT, Clock::now() + std::chrono::seconds(5)))
      return false;
  }
  return true;
}

bool RawClient::fill(Clock::time_point deadline) {
  if (!wait_for(fd_, POLLIN, deadline)) return false;
  std::array<char, 64 * 1024> bytes{};
  const ssize_t count = recv(fd_, bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  buffer_.append(bytes.data(), static_cast<size_t>(count));
  return true;
}

bool RawClient::take_line(std::string& line, Clock::time_point deadline) {
  size_t end = 0;
  while ((end = buffer_.find("\r\n")) == std::string::npos)
    if (!fill(deadline)) return false;
  line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return true;
}

bool RawClient::take_bytes(size_t count, std::string& out, Clock::time_point deadline) {
  while (buffer_.size() < count)
    if (!fill(deadline)) return false;
  out.append(buffer_, 0, count);
  buffer_.erase(0, count);
  return true;
}

bool RawClient::take_chunks(RawAnswer& answer, Clock::time_point deadline) {
  std::string line;
  while (take_line(line, deadline)) {
    const size_t size = std::stoul(line, nullptr, 16);
    if (!take_bytes(size, answer.body, deadline) || !take_line(line, deadline)) return false;
    if (size == 0) return true;
  }
  return false;
}

std::optional<RawAnswer> RawClient::read(bool has_body, std::chrono::milliseconds patience) {
  const auto deadline = Clock::now() + patience;
  RawAnswer answer;
  std::string line;
  while (take_line(line, deadline) && !line.empty()) {
    answer.head += line + "\r\n";
    const size_t colon = line.find(':');
    if (answer.status == 0) {
      answer.status = std::atoi(line.c_str() + std::min<size_t>(9, line.size()));
    } else if (colon != std::string::npos) {
      std::string name = line.substr(0, colon);
      std::transform(name.begin(), name.end(), name.begin(),
                     [](char c) { return std::tolower(c); });
      answer.headers[name] = line.substr(std::min(colon + 2, line.size()));
    }
  }
  if (answer.status == 0) return std::nullopt;
  bool whole = true;
  if (!has_body || answer.status == 204 || answer.status == 304 || answer.status == 100)
    return answer;
  if (answer.headers.contains("content-length"))
    whole = take_bytes(std::stoul(answer.headers["content-length"]), answer.body, deadline);
  else if (answer.headers.contains("transfer-encoding"))
    whole = take_chunks(answer, deadline);
  else
    while (fill(deadline)) answer.body = buffer_;
  return whole ? std::optional(answer) : std::nullopt;
}

bool RawClient::closed_within(std::chrono::milliseconds patience) {
  if (!buffer_.empty() || !wait_for(fd_, POLLIN, Clock::now() + patience)) return false;
  char byte = 0;
  return recv(fd_, &byte, 1, 0) <= 0;
}

long RawClient::take(size_t most) {
  std::string bytes(most, '\0');
  const ssize_t count = recv(fd_, bytes.data(), most, MSG_DONTWAIT);
  if (count > 0) return count;
  return count < 0 && errno == EAGAIN ? 0 : -1;
}

std::string get(std::string_view target, std::string_view more_headers) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", target, more_headers);
}

}  // namespace filon
