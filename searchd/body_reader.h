#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/json.h"
#include "searchd/http/http_request.h"
#include "searchd/problem.h"

namespace filon {

/// The JSON object a request carries. Refused: another Content-Type (415), what is no JSON (400,
/// with the line), anything but an object.
Answer<Json> read_json_body(const HttpRequest& request);

/// Reads typed values out of a JSON body, as ParameterReader does out of a query: the first thing
/// that is wrong becomes the problem, named by its place ("lots[2].sectors[0]"); reading goes on
/// with defaults, and the caller looks at problem() once, at the end.
class BodyReader {
 public:
  /// Refuses a member of the object that is not among `known`, and one that stands twice.
  void only(const Json& object, const std::string& place, std::initializer_list<const char*> known);
  bool object(const Json& json, const std::string& place);
  /// The items of a list of at least `least` and at most `most`; none when it is wrong.
  std::vector<Json> list(const Json& json, const std::string& place, size_t least, size_t most);
  /// The text of a member; "" where it is absent or null.
  std::string text(const Json& object, const std::string& place, const char* name,
                   size_t max_bytes);
  /// A string or a number, as it was written.
  std::string word(const Json& json, const std::string& place);
  int integer(const Json& json, const std::string& place, int least, int most);

  void missing(const std::string& place, std::string reason_fr, std::string reason_en);
  void report(Problem problem);
  std::optional<Problem>& problem() { return problem_; }

 private:
  void invalid(const Json& json, const std::string& place, std::string reason_fr,
               std::string reason_en);
  std::optional<Problem> problem_;
};

}  // namespace filon
