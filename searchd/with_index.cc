#include "searchd/with_index.h"

#include "searchd/http/problem_answer.h"
#include "searchd/parameter_reader.h"

namespace filon {

Router::Handler with_index(const Service& service, std::vector<std::string> parameters,
                           IndexHandler handler) {
  return [&service, parameters = std::move(parameters), handler = std::move(handler)](
             const HttpRequest& request, httplib::Response& response) {
    auto snapshot = service.index.snapshot();
    if (!snapshot->ready) return write_problem(request, response, {.code = ProblemCode::NotReady});
    ParameterReader reader(request.params, Strictness::Strict);
    reader.only(parameters);
    if (reader.problem()) return write_problem(request, response, *reader.problem());
    handler(request, response, std::move(snapshot));
  };
}

}  // namespace filon
