#include "searchd/http/router.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include "searchd/http/request_target.h"

namespace filon {
namespace {

/// The body that a path is answered with, or its status.
std::string body_or_status(const Router& router, std::string_view method, std::string_view target) {
  HttpRequest request;
  request.method = method;
  EXPECT_TRUE(parse_target(target, request));
  httplib::Response response;
  router.answer(request, response);
  return response.status == -1 ? response.body : std::to_string(response.status);
}

Router::Handler says(std::string text) {
  return [text](const HttpRequest& request, httplib::Response& response) {
    const auto id = request.path_values.find("id");
    response.body = text + (id == request.path_values.end() ? "" : id->second);
  };
}

TEST(Router, PrefersALiteralPartWhateverTheOrder) {
  Router router;
  router.add("GET", "/", says("home"));
  router.add("GET", "/items/{id}", says("item "));
  router.add("GET", "/items/all", says("all"));
  router.add("GET", "/items/{id}/similar", says("like "));
  router.add("POST", "/items", says("made"));
  struct Case {
    std::string_view method, target, answer;
  };
  for (const Case& c :
       {Case{"GET", "/", "home"}, Case{"GET", "/items/all", "all"},
        Case{"GET", "/items/7", "item 7"}, Case{"HEAD", "/items/7?x=1", "item 7"},
        Case{"GET", "/items/a%2Fb", "item a/b"}, Case{"GET", "/items/7/similar", "like 7"},
        Case{"GET", "/items/", "404"}, Case{"GET", "//items/7", "404"},
        Case{"GET", "/items/7/", "404"}, Case{"GET", "/items", "405"},
        Case{"POST", "/items", "made"}, Case{"POST", "/items/7", "405"},
        Case{"OPTIONS", "/items/7", "204"}, Case{"GET", "/ITEMS/7", "404"}}) {
    SCOPED_TRACE(c.target);
    EXPECT_EQ(body_or_status(router, c.method, c.target), c.answer);
  }
}

TEST(Router, ProblemsSpeakTheClientsLanguage) {
  struct Case {
    std::string accept;
    bool english;
  };
  for (const Case& c : {Case{"", false}, Case{"en", true}, Case{"en-GB,en;q=0.9", true},
                        Case{"fr-FR,fr;q=0.9,en;q=0.8", false}, Case{"fr;q=0.2, en;q=0.7", true},
                        Case{"en;q=0", false}, Case{"de", false}}) {
    SCOPED_TRACE(c.accept);
    HttpRequest request;
    request.headers = {{"accept-language", c.accept}};
    EXPECT_EQ(prefers_english(request), c.english);
  }
}

TEST(Router, TheFinisherSeesEveryAnswer) {
  Router router;
  router.set_finisher([](const HttpRequest&, httplib::Response& response) {
    response.set_header("X-Content-Type-Options", "nosniff");
  });
  router.add("GET", "/", says("home"));
  for (const std::string_view target : {"/", "/nowhere"}) {
    HttpRequest request;
    request.method = "GET";
    ASSERT_TRUE(parse_target(target, request));
    httplib::Response response;
    router.answer(request, response);
    EXPECT_TRUE(response.has_header("X-Content-Type-Options"));
  }
}

}  // namespace
}  // namespace filon
