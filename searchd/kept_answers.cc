#include "searchd/kept_answers.h"

namespace filon {
namespace {

size_t bytes_of(const std::string& question, const KeptAnswer& answer) {
  size_t bytes = question.size() + sizeof answer + answer.hits.size() * sizeof(Hit);
  for (const auto& values : answer.facets->of_facet) bytes += values.size() * sizeof(FacetValue);
  for (const FacetText& text : answer.facets->texts)
    bytes += sizeof text + text.value.capacity() + text.name.capacity() + text.json.capacity();
  return bytes;
}

}  // namespace

void KeptAnswers::keep(const std::string& question, std::shared_ptr<const KeptAnswer> answer) {
  const size_t bytes = bytes_of(question, *answer);
  answers_.keep(question, std::move(answer), bytes);
}

}  // namespace filon
