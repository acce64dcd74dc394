#include "searchd/http/request_reader.h"

#include <utility>

namespace filon {
namespace {

constexpr Refusal line_too_long{414, "too_large", "L’adresse demandée est trop longue."};
constexpr Refusal head_too_big{431, "too_large", "Les en-têtes de la requête sont trop grands."};
constexpr Refusal not_http{400, "malformed_request", "La requête HTTP est mal formée."};

bool can_start_method(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

void RequestReader::drop(size_t bytes) {
  // A new string, so that the room a large body took is given back.
  buffer_ = buffer_.substr(bytes);
  scanned_ = line_start_ = head_end_ = 0;
}

// RFC 9112, 2.2: some clients send an empty line after a body.
void RequestReader::skip_empty_lines() {
  size_t start = 0;
  while (buffer_.compare(start, 2, "\r\n") == 0) start += 2;
  if (start > 0) drop(start);
}

// Goes on where it stopped: a client that sends byte by byte must not cost a square.
std::optional<Refusal> RequestReader::scan_head() {
  // A TLS greeting, say: better told now than at the deadline.
  if (!buffer_.empty() && buffer_.front() != '\r' && !can_start_method(buffer_.front()))
    return not_http;
  while (head_end_ == 0) {
    const size_t newline = buffer_.find('\n', scanned_);
    const bool ended = newline != std::string::npos;
    const size_t line_end = ended ? newline + 1 : buffer_.size();
    if (line_start_ == 0 && line_end > limits_->line_bytes + 2) return line_too_long;
    if (line_end > limits_->head_bytes) return head_too_big;
    scanned_ = line_end;
    if (!ended) return std::nullopt;
    if (newline == line_start_ || buffer_[newline - 1] != '\r') return not_http;
    if (newline - 1 == line_start_) head_end_ = line_end;
    line_start_ = line_end;
  }
  return std::nullopt;
}

/// Sets head_ once the head is whole.
std::optional<Refusal> RequestReader::read_head() {
  if (line_start_ == 0) skip_empty_lines();
  if (const auto refusal = scan_head()) return refusal;
  if (head_end_ == 0) return std::nullopt;
  auto head = parse_head(std::string_view(buffer_).substr(0, head_end_), *limits_);
  if (!head) return head.error();
  head_ = *std::move(head);
  drop(head_end_);
  return std::nullopt;
}

std::optional<Result<HttpRequest, Refusal>> RequestReader::next() {
  using Next = Result<HttpRequest, Refusal>;
  if (!refusal_ && !head_) refusal_ = read_head();
  if (refusal_) return Next(Failure<Refusal>{*refusal_});
  if (!head_ || buffer_.size() < head_->body_length) return std::nullopt;
  const size_t length = head_->body_length;
  HttpRequest request = std::move(head_->request);
  head_.reset();
  request.body = buffer_.substr(0, length);
  if (length > 0) drop(length);
  return Next(std::move(request));
}

bool RequestReader::take_continue() {
  return head_ && buffer_.empty() && std::exchange(head_->expects_continue, false);
}

}  // namespace filon
