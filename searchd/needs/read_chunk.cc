#include "searchd/needs/read_chunk.h"

#include <algorithm>
#include <array>
#include <set>

#include "annuaire/text.h"
#include "searchd/interpret/interpret.h"
#include "searchd/needs/need_places.h"
#include "searchd/needs/read_purchases.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr double second_in_division = 0.3;  // of codes one term may be bought under
// What a purchase no structure does leaves of the trades named after it ("logiciel de gestion de
// la restauration"), and what "pour" leaves of those after any purchase.
constexpr double after_other_purchase = 0.45, after_purpose = 0.8;
constexpr double least_other = 0.5;      // how surely the other purchase is named
constexpr double implied_code = 0.6;     // a code told by the trade, not by its own words
constexpr double implied_sector = 0.72;  // a trade told by its code, not by its own words
constexpr double least_implying = 0.5;   // how surely a code must be named to imply a trade
constexpr double written_sector = 0.95;
constexpr int likely = 50;                    // percent
constexpr size_t most_evidence_in_chunk = 4;  // of a trade in one sentence; more say no more

class ChunkReader {
 public:
  ChunkReader(std::string_view text, const Tables& tables)
      : text_(text),
        tables_(tables),
        tokens_(tokenise(text, tables.lexicon.stop_words)),
        purchases_(read_purchases(tokens_, tables.cpv_words)) {}

  Tally read() {
    const Reader reader{tables_.lexicon,  tables_.sectors, tables_.territories,
                        tables_.criteria, tables_.labels,  /*correct=*/false};
    read_ = interpret(text_, reader, {}, nullptr);
    count_parts();
    drop_other_uses();
    for (SectorReading& sector : read_.sectors)
      if (sector.because.size() > most_evidence_in_chunk)
        sector.because.resize(most_evidence_in_chunk);
    std::erase_if(purchases_, [&](const PurchaseMention& purchase) {
      return is_of_criterion(start_of(purchase), end_of(purchase)) || is_of_trade(purchase);
    });
    for (const PurchaseMention& purchase : purchases_) count_purchase(purchase);
    for (const SectorReading& sector : read_.sectors) count_sector(sector);
    add_written_codes();
    add_others();
    return std::move(tally_);
  }

 private:
  size_t start_of(const PurchaseMention& purchase) const { return tokens_[purchase.first].start; }
  size_t end_of(const PurchaseMention& purchase) const { return tokens_[purchase.past - 1].end; }
  bool covers(const PurchaseMention& purchase, const Evidence& evidence) const {
    return start_of(purchase) <= evidence.start && evidence.end <= end_of(purchase);
  }
  bool covers(const Evidence& evidence, const PurchaseMention& purchase) const {
    return evidence.start <= start_of(purchase) && end_of(purchase) <= evidence.end;
  }
  bool meets(const PurchaseMention& purchase, const Evidence& evidence) const {
    return start_of(purchase) < evidence.end && evidence.start < end_of(purchase);
  }

  // "zéro déchet" is a way of catering, not a collection of waste.
  bool is_of_criterion(size_t start, size_t end) const {
    for (const Reading& criterion : read_.criteria)
      for (const Evidence& evidence : criterion.because)
        if (evidence.start <= start && end <= evidence.end &&
            evidence.end - evidence.start > end - start)
          return true;
    return false;
  }

  // "restauration" of "restauration de livres" is no meal.
  bool is_of_trade(const PurchaseMention& purchase) const {
    for (const SectorReading& sector : read_.sectors)
      for (const Evidence& evidence : sector.because)
        if (covers(evidence, purchase) &&
            evidence.end - evidence.start > end_of(purchase) - start_of(purchase))
          return true;
    return false;
  }

  void count_purchase(const PurchaseMention& purchase) {
    const std::vector<Evidence> because = {tokens_.evidence(purchase.first, purchase.past)};
    std::set<std::string> divisions;
    for (const PurchaseCode& code : purchase.codes) {
      const bool leads = divisions.insert(code.code.substr(0, 2)).second;
      tally_.add_code(code.code, code.weight * (leads ? 1 : second_in_division), because);
    }
    const PurchaseCode& likeliest = purchase.codes.front();
    const bool told =
        std::any_of(read_.sectors.begin(), read_.sectors.end(), [&](const SectorReading& sector) {
          return std::any_of(sector.because.begin(), sector.because.end(),
                             [&](const Evidence& e) { return meets(purchase, e); });
        });
    if (purchase.trade && !told && likeliest.weight >= least_implying)
      add_sectors_of(likeliest.code, likeliest.weight * implied_sector, because);
  }

  // 0 to 1: what the purchases around leave of a trade its words name.
  double left_of(const Evidence& evidence) const {
    if (is_of_criterion(evidence.start, evidence.end)) return 0;
    const size_t at = token_at(evidence.start);
    double left = comes_along(evidence) ? after_other_purchase : 1;
    for (const PurchaseMention& purchase : purchases_) {
      const bool other = !purchase.trade && purchase.sure >= least_other;
      if (covers(purchase, evidence)) return other ? 0 : left;
      if (end_of(purchase) > evidence.start) break;
      if (clause_[at] != clause_[purchase.past - 1]) continue;
      const bool listed = lists_[at] > lists_[purchase.past - 1];
      if (other && !listed) left = std::min(left, after_other_purchase);
      if (purposes_[at] > purposes_[purchase.past - 1])
        left = std::min(left, after_purpose * (other ? after_other_purchase : 1));
    }
    return left;
  }

