#include "searchd/needs/read_purchases.h"

#include <algorithm>
#include <optional>

#include "annuaire/one_of.h"

namespace filon {
namespace {

// Found by trying on one half of real notices, and looked at on the other half.
constexpr double later_clause = 0.9, least_clause = 0.4;
constexpr double listed_purchase = 0.95, complement_loss = 0.4, purpose = 0.6;
constexpr double other_than_good = 0.4, other_than_service = 0.5;
constexpr double longer_term = 0.06;  // by word: "transport scolaire" says more than "transport"
constexpr double surest = 0.97;

enum class PurchaseSort { Good, Works, Service };

PurchaseSort sort_of(std::string_view code) {
  const std::string_view division = code.substr(0, 2);
  if (division == "45") return PurchaseSort::Works;
  return division < "45" || division == "48" ? PurchaseSort::Good : PurchaseSort::Service;
}

// What the first words of a clause say of the sort of what is bought.
std::optional<PurchaseSort> cue_of(const Token& token) {
  if (is_one_of(token.stem, {"fournitur", "acquisition", "achat", "approvisionnement", "equipement",
                             "materiel", "articl", "accessoir"}))
    return PurchaseSort::Good;
  if (is_one_of(token.stem, {"prestation", "servic", "mission", "organisation", "exploitation",
                             "gestion", "entretien", "maintenanc", "assistanc", "accompagnement",
                             "conseil", "realisation", "etud"}))
    return PurchaseSort::Service;
  return std::nullopt;
}

std::vector<Word> words_of(const Tokens& tokens) {
  std::vector<Word> words;
  for (const Token& token : tokens.list) words.push_back({token.text, token.start, token.end});
  return words;
}

class PurchaseReader {
 public:
  PurchaseReader(const Tokens& tokens, const CpvWords& words) : tokens_(tokens), words_(words) {}

  std::vector<PurchaseMention> read() {
    const auto found = words_.mentions(words_of(tokens_));
    size_t next = 0;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      pass(i);
      if (next == found.size() || found[next].words.front() != i) continue;
      if (!is_no_purchase(found[next])) take(found[next]);
      ++next;
    }
    return std::move(made_);
  }

 private:
  bool any() const { return !made_.empty(); }

  // "prestations … pour … le conseil": what is bought and whom it is for are no one name. "Conseil
  // municipal" is who buys.
  bool is_no_purchase(const Mention& mention) const {
    const size_t first = mention.words.front(), last = mention.words.back();
    for (size_t i = first; i < last && !mention.tight; ++i)
      if (leads_to_purpose(tokens_[i])) return true;
    return first == last && tokens_[first].text == "conseil" && first + 1 < tokens_.size() &&
           is_one_of(tokens_[first + 1].text,
                     {"municipal", "departemental", "regional", "communautaire", "metropolitain"});
  }

  void pass(size_t i) {
    const bool begins = begins_clause(tokens_, i);
    if (begins && any()) {
      clause_factor_ = std::max(clause_factor_ * later_clause, least_clause);
      place_ = purpose_ = 1;
      cue_.reset();
      ++clause_;
    }
    if (any() && leads_to_purpose(tokens_[i])) purpose_ = purpose;
    if ((!any() || begins) && !cue_) cue_ = cue_of(tokens_[i]);
  }

  void step_from_last(size_t first) {
    const PurchaseMention& last = made_.back();
    bool list = false;
    for (size_t i = last.past; i < first; ++i) list = list || lists(tokens_[i]);
    place_ *= list ? listed_purchase : 1 - complement_loss * last.sure;
  }

  double fit(std::string_view code) const {
    if (!cue_ || sort_of(code) == *cue_) return 1;
    return *cue_ == PurchaseSort::Good ? other_than_good : other_than_service;
  }

  void take(const Mention& mention) {
    if (any()) step_from_last(mention.words.front());
    const double place = place_ * clause_factor_ * purpose_;
    const double length = 1 + longer_term * static_cast<double>(mention.words.size() - 1);
    PurchaseMention made{mention.words.front(), mention.words.back() + size_t{1}};
    made.sure = mention.readings.front().confidence / 100.0;
    made.clause = clause_;
    const CpvWords::Code* const likeliest = words_.find(mention.readings.front().slug);
    made.trade = likeliest && likeliest->has_trade;
    for (const Mention::Reading& reading : mention.readings) {
      const double weight = reading.confidence / 100.0 * place * length * fit(reading.slug);
      made.codes.push_back({reading.slug, std::min(weight, surest)});
    }
    made_.push_back(std::move(made));
  }

  const Tokens& tokens_;
  const CpvWords& words_;
  std::vector<PurchaseMention> made_;
  double place_ = 1, clause_factor_ = 1, purpose_ = 1;
  size_t clause_ = 0;
  std::optional<PurchaseSort> cue_;
};

}  // namespace

bool begins_clause(const Tokens& tokens, size_t i) {
  if (tokens[i].broken) return true;
  if (i == 0) return false;
  const auto gap = std::u32string_view(tokens.typed)
                       .substr(tokens[i - 1].end, tokens[i].start - tokens[i - 1].end);
  return gap.find(U" -") != gap.npos || gap.find_first_of(U"\u2013\u2014\u201C\u201D") != gap.npos;
}

bool leads_to_purpose(const Token& token) {
  return is_one_of(token.text, {"pour", "profit", "destination", "cadre", "compte", "sein", "dans",
                                "faveur", "beneficiaires"});
}

bool lists(const Token& token) { return is_one_of(token.text, {"et", "ou", "puis"}); }

std::vector<PurchaseMention> read_purchases(const Tokens& tokens, const CpvWords& words) {
  return PurchaseReader(tokens, words).read();
}

}  // namespace filon
