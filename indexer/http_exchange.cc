#include "indexer/http_exchange.h"

#include <curl/curl.h>

#include <array>
#include <mutex>

namespace filon {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

void start_curl_once() {
  static std::once_flag started;
  std::call_once(started, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

class HeaderList {
 public:
  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() { curl_slist_free_all(list_); }
  void add(std::string_view name, const std::string& value) {
    if (!value.empty())
      list_ = curl_slist_append(list_, fmt::format("{}: {}", name, value).c_str());
  }
  curl_slist* get() const { return list_; }

 private:
  curl_slist* list_ = nullptr;
};

bool network_may_recover(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_PARTIAL_FILE:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_ABORTED_BY_CALLBACK:
      return true;
    default:
      return false;
  }
}

std::string header(CURL* handle, const char* name) {
  curl_header* found = nullptr;
  if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK) return {};
  return found->value;
}

template <class T>
T info(CURL* handle, CURLINFO which) {
  T value{};
  curl_easy_getinfo(handle, which, &value);
  return value;
}

// Plain http is for tests: it may lead on to http only when it began on this very machine.
bool may_redirect(const Url& first, const Url& target) {
  return target.is_https() || (!first.is_https() && first.is_loopback());
}

HttpTry refused(const Url& at, std::string problem) {
  HttpTry out;
  out.answer.url = at.text();
  out.problem = std::move(problem);
  return out;
}

}  // namespace

/// Tells a slow answer from a dead one. libcurl's own LOW_SPEED_TIME also counts the time until
/// the first byte, which for a list computed in one go may be long without anything being wrong.
/// Outside the unnamed namespace: HttpExchange::Transfer, whose name a header knows, has one.
class StallWatch {
 public:
  explicit StallWatch(const FetchLimits& limits) : limits_(limits) {}

  bool stalled(uint64_t received) {
    const steady_clock::time_point now = steady_clock::now();
    const bool begun = received > 0;
    if (begun != begun_) {
      begun_ = begun;
      restart(now, received);
    }
    const milliseconds elapsed = std::chrono::duration_cast<milliseconds>(now - window_start_);
    if (!begun) return elapsed > limits_.first_byte;
    if (elapsed < limits_.stall) return false;
    const auto enough = limits_.stall_rate * static_cast<uint64_t>(elapsed.count()) / 1000;
    if (received - window_bytes_ < enough) return true;
    restart(now, received);
    return false;
  }
  std::string sentence() const {
    using Seconds = std::chrono::duration<double>;
    if (!begun_) return fmt::format("no answer within {} s", Seconds(limits_.first_byte).count());
    return fmt::format("stalled: less than {} bytes a second for {} s", limits_.stall_rate,
                       Seconds(limits_.stall).count());
  }

 private:
  void restart(steady_clock::time_point now, uint64_t received) {
    window_start_ = now;
    window_bytes_ = received;
  }
  const FetchLimits& limits_;
  bool begun_ = false;
  steady_clock::time_point window_start_ = steady_clock::now();
  uint64_t window_bytes_ = 0;
};

struct HttpExchange::Handle {
  CURL* curl = curl_easy_init();
  ~Handle() { curl_easy_cleanup(curl); }
};

/// What libcurl's callbacks write to. They are called from C: no exception may leave them.
struct HttpExchange::Transfer {
  explicit Transfer(const FetchSettings& from) : settings(from), watch(from.limits) {}

  static size_t receive(const char* bytes, size_t, size_t size, void* self) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    transfer.too_large = transfer.body.size() + size > transfer.settings.limits.max_bytes;
    if (transfer.too_large) return 0;
    try {
      transfer.body.append(bytes, size);
    } catch (const std::exception&) {
      return 0;
    }
    return size;
  }
  static int progress(void* self, curl_off_t, curl_off_t received, curl_off_t,
                      curl_off_t) noexcept {
    auto& transfer = *static_cast<Transfer*>(self);
    const auto bytes = static_cast<uint64_t>(received);
    transfer.stalled = transfer.watch.stalled(bytes);
    try {
      if (transfer.settings.on_progress) transfer.settings.on_progress(bytes);
    } catch (const std::exception&) {
      return 1;
    }
    return transfer.stalled ? 1 : 0;
  }
  std::string problem(CURLcode code) const {
    if (too_large)
      return fmt::format("the answer is larger than {} bytes once decompressed: refused",
                         settings.limits.max_bytes);
    if (stalled) return watch.sentence();
    std::string text = words[0] ? words.data() : curl_easy_strerror(code);
    if (code == CURLE_PEER_FAILED_VERIFICATION)
      return text + ": behind a proxy that reads TLS, give its authority with --ca-file";
    if (code == CURLE_SSL_CACERT_BADFILE) return text + ": check --ca-file";
    return text;
  }

  const FetchSettings& settings;
  StallWatch watch;
  std::string body;
  std::array<char, CURL_ERROR_SIZE> words{};
  bool too_large = false;
  bool stalled = false;
};

