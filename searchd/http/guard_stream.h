#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>

#include "searchd/http/guard_limits.h"

namespace filon {

/// Bytes that our kernel holds for the other end. What send() took is no measure of a reader: that
/// buffer grows to megabytes, and says that it has room only after a third of them went out.
size_t undelivered(int fd);

/// What httplib reads one request from, and writes its answer to.
///
/// It reads a constant: the real request was read and checked before (RequestReader) and is put in
/// place of it by GuardServer, so that no byte of a client reaches httplib's parsers.
///
/// It writes to the socket through a buffer. Only an answer that is larger than what the kernel and
/// parked_bytes take together waits for its reader, and a reader that is too slow is cut.
class GuardStream : public httplib::Stream {
 public:
  /// waiting: how many streams of the server wait for their readers right now.
  GuardStream(int fd, const GuardLimits& limits, std::atomic<size_t>& waiting)
      : fd_(fd), limits_(&limits), waiting_(&waiting) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return !cut_; }
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* bytes, size_t size) override;
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return fd_; }

  /// Sends what can be sent without waiting; gives what is left.
  std::string finish();
  bool cut() const { return cut_; }
  /// Bytes written to the stream, headers included.
  size_t written() const { return written_; }

 private:
  ssize_t write_bodiless(std::string_view head);
  size_t send_some(std::string_view bytes);
  void send_buffer();
  void wait();

  int fd_;
  const GuardLimits* limits_;
  std::atomic<size_t>* waiting_;
  size_t read_ = 0;
  std::string buffer_;
  size_t written_ = 0;
  bool cut_ = false;
  // Since the reader last kept up. Only waiting counts: a slow handler is not the reader's fault.
  std::chrono::nanoseconds waited_{0};
  size_t delivered_before_ = 0;
  size_t sent_ = 0;
};

}  // namespace filon
