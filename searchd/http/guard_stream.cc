#include "searchd/http/guard_stream.h"

#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace filon {
namespace {

constexpr std::string_view stand_in = "GET / HTTP/1.1\r\n\r\n";
// httplib writes head and body, and each row of a streamed table, apart: one system call for each,
// and one packet for each under TCP_NODELAY.
constexpr size_t coalesced = 16 * kib;

// Neither answer has a body, so neither may tell a length (RFC 9110, 8.6), as httplib does: a cache
// could take the 0 for that of the page it keeps.
constexpr std::string_view no_length = "Content-Length: 0\r\n";

bool starts_answer_without_body(std::string_view bytes) {
  return bytes.starts_with("HTTP/1.1 204 ") || bytes.starts_with("HTTP/1.1 304 ");
}

}  // namespace

size_t undelivered(int fd) {
  int queued = 0;
  return ioctl(fd, SIOCOUTQ, &queued) == 0 && queued > 0 ? static_cast<size_t>(queued) : 0;
}

ssize_t GuardStream::read(char* to, size_t size) {
  const size_t count = std::min(size, stand_in.size() - read_);
  std::memcpy(to, stand_in.data() + read_, count);
  read_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t GuardStream::write(const char* bytes, size_t size) {
  if (cut_) return -1;
  if (written_ == 0 && starts_answer_without_body({bytes, size}))
    return write_bodiless({bytes, size});
  const auto accepted = static_cast<ssize_t>(size);
  written_ += size;
  std::string_view rest(bytes, size);
  if (buffer_.size() + size <= coalesced) {
    buffer_ += rest;
    return accepted;
  }
  while (!cut_) {
    send_buffer();
    if (buffer_.empty()) rest.remove_prefix(send_some(rest));
    if (cut_) break;
    if (buffer_.size() + rest.size() <= limits_->parked_bytes) {
      buffer_ += rest;
      return accepted;
    }
    wait();
  }
  return -1;
}

ssize_t GuardStream::write_bodiless(std::string_view head) {
  buffer_ = head;
  const size_t length = buffer_.find(no_length);
  if (length != std::string::npos) buffer_.erase(length, no_length.size());
  written_ = buffer_.size();
  return static_cast<ssize_t>(head.size());
}

std::string GuardStream::finish() {
  send_buffer();
  return cut_ ? std::string() : std::move(buffer_);
}

void GuardStream::send_buffer() { buffer_.erase(0, send_some(buffer_)); }

/// Sends until the kernel takes no more; the number of bytes it took.
size_t GuardStream::send_some(std::string_view bytes) {
  size_t taken = 0;
  while (taken < bytes.size() && !cut_) {
    const ssize_t count =
        send(fd_, bytes.data() + taken, bytes.size() - taken, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (count > 0)
      taken += static_cast<size_t>(count);
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      break;
    else if (errno != EINTR)
      cut_ = true;
  }
  sent_ += taken;
  return taken;
}

void GuardStream::wait() {
  using namespace std::chrono;
  const size_t crowd = waiting_->fetch_add(1) + 1;
  const auto start = steady_clock::now();
  pollfd poll_fd{fd_, POLLOUT, 0};
  const auto left = ceil<milliseconds>(nanoseconds(limits_->patience) - waited_);
  poll(&poll_fd, 1, static_cast<int>(std::max<milliseconds::rep>(left.count(), 1)));
  waiting_->fetch_sub(1);
  waited_ += steady_clock::now() - start;
  if (waited_ < limits_->patience) return;
  // The rate is that of the last stretch alone: what the client's kernel took at the start, some
  // megabytes, must not pay for minutes of a client that reads nothing.
  const size_t now = sent_ - std::min(sent_, undelivered(fd_));
  const bool crowded = crowd * 2 > limits_->workers;
  const size_t rate = limits_->least_rate * (crowded ? limits_->crowded_factor : 1);
  const double least = static_cast<double>(rate) * duration<double>(waited_).count();
  cut_ = static_cast<double>(now - delivered_before_) < least;
  delivered_before_ = now;
  waited_ = {};
}

}  // namespace filon
