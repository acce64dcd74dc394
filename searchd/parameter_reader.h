#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search_request.h"

namespace filon {

/// Reads typed values out of Parameters. The first thing that is wrong becomes the problem, and
/// reading goes on with defaults; the caller looks at problem() once, at the end. A lenient reader
/// passes over what it cannot use, and tells it; its only problem is text that is no UTF-8.
class ParameterReader {
 public:
  ParameterReader(const Parameters& parameters, Strictness strictness)
      : parameters_(parameters), strictness_(strictness) {}

  /// Refuses any parameter that is not among `known`.
  void only(const std::vector<std::string>& known);
  /// The one value of a parameter; none when absent. Twice is a problem.
  std::optional<std::string> text(std::string_view name);
  /// The same, refused when it is longer.
  std::optional<std::string> bounded_text(std::string_view name, size_t max_bytes);
  /// `seed`: 1 to 64 of [A-Za-z0-9_-]; "" when absent.
  std::string seed();
  /// All the values of a parameter, each checked by `known`, sorted, once each.
  std::vector<std::string> values(std::string_view name,
                                  const std::function<bool(const std::string&)>& known,
                                  const std::function<std::vector<std::string>()>& candidates);
  bool flag(std::string_view name, bool otherwise);
  int integer(std::string_view name, int least, int most, int otherwise);
  /// One of a few words; its index.
  size_t choice(std::string_view name, const std::vector<std::string>& allowed, size_t otherwise);

  void report(Problem problem);
  bool lenient() const { return strictness_ == Strictness::Lenient; }
  std::optional<Problem>& problem() { return problem_; }
  std::vector<Problem>& passed_over() { return passed_over_; }

 private:
  const Parameters& parameters_;
  Strictness strictness_;
  std::optional<Problem> problem_;
  std::vector<Problem> passed_over_;
};

}  // namespace filon
