#pragma once

#include <vector>

#include "searchd/interpret/tokens.h"
#include "searchd/needs/cpv_words.h"

namespace filon {

/// What some words are bought under: a sense of what they name, in its place.
struct PurchaseCode {
  std::string code;   ///< eight digits
  double weight = 0;  ///< 0 to 1
};

/// Words of a sentence that name a purchase, and how much what stands around them lets it count.
struct PurchaseMention {
  size_t first = 0, past = 0;       ///< tokens
  bool trade = true;                ///< whether a structure of the directory does it
  double sure = 0;                  ///< 0 to 1, of its likeliest code, without context
  size_t clause = 0;                ///< mentions of one clause qualify each other
  std::vector<PurchaseCode> codes;  ///< likeliest first
};

/// What a sentence buys: the head of what is bought counts most, what "pour" or "dans le cadre de"
/// leads to less, and a supply ("fourniture de") is rather a good. In reading order.
std::vector<PurchaseMention> read_purchases(const Tokens& tokens, const CpvWords& words);

/// Whether a clause ends before this token: a comma, a bracket, a dash between blanks.
bool begins_clause(const Tokens& tokens, size_t i);
/// "pour", "au profit de": what follows is who or what the purchase is for.
bool leads_to_purpose(const Token& token);
/// "et", "ou": what follows is bought too.
bool lists(const Token& token);

}  // namespace filon