HttpExchange::HttpExchange(FetchSettings settings) : settings_(std::move(settings)) {
  start_curl_once();
  handle_ = std::make_unique<Handle>();
}

HttpExchange::~HttpExchange() = default;

HttpTry HttpExchange::once(const FetchRequest& request) {
  const Result<Url> first = parse_url(request.url);
  if (!first) return HttpTry{{}, first.error().message, false, {}};
  Url url = *first;
  for (int redirects = 0;; ++redirects) {
    std::string redirect_to;
    HttpTry result = ask(request, url, may_carry_token(*first, url), redirect_to);
    if (redirect_to.empty()) return result;
    if (redirects == settings_.limits.max_redirects)
      return refused(url, fmt::format("more than {} redirects", redirects));
    const Result<Url> target = resolve_url(url, redirect_to);
    if (!target) return refused(url, "redirects to " + target.error().message);
    if (!may_redirect(*first, *target))
      return refused(
          url, fmt::format("redirects to {}, which is not https", printable_url(target->text())));
    url = *target;
  }
}

HttpTry HttpExchange::ask(const FetchRequest& request, const Url& url, bool with_token,
                          std::string& redirect_to) {
  CURL* const curl = handle_->curl;
  HttpTry out = refused(url, {});
  if (!curl) return refused(url, "libcurl could not be started");
  Transfer transfer(settings_);
  set_options(url, transfer);
  HeaderList headers;
  headers.add("Accept", request.accept);
  headers.add("If-None-Match", request.etag);
  headers.add("If-Modified-Since", request.last_modified);
  if (with_token && !request.token.empty()) headers.add("Authorization", "Bearer " + request.token);
  if (!request.body.empty()) {
    headers.add("Content-Type", request.body_type);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                     static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.data());
  }
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());

  const CURLcode code = curl_easy_perform(curl);
  if (code != CURLE_OK) {
    out.problem = transfer.problem(code);
    out.may_pass = network_may_recover(code);
  }
  out.answer.status = info<long>(curl, CURLINFO_RESPONSE_CODE);
  // A 304 that nobody asked for has no older answer to stand for.
  const bool conditional = !request.etag.empty() || !request.last_modified.empty();
  out.answer.not_modified = code == CURLE_OK && conditional && out.answer.status == 304;
  out.answer.content_type = header(curl, "Content-Type");
  out.answer.etag = header(curl, "ETag");
  out.answer.last_modified = header(curl, "Last-Modified");
  out.answer.body = std::move(transfer.body);
  if (const auto seconds = info<curl_off_t>(curl, CURLINFO_RETRY_AFTER); seconds > 0)
    out.retry_after = std::chrono::seconds(seconds);
  const char* const target = info<const char*>(curl, CURLINFO_REDIRECT_URL);
  if (code == CURLE_OK && target) redirect_to = target;
  return out;
}

void HttpExchange::set_options(const Url& url, Transfer& transfer) {
  CURL* const curl = handle_->curl;
  const FetchLimits& limits = settings_.limits;
  curl_easy_reset(curl);  // keeps the connections
  curl_easy_setopt(curl, CURLOPT_URL, url.text().c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, transfer.words.data());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, settings_.user_agent.c_str());
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "gzip, br, zstd");
  curl_easy_setopt(curl, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(limits.total.count()));
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &Transfer::receive);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &Transfer::progress);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  if (!settings_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings_.ca_file.c_str());
  // A proxy set for the outer world must not be asked for this machine; a flag is obeyed.
  if (!settings_.proxy.empty() || url.is_loopback())
    curl_easy_setopt(curl, CURLOPT_PROXY, settings_.proxy.c_str());
}

}  // namespace filon
