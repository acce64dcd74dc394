#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "annuaire/result.h"
#include "searchd/http/client_counts.h"
#include "searchd/http/connection.h"
#include "searchd/http/guard_limits.h"
#include "searchd/http/worker_queue.h"

namespace filon {

/// How many times the guard had to act, since the start, and how many requests wait now.
struct GuardCounts {
  std::atomic<std::uint64_t> connections{0};  ///< accepted
  std::atomic<std::uint64_t> requests{0};     ///< given to a worker
  std::atomic<std::uint64_t> refused{0};      ///< malformed, too big or too slow: 4xx, 501, 505
  std::atomic<std::uint64_t> shed{0};         ///< 503 or 429 for want of room
  std::atomic<std::uint64_t> cut{0};          ///< reader too slow, or gone before the end
  std::atomic<std::uint64_t> waiting{0};      ///< requests that no worker has taken up yet
};

/// The event loop: one thread that accepts, reads requests, keeps every deadline, and gives whole
/// requests to the workers. So a client that drips, or idles, costs a descriptor and no thread;
/// in httplib each connection holds a thread for its whole life.
class Reception {
 public:
  /// Answers connection.request on its socket, from a worker; leaves what could not be sent at once
  /// in unsent, and says in keep whether another request may follow.
  using Answer = std::function<void(Connection&)>;

  Reception(const GuardLimits& limits, Answer answer);
  ~Reception();
  Reception(const Reception&) = delete;
  Reception& operator=(const Reception&) = delete;

  /// Until stop(): then lets running answers finish. Takes the listener over. Once only.
  Status run(int listener);

  /// From any thread, or a signal handler: it sets a flag and writes to a descriptor.
  void stop();

  const GuardCounts& counts() const { return counts_; }

 private:
  void accept_all();
  void admit(int fd, std::string peer);
  bool make_room();
  void on_event(std::uint64_t id);
  void read_more(Connection& connection);
  bool still_reading(Connection& connection);
  bool wait_for_rest(Connection& connection);
  void take_up(Connection& connection, HttpRequest request);
  void count_forwarded(Connection& connection);
  void forget_forwarded(Connection& connection);
  void dispatch(Connection& connection);
  void work(Connection& connection);
  bool stays(Connection& connection);
  Lane lane_of(const HttpRequest& request) const;
  void take_back_all();
  void write_more(Connection& connection);
  void next_request(Connection& connection);
  void refuse(Connection& connection, const Refusal& refusal, bool with_body = true);
  void part(Connection& connection);
  void reset(Connection& connection);
  void discard_input(Connection& connection);
  void drop(Connection& connection);
  void wake();
  void on_wake();
  void check_deadlines();
  void on_deadline(Connection& connection);
  bool takes_its_answer(Connection& connection);
  void begin_stop();
  void cut_running();
  void watch_listener(bool on);

  void arm(Connection& connection, std::uint32_t events);
  void charge(Connection& connection, size_t bytes);

  const GuardLimits& limits_;
  const Answer answer_;
  GuardCounts counts_;
  ClientCounts clients_;  ///< connections by their peer; the event loop's alone
  std::mutex forwarded_mutex_;
  ClientCounts forwarded_;  ///< requests under way of clients behind trusted proxies
  int epoll_ = -1;
  int wake_ = -1;  ///< eventfd: an answer is done, or stop() was called
  int listener_ = -1;
  bool listener_paused_ = false;
  std::atomic<bool> stop_asked_{false};
  bool stopping_ = false;
  Clock::time_point stop_deadline_ = Clock::time_point::max();
  std::uint64_t next_id_ = 2;
  std::unordered_map<std::uint64_t, std::unique_ptr<Connection>> connections_;
  size_t parting_ = 0;
  std::atomic<size_t> staying_{0};  ///< workers that wait a moment for their client's next request
  size_t charged_ = 0;
  std::mutex answered_mutex_;
  std::vector<Connection*> answered_;
  WorkerQueue workers_;  ///< last: its threads use everything above
};

}  // namespace filon
