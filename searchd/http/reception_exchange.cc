// Reception, the way of one connection: read, run, write, part.

#include <poll.h>
#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>

#include "searchd/http/guard_stream.h"
#include "searchd/http/reception.h"

namespace filon {
namespace {

/// Sends what the kernel takes now; -1 when the connection is dead.
ssize_t send_now(int fd, std::string_view bytes) {
  const ssize_t count = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  if (count >= 0) return count;
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

std::chrono::milliseconds time_for(size_t bytes, size_t rate) {
  return std::chrono::milliseconds(bytes * 1000 / rate);
}

// One client that sends fast must not keep the loop from the others.
constexpr int reads_per_event = 8;

}  // namespace

void Reception::read_more(Connection& connection) {
  std::array<char, 16 * 1024> bytes;  // NOLINT: filled by recv
  for (int i = 0; i < reads_per_event; ++i) {
    const ssize_t count = recv(connection.fd, bytes.data(), bytes.size(), 0);
    if (count == 0) return drop(connection);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (count < 0) return drop(connection);
    connection.reader.append({bytes.data(), static_cast<size_t>(count)});
    if (!still_reading(connection)) return;
    if (static_cast<size_t>(count) < bytes.size()) break;
  }
  arm(connection, EPOLLIN);
}

/// Gives a whole request to a worker, refuses a bad one. False when the loop is not to read on.
bool Reception::still_reading(Connection& connection) {
  auto next = connection.reader.next();
  if (!next) return wait_for_rest(connection);
  if (*next) {
    take_up(connection, **std::move(next));
    dispatch(connection);
  } else {
    refuse(connection, next->error());
  }
  return false;
}

bool Reception::wait_for_rest(Connection& connection) {
  RequestReader& reader = connection.reader;
  charge(connection, reader.buffered());
  if (charged_ > limits_.buffered_bytes) {
    refuse(connection, {503, "overloaded", "Le serveur reçoit trop de données : réessayez."});
    return false;
  }
  if (!reader.in_request()) return true;
  if (connection.phase == Phase::Idle) connection.since = Clock::now();
  connection.phase = Phase::Reading;
  connection.deadline =
      connection.since + limits_.request_time + time_for(reader.announced(), limits_.least_rate);
  if (reader.take_continue()) send_now(connection.fd, "HTTP/1.1 100 Continue\r\n\r\n");
  return true;
}

void Reception::take_up(Connection& connection, HttpRequest request) {
  ++counts_.requests;
  ++connection.requests;
  request.peer = connection.peer;
  request.close_after =
      request.close_after || stop_asked_ || connection.requests >= limits_.requests_per_connection;
  connection.request = std::move(request);
  count_forwarded(connection);
}

// A proxy's connections are nobody's: it lends each to a client for one request. So these count.
void Reception::count_forwarded(Connection& connection) {
  if (!clients_.is_exempt(connection.peer)) return;
  std::vector<std::string_view> values;
  for (const auto& [name, value] : connection.request.headers)
    if (name == "x-forwarded-for") values.push_back(value);
  std::string client = forwarded_client(values, limits_.trusted_proxies);
  if (client.empty()) return;
  const std::lock_guard lock(forwarded_mutex_);
  connection.request.crowded = !forwarded_.add(client);
  if (connection.request.crowded)
    ++counts_.shed;
  else
    connection.forwarded = std::move(client);
}

void Reception::forget_forwarded(Connection& connection) {
  if (connection.forwarded.empty()) return;
  const std::lock_guard lock(forwarded_mutex_);
  forwarded_.remove(std::exchange(connection.forwarded, {}));
}

void Reception::dispatch(Connection& connection) {
  charge(connection, connection.reader.buffered() + connection.request.body.size());
  connection.phase = Phase::Running;
  ++counts_.waiting;
  const auto job = [this, &connection] {
    --counts_.waiting;
    work(connection);
  };
  if (workers_.push(job, lane_of(connection.request))) return;
  --counts_.waiting;
  --counts_.requests;
  forget_forwarded(connection);
  const bool with_body = connection.request.method != "HEAD";
  connection.request = HttpRequest();
  refuse(connection, {503, "overloaded", "Le serveur est surchargé : réessayez."}, with_body);
}

/// On a worker's thread, which has the connection for itself until it is given back.
void Reception::work(Connection& connection) {
  do {
    try {
      answer_(connection);
    } catch (...) {  // a content provider that threw after the head was sent
      connection.broken = true;
    }
    forget_forwarded(connection);
  } while (stays(connection));
  const std::lock_guard lock(answered_mutex_);
  answered_.push_back(&connection);
  if (answered_.size() == 1) wake();
}

/// Whether this worker goes on with the connection's next request. A client that asks on at once (a
/// proxy, a script) is spared the way over the loop, which costs more than a small answer. Half of
/// the workers never wait here, and none does while requests are queued.
bool Reception::stays(Connection& connection) {
  if (!connection.keep || connection.broken || !connection.unsent.empty() || stop_asked_ ||
      workers_.behind())
    return false;
  if (!connection.reader.in_request()) {
    const bool allowed = staying_.fetch_add(1) < limits_.workers / 2;
    const timespec moment{0, 200'000};
    pollfd poll_fd{connection.fd, POLLIN, 0};
    const bool readable = allowed && ppoll(&poll_fd, 1, &moment, nullptr) > 0;
    staying_.fetch_sub(1);
    std::array<char, 16 * 1024> bytes;  // NOLINT: filled by recv
    const ssize_t count = readable ? recv(connection.fd, bytes.data(), bytes.size(), 0) : 0;
    if (count <= 0) return false;  // the loop finds an end or an error again
    connection.reader.append({bytes.data(), static_cast<size_t>(count)});
  }
  auto next = connection.reader.next();
  if (!next || !*next) return false;
  take_up(connection, **std::move(next));
  connection.ready = lane_of(connection.request) == Lane::Long;
  return !connection.ready;
}

Lane Reception::lane_of(const HttpRequest& request) const {
  std::string path;  // decoded: an encoded spelling is no way around
  for (const std::string& segment : request.segments) path += '/' + segment;
  const auto& paths = limits_.long_paths;
  const bool is_long = std::find(paths.begin(), paths.end(), path) != paths.end();
  return is_long ? Lane::Long : Lane::Short;
}

void Reception::take_back_all() {
  std::vector<Connection*> answered;
  {
    const std::lock_guard lock(answered_mutex_);
    answered.swap(answered_);
  }
  for (Connection* const connection : answered) {
    if (std::exchange(connection->ready, false)) {
      dispatch(*connection);
      continue;
    }
    connection->request = HttpRequest();
    if (connection->broken) {
      reset(*connection);
      continue;
    }
    charge(*connection, connection->reader.buffered());
    connection->owed = undelivered(connection->fd) + connection->unsent.size();
    connection->deadline = Clock::now() + limits_.patience;
    write_more(*connection);
  }
}

void Reception::write_more(Connection& connection) {
  std::string& unsent = connection.unsent;
  if (!unsent.empty()) {
    const ssize_t count = send_now(connection.fd, unsent);
    if (count < 0) return reset(connection);
    unsent.erase(0, static_cast<size_t>(count));
  }
  if (!unsent.empty()) {
    connection.phase = Phase::Writing;
    return arm(connection, EPOLLOUT);
  }
  std::string().swap(unsent);
  if (!connection.keep) return part(connection);
  next_request(connection);
}

void Reception::next_request(Connection& connection) {
  connection.phase = Phase::Idle;
  connection.deadline = Clock::now() + limits_.idle_time;
  if (!still_reading(connection)) return;
  if (stopping_) return drop(connection);
  arm(connection, EPOLLIN);
}

void Reception::refuse(Connection& connection, const Refusal& refusal, bool with_body) {
  ++(refusal.status == 503 || refusal.status == 429 ? counts_.shed : counts_.refused);
  // Fits into any socket buffer that is empty, as it is here; what does not fit is lost.
  send_now(connection.fd, refusal_answer(refusal, with_body));
  part(connection);
}

void Reception::part(Connection& connection) {
  connection.phase = Phase::Parting;
  ++parting_;
  // Else a client that reads its 429 slowly would keep itself from coming back.
  if (std::exchange(connection.counted, false)) clients_.remove(connection.peer);
  connection.reader = RequestReader(limits_);
  charge(connection, 0);
  connection.deadline = Clock::now() + limits_.parting_time;
  shutdown(connection.fd, SHUT_WR);
  arm(connection, EPOLLIN);
}

void Reception::discard_input(Connection& connection) {
  std::array<char, 64 * 1024> bytes;  // NOLINT: filled by recv
  for (int i = 0; i < reads_per_event; ++i) {
    const ssize_t count = recv(connection.fd, bytes.data(), bytes.size(), 0);
    if (count > 0 || (count < 0 && errno == EINTR)) continue;
    if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    return drop(connection);
  }
  arm(connection, EPOLLIN);
}

/// Ends a connection whose answer will not be finished. The reset tells the client that the answer
/// is not whole, and frees what our kernel still holds of it, at once.
void Reception::reset(Connection& connection) {
  ++counts_.cut;
  const linger now{1, 0};
  setsockopt(connection.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
  drop(connection);
}

void Reception::drop(Connection& connection) {
  if (connection.phase == Phase::Parting) --parting_;
  if (connection.counted) clients_.remove(connection.peer);
  charge(connection, 0);
  connections_.erase(connection.id);
}

}  // namespace filon