  // "acquisition, livraison, maintenance et formation": what comes along with anything bought is no
  // trade asked for, when what is bought is none of ours.
  bool comes_along(const Evidence& evidence) const {
    static constexpr std::array<std::string_view, 10> services = {
        "livraison", "formation", "maintenance", "installation", "mise a disposition",
        "transport", "entretien", "depannage",   "montage",      "pose"};
    return std::find(services.begin(), services.end(), fold(evidence.text)) != services.end() &&
           std::any_of(purchases_.begin(), purchases_.end(), [](const PurchaseMention& purchase) {
             return !purchase.trade && purchase.sure >= least_other;
           });
  }

  // The token a place of the text stands in.
  size_t token_at(size_t start) const {
    const auto after =
        std::upper_bound(tokens_.list.begin(), tokens_.list.end(), start,
                         [](size_t place, const Token& token) { return place < token.start; });
    return static_cast<size_t>(std::max<ptrdiff_t>(after - tokens_.list.begin(), 1)) - 1;
  }

  // By token, how many clauses, "pour" and "et" begin up to it.
  void count_parts() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      const auto add = [&](std::vector<size_t>& counts, bool one) {
        counts.push_back((i > 0 ? counts.back() : 0) + one);
      };
      add(clause_, begins_clause(tokens_, i));
      add(purposes_, leads_to_purpose(tokens_[i]));
      add(lists_, lists(tokens_[i]));
    }
  }

  void count_sector(const SectorReading& sector) {
    double left = 0;
    for (const Evidence& evidence : sector.because) left = std::max(left, left_of(evidence));
    if (left <= 0) return;
    const double sure = left * sector.confidence / 100;
    const bool bought =
        std::any_of(purchases_.begin(), purchases_.end(), [&](const auto& purchase) {
          return std::any_of(sector.because.begin(), sector.because.end(),
                             [&](const Evidence& e) { return meets(purchase, e); });
        });
    for (const std::string& code : tables_.lexicon.cpv.codes_of(sector.value))
      if (!bought) tally_.add_code(code, sure * implied_code, sector.because);
    tally_.add_sector(sector.value, sure, sector.because);
  }

  void add_sectors_of(const std::string& code, double sure, const std::vector<Evidence>& because) {
    const auto uses = tables_.lexicon.cpv.find(code).uses;
    for (size_t i = 0; i < std::min<size_t>(uses.size(), 2); ++i)
      tally_.add_sector(uses[i].slug, sure * uses[i].confidence / 100.0, because);
  }

  bool is_of_code(const Evidence& evidence) const {
    for (const Reading& code : read_.cpv)
      for (const Evidence& written : code.because)
        if (evidence.start == written.start) return true;
    return false;
  }

  bool is_told_by_words(const SectorReading& sector) const {
    return sector.confidence >= likely &&
           std::any_of(sector.because.begin(), sector.because.end(),
                       [&](const Evidence& evidence) { return !is_of_code(evidence); });
  }

  // A code is used for several trades; words that name one of them say which.
  bool is_settled(const std::string& code) const {
    const auto uses = tables_.lexicon.cpv.find(code).uses;
    return std::any_of(uses.begin(), uses.end(), [&](const CpvTable::Use& use) {
      return std::any_of(read_.sectors.begin(), read_.sectors.end(),
                         [&](const SectorReading& sector) {
                           return sector.value == use.slug && is_told_by_words(sector);
                         });
    });
  }

  void drop_other_uses() {
    std::vector<bool> other;
    for (const SectorReading& sector : read_.sectors)
      other.push_back(!is_told_by_words(sector) &&
                      std::any_of(read_.cpv.begin(), read_.cpv.end(), [&](const Reading& code) {
                        return !sector.because.empty() && !code.because.empty() &&
                               sector.because.front().start == code.because.front().start &&
                               is_settled(code.value);
                      }));
    std::vector<SectorReading> kept;
    for (size_t i = 0; i < other.size(); ++i)
      if (!other[i]) kept.push_back(std::move(read_.sectors[i]));
    read_.sectors = std::move(kept);
  }

  void add_written_codes() {
    for (const Reading& code : read_.cpv) {
      tally_.add_written_code(code.value, code.because);
      if (!is_settled(code.value)) add_sectors_of(code.value, written_sector, code.because);
    }
  }

  void add_others() {
    for (const Reading& place : need_places(read_, text_)) tally_.add_territory(place);
    for (const Reading& kind : read_.kinds) tally_.add_kind(kind);
    // "marché réservé au handicap" asks for all whose status opens that reservation.
    for (const Reading& reservation : read_.reservations)
      for (const KindInfo& kind : all_kinds())
        if (kind.reservation && kind.reservation->certain &&
            kind.reservation->info().code == reservation.value)
          tally_.add_kind({"kind:" + std::string(kind.code), std::string(kind.code),
                           std::string(kind.name), reservation.because});
    for (const Reading& criterion : read_.criteria) tally_.add_criterion(criterion);
  }

  std::string_view text_;
  const Tables& tables_;
  Tokens tokens_;
  std::vector<PurchaseMention> purchases_;
  std::vector<size_t> clause_, purposes_, lists_;  ///< see count_parts
  Interpretation read_;
  Tally tally_;
};

}  // namespace

Tally read_chunk(std::string_view text, const Tables& tables) {
  return ChunkReader(text, tables).read();
}

}  // namespace filon
