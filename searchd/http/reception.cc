#include "searchd/http/reception.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "searchd/http/guard_stream.h"

namespace filon {
namespace {

using std::chrono::milliseconds;

constexpr std::uint64_t listener_id = 0;
constexpr std::uint64_t wake_id = 1;
// Deadlines are looked at this often: one pass over two thousand connections takes microseconds,
// and only runs while there are any.
constexpr milliseconds tick{50};

}  // namespace

Reception::Reception(const GuardLimits& limits, Answer answer)
    : limits_(limits),
      answer_(std::move(answer)),
      clients_(limits.connections_per_client, limits.trusted_proxies),
      forwarded_(limits.connections_per_client, limits.trusted_proxies),
      epoll_(epoll_create1(EPOLL_CLOEXEC)),
      wake_(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)),
      workers_(limits.workers, limits.queued_requests) {}

Reception::~Reception() {
  workers_.stop();
  connections_.clear();
  for (const int fd : {listener_, wake_, epoll_})
    if (fd >= 0) close(fd);
}

Status Reception::run(int listener) {
  listener_ = listener;
  epoll_event wake{EPOLLIN, {.u64 = wake_id}};
  epoll_event accept{EPOLLIN, {.u64 = listener_id}};
  // A listener that blocks would stop the loop when a client goes between epoll and accept.
  if (fcntl(listener_, F_SETFL, fcntl(listener_, F_GETFL) | O_NONBLOCK) != 0 ||
      epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &wake) != 0 ||
      epoll_ctl(epoll_, EPOLL_CTL_ADD, listener_, &accept) != 0)
    return fail(ErrorCode::Internal, "listen: epoll: {}", std::strerror(errno));
  std::array<epoll_event, 64> events{};
  Clock::time_point next_check = Clock::now();
  while (!stopping_ || !connections_.empty()) {
    const bool idle = connections_.empty() && !listener_paused_;
    const int count = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()),
                                 idle ? -1 : static_cast<int>(tick.count()));
    for (int i = 0; i < count; ++i) on_event(events[static_cast<size_t>(i)].data.u64);
    if (Clock::now() < next_check) continue;
    check_deadlines();
    next_check = Clock::now() + tick;
  }
  workers_.stop();
  return done();
}

void Reception::stop() {
  stop_asked_ = true;
  wake();
}

void Reception::wake() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = write(wake_, &one, sizeof one);
}

// Events carry a number, not a pointer: an earlier event of the same batch may have ended the
// connection.
void Reception::on_event(std::uint64_t id) {
  if (id == listener_id) return accept_all();
  if (id == wake_id) return on_wake();
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  Connection& connection = *found->second;
  switch (connection.phase) {
    case Phase::Idle:
    case Phase::Reading:
      return read_more(connection);
    case Phase::Writing:
      return write_more(connection);
    case Phase::Parting:
      return discard_input(connection);
    case Phase::Running:
      return;
  }
}

void Reception::on_wake() {
  std::uint64_t count = 0;
  [[maybe_unused]] const auto read_bytes = read(wake_, &count, sizeof count);
  take_back_all();
  if (stop_asked_ && !stopping_) begin_stop();
}

void Reception::watch_listener(bool on) {
  if (listener_ < 0) return;
  epoll_event event{on ? static_cast<std::uint32_t>(EPOLLIN) : 0U, {.u64 = listener_id}};
  epoll_ctl(epoll_, EPOLL_CTL_MOD, listener_, &event);
  listener_paused_ = !on;
}

void Reception::accept_all() {
  while (listener_ >= 0) {
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    const int fd =
        accept4(listener_, reinterpret_cast<sockaddr*>(&peer), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
      admit(fd, address_of(peer));
    } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
      // Left alone, the loop would spin on a connection it cannot take.
      if (!make_room()) return watch_listener(false);
    } else if (errno != EINTR && errno != ECONNABORTED) {
      return;  // EAGAIN, or an error of the client's network: the next one may do
    }
  }
}

