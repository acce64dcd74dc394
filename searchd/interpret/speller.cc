#include "searchd/interpret/speller.h"

#include <algorithm>
#include <array>
#include <bit>

#include "annuaire/text.h"

namespace filon {
namespace {

constexpr size_t shortest = 4;  // fewer letters are near everything
constexpr size_t two_edits_from = 8;
constexpr int worst_of_readiness = 45;  // hundredths a fully expected word is favoured by
constexpr int other_first_letter = 40;

uint32_t letters_of(std::string_view word) {
  uint32_t letters = 0;
  for (const char c : word) letters |= 1u << (static_cast<unsigned char>(c) & 31);
  return letters;
}

// Keys of the French keyboard that touch.
bool touch(char a, char b) {
  static constexpr std::array<std::string_view, 3> rows = {"azertyuiop", "qsdfghjklm", "wxcvbn"};
  int row_a = -1, row_b = -1, column_a = 0, column_b = 0;
  for (int row = 0; row < 3; ++row) {
    const auto& keys = rows[static_cast<size_t>(row)];
    if (const size_t at = keys.find(a); at != std::string_view::npos)
      row_a = row, column_a = static_cast<int>(at);
    if (const size_t at = keys.find(b); at != std::string_view::npos)
      row_b = row, column_b = static_cast<int>(at);
  }
  if (row_a < 0 || row_b < 0) return false;
  const int across = column_a > column_b ? column_a - column_b : column_b - column_a;
  const int down = row_a > row_b ? row_a - row_b : row_b - row_a;
  return across + down <= 2 && across <= 1 && down <= 1;
}

// Whether two edits between words are likely slips: not where the first letter changes
// ("parcelles", "nacelles"), nor where the ends alone do: words of one family ("distribuer",
// "distributeur").
bool may_differ_twice(std::string_view word, std::string_view candidate) {
  constexpr size_t ending = 4;
  if (candidate.empty() || word[0] != candidate[0]) return false;
  const size_t shared = static_cast<size_t>(
      std::mismatch(word.begin(), word.end(), candidate.begin(), candidate.end()).first -
      word.begin());
  return shared + ending < std::max(word.size(), candidate.size());
}

// Four letters may lack one ("dijn") or have two swapped; another letter makes another word, and
// most of them are initials ("SDIS" is no skis).
bool is_other_short_word(std::string_view word, std::string_view candidate) {
  return word.size() == shortest && candidate.size() <= shortest &&
         !std::is_permutation(word.begin(), word.end(), candidate.begin(), candidate.end());
}

// A letter too many or too few: less of a slip when it doubles its neighbour.
int one_letter(std::string_view word, size_t i) {
  const bool doubled =
      (i > 0 && word[i - 1] == word[i]) || (i + 1 < word.size() && word[i + 1] == word[i]);
  return doubled ? 60 : 95;
}

// Letters are left out more often than added.
int left_out(std::string_view word, size_t i) { return one_letter(word, i) - 5; }

}  // namespace

int typing_cost(std::string_view from, std::string_view to, int limit) {
  const int edits = edit_distance(from, to, limit);
  if (edits > limit) return 100 * limit + 100;
  const size_t n = from.size(), m = to.size();
  std::vector<std::vector<int>> cost(n + 1, std::vector<int>(m + 1));
  for (size_t i = 1; i <= n; ++i) cost[i][0] = cost[i - 1][0] + one_letter(from, i - 1);
  for (size_t j = 1; j <= m; ++j) cost[0][j] = cost[0][j - 1] + left_out(to, j - 1);
  for (size_t i = 1; i <= n; ++i)
    for (size_t j = 1; j <= m; ++j) {
      const char a = from[i - 1], b = to[j - 1];
      const int change = a == b ? 0 : touch(a, b) ? 75 : 100;
      cost[i][j] = std::min({cost[i - 1][j - 1] + change, cost[i - 1][j] + one_letter(from, i - 1),
                             cost[i][j - 1] + left_out(to, j - 1)});
      if (i > 1 && j > 1 && a == to[j - 2] && from[i - 2] == b)
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 70);
    }
  return cost[n][m] + (!from.empty() && !to.empty() && from[0] != to[0] ? other_first_letter : 0);
}

void Speller::add(std::string word, int weight, bool place) {
  if (word.size() < shortest) return;
  const uint32_t letters = letters_of(word);
  entries_.push_back({std::move(word), letters, weight, place});
}

void Speller::sort() {
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    if (a.word != b.word) return a.word < b.word;
    return a.place != b.place ? b.place : a.weight > b.weight;
  });
  entries_.erase(std::unique(entries_.begin(), entries_.end(),
                             [](const Entry& a, const Entry& b) { return a.word == b.word; }),
                 entries_.end());
}

bool Speller::knows(std::string_view word) const {
  const auto found =
      std::lower_bound(entries_.begin(), entries_.end(), word,
                       [](const Entry& entry, std::string_view w) { return entry.word < w; });
  return found != entries_.end() && found->word == word;
}

std::string Speller::correct(std::string_view word, int least_place_weight,
                             const MoreWords& more) const {
  if (word.size() < shortest ||
      std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return "";
  const int most = word.size() < two_edits_from ? 1 : 2;
  const uint32_t letters = letters_of(word);
  std::string best;
  int least = 100 * most + 100;
  const auto consider = [&](std::string_view candidate, uint32_t candidate_letters, int weight) {
    if (is_other_short_word(word, candidate)) return;
    const int limit = may_differ_twice(word, candidate) ? most : 1;
    const int longer = static_cast<int>(candidate.size()) - static_cast<int>(word.size());
    if (longer > limit || -longer > limit || candidate.size() < shortest) return;
    if (std::popcount(letters ^ candidate_letters) > 2 * limit) return;
    const int cost = typing_cost(word, candidate, limit);
    if (cost >= 100 * limit + 100) return;
    const int price = cost - weight * worst_of_readiness / 100;
    if (price < least || (price == least && candidate < best)) least = price, best = candidate;
  };
  for (const Entry& entry : entries_) {
    if (entry.weight == 0) continue;
    if (entry.place && (entry.weight < least_place_weight || entry.word[0] != word[0])) continue;
    consider(entry.word, entry.letters, entry.weight);
  }
  if (more)
    more([&](std::string_view candidate, int weight) {
      consider(candidate, letters_of(candidate), weight);
    });
  return best;
}

}  // namespace filon
