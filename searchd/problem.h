#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// The codes of contract §4, and generation_changed: what a script can act on.
enum class ProblemCode {
  UnknownParameter,
  UnknownValue,
  InvalidValue,
  MissingParameter,
  ConflictingParameters,
  RepeatedParameter,
  NotFound,
  Gone,
  GenerationChanged,
  MethodNotAllowed,
  TooLarge,
  UnsupportedMediaType,
  Overloaded,
  NotReady,
  Internal,
};

enum class Language { French, English };

/// Why a request has no answer. `reason` says what is expected, in both languages, where the code
/// and the value do not say it all.
struct Problem {
  ProblemCode code = ProblemCode::Internal;
  std::string param;
  std::string value;
  std::vector<std::string> allowed;
  std::string suggestion;
  std::string reason_fr, reason_en;
};

int http_status(ProblemCode code);
std::string_view to_string(ProblemCode code);
/// What happened and what to do, in one or two sentences.
std::string detail(const Problem& problem, Language language);
/// The RFC 9457 body.
std::string to_json(const Problem& problem, Language language);

template <class T>
using Answer = Result<T, Problem>;

inline Failure<Problem> refuse(Problem problem) { return {std::move(problem)}; }

}  // namespace filon
