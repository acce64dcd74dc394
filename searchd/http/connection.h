#pragma once

#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>

#include "searchd/http/request_reader.h"

namespace filon {

using Clock = std::chrono::steady_clock;

enum class Phase {
  Idle,     ///< waits for the first byte of a request
  Reading,  ///< has some of a request
  Running,  ///< a worker has it: the event loop keeps its hands off
  Writing,  ///< sends the end of an answer
  /// Nothing more will be sent; waits for the client to close. Closing at once, with bytes of the
  /// client unread, makes the kernel send a reset that destroys the answer before it is read.
  Parting,
};

struct Connection {
  Connection(int socket, std::uint64_t number, std::string address, const GuardLimits& limits)
      : fd(socket), id(number), peer(std::move(address)), reader(limits) {}
  ~Connection() { close(fd); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int fd;
  std::uint64_t id;
  std::string peer;
  Phase phase = Phase::Idle;
  Clock::time_point since{};     ///< first byte of the request being read
  Clock::time_point deadline{};  ///< of the phase; none while Running
  RequestReader reader;
  HttpRequest request;    ///< the one that runs
  std::string unsent;     ///< end of its answer
  size_t owed = 0;        ///< bytes of answers not delivered yet, when last looked at
  bool keep = true;       ///< another request may follow
  bool ready = false;     ///< its request was taken up, but waits for a worker of the other lane
  bool broken = false;    ///< its answer could not be sent to the end
  bool counted = true;    ///< among its client's connections
  std::string forwarded;  ///< whom a trusted proxy asks for, counted until the answer is written
  size_t requests = 0;    ///< given to workers so far
  size_t charged = 0;     ///< its part of GuardLimits::buffered_bytes
};

}  // namespace filon
