#pragma once

#include <memory>
#include <string>

#include "indexer/fetch.h"
#include "indexer/url.h"

namespace filon {

/// One try of one request over libcurl, redirects included. Redirects are followed here and not by
/// libcurl, which knows neither that Le Marché's two hosts are one site, nor that nothing else is.
class HttpExchange {
 public:
  explicit HttpExchange(FetchSettings settings);
  ~HttpExchange();

  HttpTry once(const FetchRequest& request);

 private:
  struct Handle;
  struct Transfer;

  HttpTry ask(const FetchRequest& request, const Url& url, bool with_token,
              std::string& redirect_to);
  void set_options(const Url& url, Transfer& transfer);

  FetchSettings settings_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace filon
