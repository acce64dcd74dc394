#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <variant>

namespace filon {

/// Why something could not be done. The code decides the program's exit code or HTTP status;
/// the message says what was wrong, where, and what to change.
enum class ErrorCode {
  Usage,     ///< wrong flag, setting or parameter
  Invalid,   ///< a value or a file that is not what it should be
  NotFound,  ///< nothing by that name
  Fetch,     ///< a source could not be fetched or read
  Refused,   ///< a guard said no
  Locked,    ///< another run holds the store
  Disk,      ///< the disk refused a write
  Damaged,   ///< a file does not hold what its manifest says
  Internal,  ///< a fault of ours
};

struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;
};

/// Carries an error into any Result<T, E>; made by fail().
template <class E>
struct Failure {
  E error;
};

template <class... Args>
Failure<Error> fail(ErrorCode code, fmt::format_string<Args...> text, Args&&... args) {
  return {Error{code, fmt::format(text, std::forward<Args>(args)...)}};
}

inline Failure<Error> fail(Error error) { return {std::move(error)}; }

/// A value, or the reason why there is none. (g++ 12 and clang 14 have no std::expected.)
template <class T, class E = Error>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT
  Result(Failure<E> failure)
      : state_(std::in_place_index<1>, std::move(failure.error)) {}  // NOLINT

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return std::get<0>(state_); }
  const T& operator*() const& { return std::get<0>(state_); }
  T&& operator*() && { return std::get<0>(std::move(state_)); }
  T* operator->() { return &std::get<0>(state_); }
  const T* operator->() const { return &std::get<0>(state_); }

  const E& error() const& { return std::get<1>(state_); }
  E&& error() && { return std::get<1>(std::move(state_)); }
  Failure<E> failure() && { return {std::get<1>(std::move(state_))}; }

  template <class F>
  auto and_then(F&& next) && -> decltype(next(std::declval<T>())) {
    if (*this) return std::forward<F>(next)(*std::move(*this));
    return std::move(*this).failure();
  }

 private:
  std::variant<T, E> state_;
};

/// The result of something done for its effect.
struct Done {};
using Status = Result<Done>;
inline Status done() { return Done{}; }

}  // namespace filon
