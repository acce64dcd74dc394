#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searchd/http/request_head.h"

namespace filon {

/// Cuts the bytes of one connection into requests. Knows no socket and no clock. What was read
/// beyond a request stays for the next one (httplib drops it, so that pipelined requests hang).
class RequestReader {
 public:
  explicit RequestReader(const GuardLimits& limits) : limits_(&limits) {}

  void append(std::string_view bytes) { buffer_ += bytes; }

  /// The next whole request, the reason why there will be none (then for ever), or nothing yet.
  std::optional<Result<HttpRequest, Refusal>> next();

  /// True once for each request whose client waits for "100 Continue" before it sends the body.
  bool take_continue();

  /// Whether some of a request was read, but not all.
  bool in_request() const { return head_.has_value() || !buffer_.empty(); }
  size_t buffered() const { return buffer_.size(); }
  /// Bytes of body that the request being read has announced.
  size_t announced() const { return head_ ? head_->body_length : 0; }

 private:
  std::optional<Refusal> read_head();
  std::optional<Refusal> scan_head();
  void skip_empty_lines();
  void drop(size_t bytes);

  const GuardLimits* limits_;
  std::string buffer_;
  size_t scanned_ = 0;     ///< nothing before it needs to be looked at again
  size_t line_start_ = 0;  ///< of the line that scanned_ is in
  size_t head_end_ = 0;    ///< 0 until the empty line was seen
  std::optional<RequestHead> head_;
  std::optional<Refusal> refusal_;
};

}  // namespace filon
