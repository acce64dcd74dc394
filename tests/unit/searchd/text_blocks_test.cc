#include "searchd/match/text_blocks.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "searchd/match/block_documents.h"

namespace filon {
namespace {

SetWeights some_weights() {
  SetWeights weights{};
  for (size_t set = 0; set < weights.size(); ++set) weights[set] = static_cast<uint16_t>(set % 7);
  return weights;
}

struct Postings {
  std::vector<uint32_t> documents;
  std::vector<uint16_t> fields;
  DenseTerm dense;
};

Postings random_postings(std::mt19937& dice, uint32_t documents, uint32_t one_in) {
  Postings postings;
  for (uint32_t d = 0; d < documents; ++d) {
    if (dice() % one_in != 0) continue;
    postings.documents.push_back(d);
    postings.fields.push_back(static_cast<uint16_t>(1 + dice() % 500));
  }
  postings.dense = dense_term(postings.documents, postings.fields, some_weights(), documents);
  return postings;
}

std::vector<TermPlan> plans_of(const std::vector<Postings>& all, const std::vector<bool>& dense) {
  std::vector<TermPlan> plans;
  for (size_t i = 0; i < all.size(); ++i)
    plans.push_back({all[i].documents, all[i].fields, static_cast<uint32_t>(i + 1),
                     dense[i] ? &all[i].dense : nullptr});
  return plans;
}

// By document that holds all terms: the fields of each, then its points.
using Found = std::map<uint32_t, std::vector<uint32_t>>;

Found by_blocks(const std::vector<TermPlan>& plans, uint32_t documents) {
  TextBlocks text(plans, documents);
  BlockDocuments numbers;
  Block held;
  Found found;
  for (size_t b = text.next(0); b < text.end(); b = text.next(b + 1)) {
    if (!text.read(b, held)) continue;
    const auto in_block = numbers.of(b, held);
    std::vector<uint32_t> points(in_block.size());
    for (TermBlocks& term : text.terms()) {
      for (const uint32_t d : in_block) found[d].push_back(term.fields_of(d));
      term.add_points(in_block, some_weights(), points.data());
    }
    for (size_t i = 0; i < in_block.size(); ++i) found[in_block[i]].push_back(points[i]);
  }
  return found;
}

Found one_by_one(const std::vector<Postings>& all, uint32_t documents) {
  const SetWeights weights = some_weights();
  Found found;
  for (uint32_t d = 0; d < documents; ++d) {
    std::vector<uint32_t> fields;
    uint32_t points = 0;
    for (const Postings& postings : all) {
      const auto at = std::lower_bound(postings.documents.begin(), postings.documents.end(), d);
      if (at == postings.documents.end() || *at != d) break;
      fields.push_back(postings.fields[static_cast<size_t>(at - postings.documents.begin())]);
      points += weights[fields.back()] * static_cast<uint32_t>(fields.size());
    }
    if (fields.size() != all.size()) continue;
    fields.push_back(points);
    found[d] = fields;
  }
  return found;
}

TEST(TextBlocks, FindTheDocumentsThatHoldAllTermsWithTheirFieldsAndPoints) {
  std::mt19937 dice(9);
  for (int round = 0; round < 60; ++round) {
    const uint32_t documents = 1 + dice() % 20'000;
    std::vector<Postings> all;
    std::vector<bool> dense;
    for (size_t terms = 1 + dice() % 3; terms > 0; --terms) {
      const uint32_t one_in[] = {1, 2, 5, 400, 9000};
      all.push_back(random_postings(dice, documents, one_in[dice() % 5]));
      dense.push_back(dice() % 2 == 0);
    }
    ASSERT_EQ(by_blocks(plans_of(all, dense), documents), one_by_one(all, documents)) << round;
  }
}

TEST(TextBlocks, AreAllDocumentsWhereNoTermIsAsked) {
  for (const uint32_t documents : {0u, 1u, 64u, 130u, 4096u, 9000u}) {
    const std::vector<TermPlan> none;
    TextBlocks text(none, documents);
    BlockDocuments numbers;
    Block held;
    uint32_t count = 0;
    for (size_t b = text.next(0); b < text.end(); b = text.next(b + 1)) {
      ASSERT_TRUE(text.read(b, held));
      for (const uint32_t d : numbers.of(b, held)) EXPECT_EQ(d, count++);
    }
    EXPECT_EQ(count, documents);
  }
}

TEST(DenseTerm, SetsApartThePostingsThatAreWorthMoreThanTheLeast) {
  SetWeights weights{};
  weights[1] = 3;
  weights[2] = 8;
  weights[3] = 8;
  const std::vector<uint32_t> documents = {5, 70, 71, 200};
  const std::vector<uint16_t> fields = {1, 2, 1, 3};
  const DenseTerm term = dense_term(documents, fields, weights, 300);
  EXPECT_EQ(term.least, 3);
  for (const uint32_t d : documents) EXPECT_EQ(term.better.has(d), d == 70 || d == 200) << d;
}

}  // namespace
}  // namespace filon
