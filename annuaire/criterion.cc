#include "annuaire/criterion.h"

#include <algorithm>

namespace filon {
namespace {

bool starts_at(std::span<const Word> words, size_t place, const std::vector<std::string>& phrase) {
  if (place + phrase.size() > words.size()) return false;
  return std::equal(phrase.begin(), phrase.end(),
                    words.begin() + static_cast<std::ptrdiff_t>(place),
                    [](const std::string& a, const Word& b) { return a == b.text; });
}

}  // namespace

Result<Criteria> Criteria::load(const std::filesystem::path& dir) {
  const auto file = dir / "criteria.tsv";
  auto list = ReferenceList::load(file, {"slug", "name", "words", "except"});
  if (!list) return std::move(list).failure();
  Criteria criteria;
  for (size_t id = 0; id < list->size(); ++id) {
    const ReferenceList::Item& item = (*list)[id];
    const std::vector<std::string> exceptions = split_list(item.rest[0]);
    for (const std::string& phrase : exceptions)
      if (phrase.empty() || fold(phrase) != phrase)
        return fail(ErrorCode::Invalid, "{}:{}: except: '{}' is not folded", file.string(),
                    item.line, phrase);
    criteria.add(item.spellings, id);
    criteria.add(exceptions, std::nullopt);
  }
  criteria.list_ = *std::move(list);
  return criteria;
}

void Criteria::add(const std::vector<std::string>& phrases, std::optional<size_t> criterion) {
  for (const std::string& phrase : phrases) {
    Phrase added{{}, criterion};
    for (Word& word : words(phrase)) added.words.push_back(std::move(word.text));
    const std::string first = added.words.front();
    phrases_[first].push_back(std::move(added));
  }
}

const Criteria::Phrase* Criteria::longest_at(std::span<const Word> words, size_t place) const {
  const auto starting = phrases_.find(words[place].text);
  if (starting == phrases_.end()) return nullptr;
  const Phrase* longest = nullptr;
  for (const Phrase& phrase : starting->second) {
    // "bio sourcé" is excepted from organic and is a criterion of its own: the latter says more.
    const auto weight = [](const Phrase& p) {
      return std::pair(p.words.size(), p.criterion.has_value());
    };
    if (starts_at(words, place, phrase.words) && (!longest || weight(phrase) > weight(*longest)))
      longest = &phrase;
  }
  return longest;
}

std::vector<CriterionMention> Criteria::mentions(std::span<const Word> words) const {
  std::vector<CriterionMention> found;
  for (size_t place = 0; place < words.size();) {
    const Phrase* longest = longest_at(words, place);
    if (longest && longest->criterion)
      found.push_back({*longest->criterion, place, longest->words.size()});
    place += longest ? longest->words.size() : 1;
  }
  return found;
}

}  // namespace filon
