#include "tests/integration/guard_fixture.h"

#include <fmt/format.h>
#include <httplib.h>

#include "searchd/http/listener.h"

namespace filon {

using namespace std::chrono_literals;

void Gate::pass() {
  std::unique_lock lock(mutex_);
  ++arrived_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return open_; });
}

void Gate::open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

bool Gate::wait_for(size_t arrived) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, 5s, [&] { return arrived_ >= arrived; });
}

GuardLimits GuardTest::short_limits() {
  GuardLimits limits;
  limits.workers = 4;
  limits.queued_requests = 16;
  limits.connections_per_client = 1000;
  limits.request_time = 400ms;
  limits.idle_time = 2000ms;
  limits.parting_time = 300ms;
  limits.patience = 300ms;
  limits.least_rate = 256 * 1024;
  limits.larger_bodies = {{"/api/v1/plans", 5 * 1024 * 1024}};
  return limits;
}

void GuardTest::start(GuardLimits limits) {
  add_routes();
  const auto listener = open_listener("127.0.0.1", 0);
  ASSERT_TRUE(listener);
  port_ = *port_of(*listener);
  server_ = std::make_unique<GuardServer>(
      std::move(limits), [this](HttpRequest& request, httplib::Response& response) {
        ++handled_;
        router_.answer(request, response);
      });
  thread_ = std::thread([this, fd = *listener] { ASSERT_TRUE(server_->serve(fd)); });
}

void GuardTest::stop() {
  server_->stop();
  if (thread_.joinable()) thread_.join();
}

void GuardTest::TearDown() {
  gate_.open();
  if (server_) stop();
}

void GuardTest::add_routes() {
  router_.add("GET", "/echo", [](const HttpRequest& request, httplib::Response& response) {
    std::string text = "peer=" + request.peer + "\n";
    for (const auto& [name, value] : request.params) text += name + "=" + value + "\n";
    for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
    response.set_content(text, "text/plain");
  });
  const auto length = [](const HttpRequest& request, httplib::Response& response) {
    response.set_content(std::to_string(request.body.size()), "text/plain");
  };
  router_.add("POST", "/length", length);
  router_.add("POST", "/api/v1/plans", length);
  router_.add("GET", "/items/{id}", [](const HttpRequest& request, httplib::Response& response) {
    response.set_content("item " + request.path_values.at("id"), "text/plain");
  });
  router_.add("GET", "/header", [](const HttpRequest& request, httplib::Response& response) {
    const auto value = request.params.find("value");
    response.set_header("X-Value", value == request.params.end() ? "" : value->second);
    response.set_content("ok", "text/plain");
  });
  router_.add("GET", "/wait", [this](const HttpRequest&, httplib::Response& response) {
    gate_.pass();
    response.set_content("waited", "text/plain");
  });
  router_.add("GET", "/unchanged", [](const HttpRequest&, httplib::Response& response) {
    response.status = 304;
    response.set_header("ETag", "\"a\"");
  });
  router_.add("GET", "/throw",
              [](const HttpRequest&, httplib::Response&) { throw std::runtime_error("secret"); });
  add_large_routes();
}

void GuardTest::add_large_routes() {
  router_.add("GET", "/big", [](const HttpRequest&, httplib::Response& response) {
    response.set_content(std::string(3'000'000, 'x'), "text/csv");
  });
  router_.add("GET", "/stream", [this](const HttpRequest& request, httplib::Response& response) {
    const size_t rows = std::stoul(request.params.find("rows")->second);
    const bool gated = request.params.contains("gated");
    response.set_chunked_content_provider(
        "text/csv", [this, gated, rows, row = size_t{0}](size_t, httplib::DataSink& sink) mutable {
          if (gated && row == rows / 2) gate_.pass();
          const std::string text = fmt::format("row {:>8};{}\n", row, std::string(90, 'y'));
          if (!sink.write(text.data(), text.size())) return false;
          if (++row == rows) sink.done();
          return true;
        });
  });
}

RawAnswer GuardTest::ask(std::string_view request, bool has_body) {
  RawClient client(port_);
  client.send(request);
  return client.read(has_body).value_or(RawAnswer{});
}

void GuardTest::expect_alive() {
  RawClient client(port_);
  client.send(get("/echo"));
  const auto answer = client.read(true, 1s);
  ASSERT_TRUE(answer) << "a normal client was not answered within a second";
  EXPECT_EQ(answer->status, 200);
}

}  // namespace filon
