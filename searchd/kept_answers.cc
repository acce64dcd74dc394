#include "searchd/kept_answers.h"

namespace filon {
namespace {

// What the entry, its place in the map and its list cost besides the answer, about.
constexpr size_t entry_overhead = 200;

size_t bytes_of(const std::string& question, const KeptAnswer& answer) {
  size_t bytes =
      entry_overhead + question.size() + sizeof answer + answer.hits.size() * sizeof(Hit);
  for (const auto& values : *answer.facets)
    for (const FacetValue& value : values)
      bytes += sizeof value + value.value.capacity() + value.name.capacity();
  return bytes;
}

}  // namespace

std::shared_ptr<const KeptAnswer> KeptAnswers::find(const std::string& question) {
  const std::lock_guard guard(lock_);
  const auto place = places_.find(question);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->answer;
}

void KeptAnswers::keep(const std::string& question, std::shared_ptr<const KeptAnswer> answer) {
  const size_t bytes = bytes_of(question, *answer);
  const std::lock_guard guard(lock_);
  if (bytes > budget_ || places_.count(question)) return;
  entries_.push_front({question, std::move(answer), bytes});
  places_.emplace(entries_.front().question, entries_.begin());
  bytes_ += bytes;
  while (bytes_ > budget_) {
    bytes_ -= entries_.back().bytes;
    places_.erase(entries_.back().question);
    entries_.pop_back();
  }
}

}  // namespace filon
