#include "searchd/interpret/read_codes.h"

namespace filon {

namespace {

// "775 671 878", "775671878", "775671878 01203", "775 671 878 01203": no other grouping, so that
// "90910000-9" stays a CPV code.
bool is_group(const Tokens& tokens, size_t i) {
  const size_t size = tokens[i].text.size();
  return tokens[i].number && (size == 3 || size == 5 || size == 9 || size == 14);
}

}  // namespace

std::vector<CodeMention> find_identifiers(const Tokens& tokens) {
  std::vector<CodeMention> found;
  for (size_t first = 0; first < tokens.size(); ++first) {
    std::string digits;
    for (size_t last = first; last < tokens.size() && is_group(tokens, last); ++last) {
      if (last > first && tokens[last].broken) break;
      digits += tokens[last].text;
      if (digits.size() > 14) break;
      if (digits.size() != 9 && digits.size() != 14) continue;
      const bool longer = last + 1 < tokens.size() && tokens[last + 1].number &&
                          !tokens[last + 1].broken && tokens[last + 1].text.size() <= 5 &&
                          digits.size() == 9;
      if (longer && digits.size() + tokens[last + 1].text.size() <= 14) continue;
      found.push_back({first, last + 1, digits});
      first = last;
      break;
    }
  }
  return found;
}

std::vector<CodeMention> find_cpv(const Tokens& tokens, const CpvTable& table) {
  std::vector<CodeMention> found;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string& digits = tokens[i].text;
    if (!tokens[i].number || digits.size() != 8 || table.find(digits).uses.empty()) continue;
    CodeMention mention{i, i + 1, digits};
    const bool check_digit = i + 1 < tokens.size() && tokens[i + 1].number &&
                             tokens[i + 1].text.size() == 1 && !tokens[i + 1].broken &&
                             tokens[i + 1].start == tokens[i].end + 1;
    if (check_digit) ++mention.past;
    if (i > 0 && tokens[i - 1].text == "cpv")
      --mention.first;
    else if (i > 1 && tokens[i - 2].text == "cpv")
      mention.first = i - 2;  // "code CPV : 9091…"
    if (mention.first > 0 && tokens[mention.first - 1].text == "code") --mention.first;
    found.push_back(std::move(mention));
  }
  return found;
}

}  // namespace filon
