#include "searchd/http/guard_server.h"

#include <httplib.h>

#include <array>
#include <ctime>

#include "searchd/http/guard_stream.h"
#include "searchd/http/gzip.h"
#include "searchd/http/problem_answer.h"
#include "searchd/http/reception.h"

namespace filon {
namespace {

// Below it, setting up zlib costs more than the bytes it spares.

void add_vary(httplib::Response& response) {
  const std::string vary = response.get_header_value("Vary");
  if (vary.find("Accept-Encoding") != std::string::npos) return;
  response.headers.erase("Vary");
  response.set_header("Vary", vary.empty() ? "Accept-Encoding" : vary + ", Accept-Encoding");
}

// Behind a proxy the connection goes on: it may be lent to someone else next.
void answer_crowded(httplib::Response& response) {
  response.status = 429;
  response.set_header("Retry-After", "1");
  response.set_header("Cache-Control", "no-store");
  response.set_content(
      refusal_body({429, "overloaded", "Trop de requêtes en cours depuis votre adresse."}),
      "application/problem+json");
}

std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  // The C locale is the program's: day and month names are English.
  const size_t size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

}  // namespace

/// httplib is inherited for process_request, which is protected; it never sees a socket of ours,
/// and its listen() and stop() stay out of reach.
class GuardServer::Engine : private httplib::Server {
 public:
  Engine(GuardLimits limits, GuardServer::Handler handler, Observer observer)
      : limits_(std::move(limits)),
        handler_(std::move(handler)),
        observer_(std::move(observer)),
        reception_(limits_, [this](Connection& connection) { answer(connection); }) {
    // httplib gives up streamed answers as soon as this says that the server is closed.
    svr_sock_ = 0;
    keep_alive_timeout_sec_ = std::chrono::ceil<std::chrono::seconds>(limits_.idle_time).count();
    keep_alive_max_count_ = limits_.requests_per_connection;
    // Before it, httplib has done nothing yet; after it, it writes. What lies between (mounted
    // files, bodies, std::regex routes, which recurse on long paths) is never reached.
    set_pre_routing_handler([this](const httplib::Request&, httplib::Response& response) {
      run_handler(response);
      return HandlerResponse::Handled;
    });
  }

  Reception& reception() { return reception_; }

 private:
  /// The exchange that this thread is at: process_request hands nothing of ours through.
  struct Current {
    HttpRequest* request = nullptr;
    int status = 0;
  };
  static thread_local Current current_;

  void answer(Connection& connection);
  void run_handler(httplib::Response& response);
  static void finish(const HttpRequest& request, httplib::Response& response);

  const GuardLimits limits_;
  const GuardServer::Handler handler_;
  const Observer observer_;
  std::atomic<size_t> waiting_{0};
  Reception reception_;  // last: its workers use the rest
};

thread_local GuardServer::Engine::Current GuardServer::Engine::current_;

void GuardServer::Engine::answer(Connection& connection) {
  const auto start = Clock::now();
  HttpRequest& request = connection.request;
  current_ = {&request, 0};
  GuardStream stream(connection.fd, limits_, waiting_);
  bool closed = false;
  const bool written =
      process_request(stream, request.close_after, closed, [&request](httplib::Request& http) {
        http.method = request.method;
        http.target = request.target;
        http.headers.clear();  // no Accept-Encoding: see gzip.h
      });
  connection.unsent = stream.finish();
  connection.broken = !written || stream.cut();
  connection.keep = !request.close_after;
  if (observer_)
    observer_(
        {request, current_.status, stream.written(), connection.broken, Clock::now() - start});
}

void GuardServer::Engine::run_handler(httplib::Response& response) {
  HttpRequest& request = *current_.request;
  try {
    request.crowded ? answer_crowded(response) : handler_(request, response);
  } catch (...) {  // also what is no std::exception; the text of one may tell too much
    response = httplib::Response();
    response.version = "HTTP/1.1";
    write_problem(request, response, {.code = ProblemCode::Internal});
  }
  finish(request, response);
  current_.status = response.status;
}

void GuardServer::Engine::finish(const HttpRequest& request, httplib::Response& response) {
  if (response.status == -1) response.status = 200;
  response.set_header("Date", http_date());
  response.set_header("Accept-Ranges", "none");  // httplib would promise them to HEAD
  // A stream of announced length keeps it: files that are packed already, as XLSX is.
  const bool streamed = response.content_provider_ && response.content_length_ == 0;
  if (response.status == 304 || is_compressible(response.get_header_value("Content-Type"))) {
    add_vary(response);
    if (request.accepts_gzip && !response.has_header("Content-Encoding") &&
        (streamed || response.body.size() >= least_worth_gzip))
      compress(response);
  }
  // Chunks are HTTP/1.1; before it, the end of the connection is the end of the answer.
  if (request.http_1_0) response.is_chunked_content_provider_ = false;
}

GuardServer::GuardServer(GuardLimits limits, Handler handler, Observer observer)
    : engine_(
          std::make_unique<Engine>(std::move(limits), std::move(handler), std::move(observer))) {}

GuardServer::~GuardServer() = default;

Status GuardServer::serve(int listener) { return engine_->reception().run(listener); }

void GuardServer::stop() { engine_->reception().stop(); }

const GuardCounts& GuardServer::counts() const { return engine_->reception().counts(); }

}  // namespace filon
