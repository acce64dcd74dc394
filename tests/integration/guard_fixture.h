#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "searchd/http/guard_server.h"
#include "searchd/http/router.h"
#include "tests/integration/raw_client.h"

namespace filon {

/// A door that handlers wait behind until the test opens it.
class Gate {
 public:
  void pass();
  void open();
  /// Whether so many have come to the door within five seconds.
  bool wait_for(size_t arrived);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t arrived_ = 0;
  bool open_ = false;
};

/// A real server on a free port of loopback, with deadlines of tenths of seconds, and routes that
/// show what reached the handler.
class GuardTest : public testing::Test {
 protected:
  static GuardLimits short_limits();

  void start(GuardLimits limits = short_limits());
  void stop();
  void TearDown() override;

  /// One request on a connection of its own; status 0 when there was no answer.
  RawAnswer ask(std::string_view request, bool has_body = true);
  /// A normal client is answered within a second.
  void expect_alive();

  int port_ = 0;
  Gate gate_;
  std::atomic<int> handled_{0};
  std::unique_ptr<GuardServer> server_;

 private:
  void add_routes();
  void add_large_routes();

  Router router_;
  std::thread thread_;
};

}  // namespace filon
