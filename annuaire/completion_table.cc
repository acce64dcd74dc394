#include "annuaire/completion_table.h"

#include <algorithm>
#include <numeric>

namespace filon {

bool CompletionBuilder::add(uint32_t item, std::string_view text) {
  std::vector<uint32_t> numbers;
  for (const std::string& word : completion_words(text))
    numbers.push_back(
        numbers_.try_emplace(word, static_cast<uint32_t>(numbers_.size())).first->second);
  const bool same = !items_.empty() && items_.back() == item && texts_.back() == numbers;
  if (numbers.empty() || same) return false;
  texts_.push_back(std::move(numbers));
  items_.push_back(item);
  return true;
}

CompletionLists CompletionBuilder::finish() {
  CompletionLists lists;
  std::vector<uint32_t> rank(numbers_.size());
  for (const auto& [word, number] : numbers_) lists.words.push_back(word);
  std::sort(lists.words.begin(), lists.words.end());
  for (uint32_t i = 0; i < lists.words.size(); ++i) rank[numbers_[lists.words[i]]] = i;
  std::vector<std::vector<uint32_t>> texts_of(lists.words.size());
  lists.word_starts.push_back(0);
  for (uint32_t text = 0; text < texts_.size(); ++text) {
    for (const uint32_t number : texts_[text]) {
      std::vector<uint32_t>& texts = texts_of[rank[number]];
      if (texts.empty() || texts.back() != text) texts.push_back(text);
      lists.words_of_text.push_back(rank[number]);
    }
    lists.word_starts.push_back(static_cast<uint32_t>(lists.words_of_text.size()));
  }
  lists.text_starts.push_back(0);
  for (const std::vector<uint32_t>& texts : texts_of) {
    lists.texts.insert(lists.texts.end(), texts.begin(), texts.end());
    lists.text_starts.push_back(static_cast<uint32_t>(lists.texts.size()));
  }
  lists.item_of_text = std::move(items_);
  return lists;
}

CompletionTable::CompletionTable(CompletionLists lists) : lists_(std::move(lists)) {
  word_starts_.push_back(0);
  for (const std::string& word : lists_.words) {
    word_bytes_.insert(word_bytes_.end(), word.begin(), word.end());
    word_starts_.push_back(static_cast<uint32_t>(word_bytes_.size()));
  }
  lists_.words = {};
  view_.words = {word_starts_, word_bytes_};
  view_.texts_of_word = {lists_.text_starts, lists_.texts};
  view_.words_of_text = {lists_.word_starts, lists_.words_of_text};
  view_.item_of_text = lists_.item_of_text;
}

size_t CompletionTable::bytes() const {
  const size_t numbers = word_starts_.size() + lists_.text_starts.size() + lists_.texts.size() +
                         lists_.word_starts.size() + lists_.words_of_text.size() +
                         lists_.item_of_text.size();
  return numbers * sizeof(uint32_t) + word_bytes_.size();
}

}  // namespace filon
