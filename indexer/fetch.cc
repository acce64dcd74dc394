#include "indexer/fetch.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <thread>

#include "indexer/http_exchange.h"
#include "indexer/url.h"

namespace filon {
namespace {

using std::chrono::milliseconds;

bool succeeded(const HttpTry& last) {
  return last.problem.empty() &&
         (last.answer.not_modified || (last.answer.status >= 200 && last.answer.status < 300));
}

bool may_pass(const HttpTry& last) {
  if (!last.problem.empty()) return last.may_pass;
  switch (last.answer.status) {
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return true;
    default:
      return false;
  }
}

// A header's value from a setting or an old answer: a line break in it would add a header.
bool fits_in_header(std::string_view value) {
  return std::all_of(value.begin(), value.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 127; });
}

std::string token_name(const FetchRequest& request) {
  return request.token_setting.empty() ? "the token of this source" : request.token_setting;
}

Status usable(const FetchRequest& request) {
  const Result<Url> url = parse_url(request.url);
  if (!url) return fail(url.error());
  const bool bad_token = request.token.find(' ') != std::string::npos;
  if (bad_token || !fits_in_header(request.token))
    return fail(ErrorCode::Usage, "{} holds a space or a line break: it is not a token",
                token_name(request));
  if (!fits_in_header(request.etag + request.last_modified + request.accept))
    return fail(ErrorCode::Invalid, "{}: a request header would hold a line break",
                printable_url(request.url));
  if (!request.token.empty() && !may_carry_token(*url, *url))
    return fail(ErrorCode::Usage, "{}: the token would travel in clear: use https",
                printable_url(request.url));
  return done();
}

std::string advice(long status, const FetchRequest& request) {
  if (status == 401 || status == 403)
    return (request.token.empty() ? "a token is needed: set " : "the token was refused: set ") +
           token_name(request);
  if (status == 404 || status == 410) return "nothing is there: check the address of the source";
  if (status == 429) return "the server asks for fewer requests: try again later";
  if (status >= 500 || status == 408) return "the server is down or overloaded: try again later";
  return "this is not an answer to a harvest: check the address of the source";
}

std::string sentence(const HttpTry& last, const FetchRequest& request) {
  const std::string url = printable_url(last.answer.url.empty() ? request.url : last.answer.url);
  const std::string tries =
      last.answer.tries > 1 ? fmt::format(" ({} tries)", last.answer.tries) : "";
  if (!last.problem.empty()) return fmt::format("{}: {}{}", url, last.problem, tries);
  return fmt::format("{}: status {}{}: {}", url, last.answer.status, tries,
                     advice(last.answer.status, request));
}

/// Same length, so that sizes and offsets in a stored answer stay what came.
void hide(std::string& text, std::string_view token) {
  // Shorter ones are no real tokens, and would blot out ordinary text.
  if (token.size() < 8) return;
  for (size_t at = text.find(token); at != std::string::npos; at = text.find(token, at))
    text.replace(at, token.size(), token.size(), '*');
}

void hide_everywhere(FetchAnswer& answer, std::string_view token) {
  for (std::string* text :
       {&answer.url, &answer.body, &answer.content_type, &answer.etag, &answer.last_modified})
    hide(*text, token);
}

}  // namespace

std::string user_agent(std::string_view version, std::string_view project_url) {
  if (project_url.empty()) return fmt::format("Filon/{}", version);
  return fmt::format("Filon/{} (+{})", version, project_url);
}

FetchClock real_clock() {
  return {[] { return std::chrono::steady_clock::now(); },
          [](milliseconds pause) { std::this_thread::sleep_for(pause); },
          [source = std::mt19937(std::random_device{}())]() mutable {
            return std::uniform_real_distribution<double>(0, 1)(source);
          }};
}

Fetcher::Fetcher(FetchSettings settings) : settings_(std::move(settings)) {
  transport_ = [exchange = std::make_shared<HttpExchange>(settings_)](const FetchRequest& request) {
    return exchange->once(request);
  };
}

Fetcher::Fetcher(FetchSettings settings, HttpTransport transport)
    : settings_(std::move(settings)), transport_(std::move(transport)) {}

Result<FetchAnswer> Fetcher::fetch(const FetchRequest& request) {
  if (const Status status = usable(request); !status) return fail(status.error());
  HttpTry last = try_until_settled(request);
  if (!succeeded(last)) {
    std::string message = sentence(last, request);
    hide(message, request.token);
    return fail(ErrorCode::Fetch, "{}", message);
  }
  last.answer.url = printable_url(last.answer.url);
  hide_everywhere(last.answer, request.token);
  return std::move(last.answer);
}

HttpTry Fetcher::try_until_settled(const FetchRequest& request) {
  const int tries = std::max(1, request.tries > 0 ? request.tries : settings_.limits.tries);
  for (int n = 1;; ++n) {
    keep_polite_distance();
    HttpTry last = transport_(request);
    last_end_ = settings_.clock.now();
    last.answer.tries = n;
    if (succeeded(last) || !may_pass(last) || n >= tries) return last;
    settings_.clock.wait(pause_after(n, last));
  }
}

void Fetcher::keep_polite_distance() {
  if (!last_end_) return;
  const auto since = std::chrono::ceil<milliseconds>(settings_.clock.now() - *last_end_);
  if (since < settings_.limits.between_requests)
    settings_.clock.wait(settings_.limits.between_requests - since);
}

milliseconds Fetcher::pause_after(int tries, const HttpTry& last) const {
  const FetchLimits& limits = settings_.limits;
  const milliseconds doubled = limits.first_pause * (1LL << std::min(tries - 1, 20));
  const milliseconds ceiling = std::min(doubled, limits.longest_pause);
  // Half of it at random: harvesters that failed together must not come back together.
  const milliseconds own(
      std::llround(static_cast<double>(ceiling.count()) * (0.5 + 0.5 * settings_.clock.random())));
  if (!last.retry_after) return own;
  return std::max(own, std::min(*last.retry_after, limits.longest_retry_after));
}

Result<FetchAnswer> fetch(const FetchRequest& request) { return Fetcher({}).fetch(request); }

}  // namespace filon
