#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annuaire/completions.h"

namespace filon {

/// Completions as plain vectors, as the image holds them.
struct CompletionLists {
  std::vector<std::string> words;
  std::vector<uint32_t> text_starts, texts;          ///< by word
  std::vector<uint32_t> word_starts, words_of_text;  ///< by text
  std::vector<uint32_t> item_of_text;
};

/// Collects texts, then sorts them out.
class CompletionBuilder {
 public:
  /// Adds a text that names an item, unless its last text was the same words. Says whether it did:
  /// the number of a text is the count of those added before it.
  bool add(uint32_t item, std::string_view text);
  CompletionLists finish();

 private:
  std::unordered_map<std::string, uint32_t> numbers_;  ///< of words, as they came
  std::vector<std::vector<uint32_t>> texts_;
  std::vector<uint32_t> items_;
};

/// Completions in memory.
class CompletionTable {
 public:
  CompletionTable() = default;
  explicit CompletionTable(CompletionLists lists);
  // A view points into the vectors: moving keeps it good, copying would not.
  CompletionTable(CompletionTable&&) = default;
  CompletionTable& operator=(CompletionTable&&) = default;

  const Completions& view() const { return view_; }
  /// Bytes held, for the log and the tests.
  size_t bytes() const;

 private:
  CompletionLists lists_;
  std::vector<uint32_t> word_starts_;
  std::vector<char> word_bytes_;
  Completions view_;
};

}  // namespace filon
