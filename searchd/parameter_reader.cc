#include "searchd/parameter_reader.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "annuaire/text.h"

namespace filon {

void ParameterReader::report(Problem problem) {
  if (lenient()) return passed_over_.push_back(std::move(problem));
  if (!problem_) problem_ = std::move(problem);
}

void ParameterReader::only(const std::vector<std::string>& known) {
  if (lenient()) return;
  for (const auto& [name, value] : parameters_)
    if (std::find(known.begin(), known.end(), name) == known.end())
      return report({.code = ProblemCode::UnknownParameter,
                     .param = name,
                     .value = value,
                     .allowed = known,
                     .suggestion = nearest(name, known)});
}

std::optional<std::string> ParameterReader::text(std::string_view name) {
  std::optional<std::string> found;
  for (const auto& [key, value] : parameters_) {
    if (key != name) continue;
    if (found && !lenient())
      report({.code = ProblemCode::RepeatedParameter, .param = key, .value = value});
    found = value;
  }
  if (found && !is_utf8(*found)) {  // on a page too: nothing of it can be shown
    if (!problem_)
      problem_ = {.code = ProblemCode::InvalidValue,
                  .param = std::string(name),
                  .value = fold(*found),
                  .reason_fr = "Le texte doit être en UTF-8.",
                  .reason_en = "The text must be UTF-8."};
    found.reset();
  }
  return found;
}

std::optional<std::string> ParameterReader::bounded_text(std::string_view name, size_t max_bytes) {
  auto found = text(name);
  if (!found || found->size() <= max_bytes) return found;
  report({.code = ProblemCode::InvalidValue,
          .param = std::string(name),
          .value = found->substr(0, 20) + "…",
          .reason_fr = fmt::format("Le texte dépasse {} octets.", max_bytes),
          .reason_en = fmt::format("The text is over {} bytes.", max_bytes)});
  return std::nullopt;
}

std::string ParameterReader::seed() {
  const auto seed = text("seed");
  if (!seed || (seed->empty() && lenient())) return "";
  const bool good =
      !seed->empty() && seed->size() <= 64 && std::all_of(seed->begin(), seed->end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '-' || c == '_';
      });
  if (good) return *seed;
  report({.code = ProblemCode::InvalidValue,
          .param = "seed",
          .value = *seed,
          .reason_fr = "Il faut 1 à 64 caractères parmi A-Z, a-z, 0-9, _ et -.",
          .reason_en = "It must be 1 to 64 characters of A-Z, a-z, 0-9, _ and -."});
  return "";
}

std::vector<std::string> ParameterReader::values(
    std::string_view name, const std::function<bool(const std::string&)>& known,
    const std::function<std::vector<std::string>()>& candidates) {
  std::vector<std::string> found;
  for (const auto& [key, value] : parameters_) {
    if (key != name || (value.empty() && lenient())) continue;
    if (known(value)) {
      found.push_back(value);
    } else {
      const std::vector<std::string> all = candidates();
      report({.code = ProblemCode::UnknownValue,
              .param = key,
              .value = value,
              .allowed = all.size() <= 25 ? all : std::vector<std::string>(),
              .suggestion = nearest(value, all)});
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

bool ParameterReader::flag(std::string_view name, bool otherwise) {
  return choice(name, {"false", "true"}, otherwise ? 1 : 0) == 1;
}

size_t ParameterReader::choice(std::string_view name, const std::vector<std::string>& allowed,
                               size_t otherwise) {
  const auto value = text(name);
  if (!value || (value->empty() && lenient())) return otherwise;
  const auto found = std::find(allowed.begin(), allowed.end(), *value);
  if (found != allowed.end()) return static_cast<size_t>(found - allowed.begin());
  report({.code = ProblemCode::UnknownValue,
          .param = std::string(name),
          .value = *value,
          .allowed = allowed,
          .suggestion = nearest(*value, allowed)});
  return otherwise;
}

int ParameterReader::integer(std::string_view name, int least, int most, int otherwise) {
  const auto value = text(name);
  if (!value || (value->empty() && lenient())) return otherwise;
  int number = 0;
  const char* const last = value->data() + value->size();
  const auto [end, error] = std::from_chars(value->data(), last, number);
  if (error == std::errc{} && end == last && number >= least && number <= most) return number;
  report({.code = ProblemCode::InvalidValue,
          .param = std::string(name),
          .value = *value,
          .reason_fr = fmt::format("Il faut un nombre entier de {} à {}.", least, most),
          .reason_en = fmt::format("It must be a whole number from {} to {}.", least, most)});
  return otherwise;
}

}  // namespace filon