void Reception::admit(int fd, std::string peer) {
  const bool room = connections_.size() - parting_ < limits_.connections || make_room();
  const std::uint64_t id = next_id_++;
  auto owned = std::make_unique<Connection>(fd, id, std::move(peer), limits_);
  if (!room && parting_ >= limits_.connections) {
    ++counts_.shed;
    return;  // too many to even tell them
  }
  Connection& connection = *owned;
  connections_.emplace(id, std::move(owned));
  ++counts_.connections;
  const int on = 1;
  // Nagle and delayed ACK together cost 44 ms an answer.
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  epoll_event event{EPOLLONESHOT, {.u64 = id}};
  epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
  connection.counted = room && clients_.add(connection.peer);
  if (!room) return refuse(connection, {503, "overloaded", "Trop de connexions : réessayez."});
  if (!connection.counted)
    return refuse(connection, {429, "overloaded", "Trop de connexions depuis votre adresse."});
  connection.deadline = Clock::now() + limits_.idle_time;
  read_more(connection);
}

/// Ends the connection that has idled longest, if any does: a new client is worth more.
bool Reception::make_room() {
  Connection* oldest = nullptr;
  for (const auto& [id, connection] : connections_)
    if (connection->phase == Phase::Idle &&
        (oldest == nullptr || connection->deadline < oldest->deadline))
      oldest = connection.get();
  if (oldest == nullptr) return false;
  drop(*oldest);
  return true;
}

void Reception::arm(Connection& connection, std::uint32_t events) {
  epoll_event event{events | EPOLLONESHOT, {.u64 = connection.id}};
  epoll_ctl(epoll_, EPOLL_CTL_MOD, connection.fd, &event);
}

void Reception::charge(Connection& connection, size_t bytes) {
  charged_ = charged_ - connection.charged + bytes;
  connection.charged = bytes;
}

void Reception::begin_stop() {
  stopping_ = true;
  stop_deadline_ = Clock::now() + limits_.stop_time;
  close(listener_);
  listener_ = -1;
  std::vector<std::uint64_t> ids;
  for (const auto& [id, connection] : connections_) ids.push_back(id);
  for (const std::uint64_t id : ids) {
    Connection& connection = *connections_.at(id);
    const auto waits = [&] {
      return connection.phase == Phase::Idle || connection.phase == Phase::Reading;
    };
    // A request that is already here still gets its answer.
    if (waits()) read_more(connection);
    if (connections_.contains(id) && waits()) drop(connection);
  }
}

void Reception::cut_running() {
  stop_deadline_ = Clock::time_point::max();
  // The worker that writes to it then fails and comes back.
  for (const auto& [id, connection] : connections_) shutdown(connection->fd, SHUT_RDWR);
}

void Reception::check_deadlines() {
  const Clock::time_point now = Clock::now();
  std::vector<std::uint64_t> due;
  for (const auto& [id, connection] : connections_)
    if (connection->phase != Phase::Running && connection->deadline <= now) due.push_back(id);
  for (const std::uint64_t id : due) on_deadline(*connections_.at(id));
  if (now >= stop_deadline_) cut_running();
  if (listener_paused_) watch_listener(true);
}

void Reception::on_deadline(Connection& connection) {
  if (connection.phase == Phase::Reading)
    return refuse(connection, {408, "timeout", "La requête n’est pas arrivée à temps."});
  if (undelivered(connection.fd) + connection.unsent.size() == 0) return drop(connection);
  if (!takes_its_answer(connection)) return reset(connection);
  connection.deadline = Clock::now() + limits_.patience;
}

/// Whether the client took what least_rate asks for since its bytes were last counted. The end of a
/// large answer may be megabytes in our kernel's buffer, on their way to a slow but honest reader.
bool Reception::takes_its_answer(Connection& connection) {
  const size_t owed = undelivered(connection.fd) + connection.unsent.size();
  const size_t taken = connection.owed - std::min(connection.owed, owed);
  connection.owed = owed;
  return taken >= limits_.least_rate * static_cast<size_t>(limits_.patience.count()) / 1000;
}

}  // namespace filon
