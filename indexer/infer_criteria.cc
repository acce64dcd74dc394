#include <algorithm>

#include "annuaire/text.h"
#include "indexer/infer_sectors.h"
#include "indexer/links.h"
#include "indexer/references.h"

namespace filon {
namespace {

constexpr size_t longest_evidence = 220;  // bytes

bool ends_sentence(char c) { return c == '.' || c == '!' || c == '?' || c == '\n' || c == ';'; }

// The sentence around some bytes of a text, cut at whole words when it is long.
std::string sentence_around(const std::string& text, size_t from, size_t to) {
  size_t begin = from, end = to;
  while (begin > 0 && !ends_sentence(text[begin - 1]) && from - begin < longest_evidence / 2)
    --begin;
  while (end < text.size() && !ends_sentence(text[end]) && end - begin < longest_evidence) ++end;
  if (begin > 0 && !ends_sentence(text[begin - 1])) begin = std::min(text.find(' ', begin), from);
  if (end < text.size() && !ends_sentence(text[end])) end = std::max(text.rfind(' ', end), to);
  while (begin < end && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
  while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\n')) --end;
  return text.substr(begin, end - begin);
}

void read(const References& references, const std::string& text, Structure& structure) {
  const std::vector<Word> cut = words(text);
  for (const CriterionMention& mention : references.criteria.mentions(cut)) {
    const ReferenceList::Item& item = references.criteria.list()[mention.criterion];
    const bool known = std::any_of(
        structure.criteria.begin(), structure.criteria.end(),
        [&](const CriterionLink& c) { return c.slug == item.slug && !c.evidence.empty(); });
    if (known) continue;  // the first sentence that says so is enough
    const size_t from = byte_of_code_point(text, cut[mention.first].start);
    const size_t to = byte_of_code_point(text, cut[mention.first + mention.count - 1].end);
    structure.criteria.push_back({item.slug, item.name, sentence_around(text, from, to)});
  }
}

}  // namespace

bool infer_criteria(const References& references, Structure& structure) {
  const size_t before = structure.criteria.size();
  for (const Offer& offer : structure.offers) {
    read(references, offer.name, structure);
    read(references, offer.description, structure);
  }
  read(references, structure.description, structure);
  const bool added = structure.criteria.size() > before;
  unite_criteria(structure.criteria);
  return added;
}

}  // namespace filon
