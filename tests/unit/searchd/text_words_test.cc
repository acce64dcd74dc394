#include "searchd/match/text_words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace filon {
namespace {

struct Postings {
  std::vector<uint32_t> documents;
  std::vector<uint16_t> fields;
  DenseTerm dense;
};

Postings random_postings(std::mt19937& dice, uint32_t documents, uint32_t one_in) {
  Postings postings;
  postings.dense.documents = Bits(documents);
  for (uint32_t d = 0; d < documents; ++d) {
    if (d % 64 == 0)
      postings.dense.ranks.push_back(static_cast<uint32_t>(postings.documents.size()));
    if (dice() % one_in != 0) continue;
    postings.documents.push_back(d);
    postings.fields.push_back(static_cast<uint16_t>(1 + dice() % 500));
    postings.dense.documents.set(d);
  }
  return postings;
}

// By document that holds all terms: the fields of each.
using Found = std::map<uint32_t, std::vector<uint16_t>>;

Found by_words(const std::vector<Postings>& all, const std::vector<bool>& dense,
               uint32_t documents) {
  std::vector<TermPlan> plans;
  for (size_t i = 0; i < all.size(); ++i)
    plans.push_back({all[i].documents, all[i].fields, 1, dense[i] ? &all[i].dense : nullptr});
  std::vector<TermWords> terms(plans.begin(), plans.end());
  Found found;
  for_each_text_word(terms, documents, [&](size_t w, uint64_t bits) {
    for_each_bit(w, bits, [&](uint32_t d) {
      for (const TermWords& term : terms) found[d].push_back(term.fields_of(d));
    });
  });
  return found;
}

Found one_by_one(const std::vector<Postings>& all, uint32_t documents) {
  Found found;
  for (uint32_t d = 0; d < documents; ++d) {
    std::vector<uint16_t> fields;
    for (const Postings& postings : all) {
      const auto at = std::find(postings.documents.begin(), postings.documents.end(), d);
      if (at == postings.documents.end()) break;
      fields.push_back(postings.fields[static_cast<size_t>(at - postings.documents.begin())]);
    }
    if (fields.size() == all.size()) found[d] = fields;
  }
  return found;
}

TEST(TextWords, FindTheDocumentsThatHoldAllTermsWithTheirFields) {
  std::mt19937 dice(9);
  for (int round = 0; round < 200; ++round) {
    const uint32_t documents = 1 + dice() % 700;
    std::vector<Postings> all;
    std::vector<bool> dense;
    for (size_t terms = 1 + dice() % 3; terms > 0; --terms) {
      all.push_back(random_postings(dice, documents, 1 + dice() % 5));
      dense.push_back(dice() % 2 == 0);
    }
    ASSERT_EQ(by_words(all, dense, documents), one_by_one(all, documents)) << round;
  }
}

TEST(TextWords, AreAllDocumentsWhereNoTermIsAsked) {
  for (const uint32_t documents : {0u, 1u, 64u, 130u}) {
    std::vector<TermWords> none;
    uint32_t count = 0;
    for_each_text_word(none, documents, [&](size_t w, uint64_t bits) {
      for_each_bit(w, bits, [&](uint32_t d) { EXPECT_EQ(d, count++); });
    });
    EXPECT_EQ(count, documents);
  }
}

}  // namespace
}  // namespace filon
