#include "indexer/matching/decisions.h"

#include <map>

#include "indexer/clean.h"
#include "indexer/disk.h"

namespace filon {
namespace {

bool is_source_key(std::string_view text) {
  const size_t colon = text.find(':');
  return colon != std::string_view::npos && colon > 0 && colon + 1 < text.size();
}

Result<Decision> parse_decision(std::string_view line, const std::string& origin) {
  const auto words = split_values(line, " \t");
  if (words.size() != 3 || (words[0] != "same" && words[0] != "apart"))
    return fail(ErrorCode::Usage, "{}: '{}' is neither 'same A B' nor 'apart A B'", origin,
                clean_line(line));
  for (size_t i = 1; i < 3; ++i)
    if (!is_source_key(words[i]))
      return fail(ErrorCode::Usage, "{}: '{}' is no source key, such as lemarche:2980", origin,
                  words[i]);
  if (words[1] == words[2])
    return fail(ErrorCode::Usage, "{}: '{}' is there twice", origin, words[1]);
  return Decision{words[0] == "same", words[1], words[2], origin};
}

}  // namespace

Result<std::vector<Decision>> parse_decisions(std::string_view text, std::string_view file) {
  std::vector<Decision> decisions;
  std::map<std::pair<std::string, std::string>, const Decision*> known;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    line = line.substr(0, line.find('#'));
    ++number;
    text.remove_prefix(std::min(end + 1, text.size()));
    if (clean_line(line).empty()) continue;
    auto decision = parse_decision(line, fmt::format("{}:{}", file, number));
    if (!decision) return std::move(decision).failure();
    decisions.push_back(*std::move(decision));
  }
  for (const Decision& decision : decisions) {
    const auto [before, added] =
        known.try_emplace(std::minmax(decision.row, decision.other), &decision);
    if (!added && before->second->same != decision.same)
      return fail(ErrorCode::Usage, "{}: {} and {}: the opposite of {}", decision.origin,
                  decision.row, decision.other, before->second->origin);
  }
  return decisions;
}

Result<std::vector<Decision>> read_decisions(const std::filesystem::path& file) {
  if (file.empty()) return std::vector<Decision>();
  const auto text = read_file(file);
  if (!text) return fail(ErrorCode::Usage, "decisions: {}", text.error().message);
  return parse_decisions(*text, file.string());
}

}  // namespace filon
