#include "searchd/sent_answers.h"

#include <gtest/gtest.h>
#include <httplib.h>

namespace filon {
namespace {

const HttpRequest plain_client;
const HttpRequest gzip_client = [] {
  HttpRequest request;
  request.accepts_gzip = true;
  return request;
}();

std::optional<std::string> sent_again(SentAnswers& sent, const std::string& question,
                                      const HttpRequest& client = plain_client) {
  httplib::Response response;
  if (!sent.send(question, client, response)) return std::nullopt;
  EXPECT_EQ(response.has_header("Content-Encoding"), response.body.starts_with("\x1f\x8b"));
  return response.body;
}

TEST(SentAnswers, AreSentAgainToTheSameQuestionAndPacking) {
  SentAnswers sent;
  httplib::Response plain, packed;
  const std::string json(2'000, '1');
  sent.send_and_keep("q=a", plain_client, plain, json);
  EXPECT_EQ(sent_again(sent, "q=a"), json);
  EXPECT_EQ(sent_again(sent, "q=b"), std::nullopt);
  EXPECT_EQ(sent_again(sent, "q=a", gzip_client), std::nullopt) << "it was sent plain alone";
  sent.send_and_keep("q=a", gzip_client, packed, json);
  EXPECT_EQ(sent_again(sent, "q=a", gzip_client), packed.body);
  EXPECT_LT(packed.body.size(), 100u);
}

TEST(SentAnswers, AreNotPackedWhereThatGainsNothing) {
  SentAnswers sent;
  httplib::Response response;
  sent.send_and_keep("q=a", gzip_client, response, "{\"total\":0}");
  EXPECT_FALSE(response.has_header("Content-Encoding"));
  EXPECT_EQ(sent_again(sent, "q=a", gzip_client), "{\"total\":0}");
}

TEST(SentAnswers, AreNotKeptWithoutRoom) {
  SentAnswers none(0);
  httplib::Response response;
  none.send_and_keep("q=a", plain_client, response, "{}");
  EXPECT_EQ(response.body, "{}");
  EXPECT_EQ(sent_again(none, "q=a"), std::nullopt);
}

TEST(SentAnswers, MakeRoomForWhatIsAskedLater) {
  SentAnswers sent(30'000);
  httplib::Response response;
  for (const char* question : {"first", "second", "third"})
    sent.send_and_keep(question, plain_client, response, std::string(12'000, 'x'));
  EXPECT_EQ(sent_again(sent, "first"), std::nullopt);
  EXPECT_NE(sent_again(sent, "third"), std::nullopt);
}

}  // namespace
}  // namespace filon
