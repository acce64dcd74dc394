#include "searchd/needs/lot_splitter.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "annuaire/text.h"
#include "searchd/needs/lines.h"

namespace filon {
namespace {

constexpr size_t longest_item = 300;  // bytes: longer lines are prose, not names of lots
constexpr size_t fewest_cells = 2;

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text), lines_(lines_of(text)) {}

  LotSplit split() {
    for (const auto part : {&Splitter::by_lot, &Splitter::by_row, &Splitter::by_item,
                            &Splitter::by_line, &Splitter::by_wish})
      if (LotSplit made = (this->*part)(); made.mark != LotMark::None) return made;
    return {LotMark::None, {0, text_.size()}, {}};
  }

 private:
  // Where each lot is named, at the start of a line, of a table's cell or within a line.
  struct Start {
    std::string number;
    size_t at = 0, name = 0, line_end = 0;
  };

  void add_starts(TextSpan line, std::vector<Start>& starts) const {
    std::vector<size_t> places = {item_marker(line.of(text_))};
    for (const size_t inner : inner_lots(line.of(text_)))
      if (inner > places[0]) places.push_back(inner);
    for (size_t i = 0; i < places.size(); ++i) {
      const size_t at = line.first + places[i];
      const size_t end = i + 1 < places.size() ? line.first + places[i + 1] : line.past;
      if (const auto marker = lot_marker(text_.substr(at, end - at)))
        starts.push_back({marker->number, at, at + marker->past, end});
    }
  }

  TextSpan trimmed(TextSpan span) const {
    const std::string_view signs = " \t\r\n;,|";
    while (span.past > span.first && signs.find(text_[span.past - 1]) != std::string_view::npos)
      --span.past;
    while (span.first < span.past && signs.find(text_[span.first]) != std::string_view::npos)
      ++span.first;
    return span;
  }

  // The name of a lot: what follows its number, or the next line when nothing does.
  TextSpan title_of(const Start& start, size_t end) const {
    TextSpan title = trimmed({start.name, start.line_end});
    if (title.first == title.past)
      for (const TextSpan& line : lines_of(text_.substr(start.line_end, end - start.line_end)))
        return trimmed({start.line_end + line.first, start.line_end + line.past});
    if (const std::string_view row = title.of(text_);
        row.find('\t') != std::string_view::npos || row.find('|') != std::string_view::npos)
      return longest_cell(title);
    return title;
  }

  LotSplit by_lot() const {
    std::vector<Start> starts;
    for (const TextSpan& line : lines_) add_starts(line, starts);
    LotSplit made;
    std::unordered_map<std::string, size_t> known;
    for (size_t i = 0; i < starts.size(); ++i) {
      const size_t end = i + 1 < starts.size() ? starts[i + 1].at : text_.size();
      const TextSpan body = trimmed({starts[i].at, end});
      const auto [place, is_new] = known.emplace(starts[i].number, made.lots.size());
      if (is_new)
        made.lots.push_back({title_of(starts[i], end), {body}});
      else
        made.lots[place->second].bodies.push_back(body);
    }
    if (made.lots.empty()) return {};
    made.mark = LotMark::Lot;
    made.preamble = {0, starts.front().at};
    return made;
  }

  TextSpan longest_cell(TextSpan line) const {
    TextSpan best;
    for (const TextSpan& cell : cells_of(text_, line)) {
      const auto letters = [&](TextSpan span) {
        const std::string_view cell_text = span.of(text_);
        return std::count_if(cell_text.begin(), cell_text.end(),
                             [](char c) { return (c < '0' || c > '9') && c != ' '; });
      };
      if (letters(cell) > letters(best)) best = cell;
    }
    return best;
  }

  // The names of columns, not a lot.
  bool is_header(TextSpan line) const {
    size_t names = 0;
    for (const Word& word : words(line.of(text_).substr(0, longest_item)))
      for (const char* name :
           {"lot", "lots", "designation", "intitule", "objet", "libelle", "montant", "description",
            "quantite", "budget", "date", "cpv", "numero"})
        names += word.text == name;
    return names > 1 || (names == 1 && cells_of(text_, line).size() <= 2 * names);
  }

  // The longest run of lines with the same number of cells.
  LotSplit by_row() const {
    size_t best_first = 0, best_past = 0;
    for (size_t i = 0; i < lines_.size();) {
      const size_t cells = cells_of(text_, lines_[i]).size();
      size_t past = i + 1;
      while (past < lines_.size() && cells_of(text_, lines_[past]).size() == cells) ++past;
      if (cells >= fewest_cells && past - i > best_past - best_first)
        best_first = i, best_past = past;
      i = past;
    }
    if (best_past - best_first < 2) return {};
    LotSplit made{LotMark::Row, {0, lines_[best_first].first}, {}};
    for (size_t i = best_first; i < best_past; ++i) {
      if (i == best_first && is_header(lines_[i])) continue;
      const TextSpan title = longest_cell(lines_[i]);
      const std::string_view name = title.of(text_);
      if (name.find_first_not_of("-: ") == std::string_view::npos) continue;  // a Markdown rule
      made.lots.push_back({title, {lines_[i]}});
    }
    if (made.lots.size() < 2) return {};
    return made;
  }

  LotSplit by_item() const {
    LotSplit made{LotMark::Item, {}, {}};
    for (const TextSpan& line : lines_) {
      const size_t marker = item_marker(line.of(text_));
      if (marker > 0 && line.past - line.first <= longest_item) {
        made.lots.push_back({trimmed({line.first + marker, line.past}), {line}});
      } else if (!made.lots.empty()) {
        made.lots.back().bodies.back().past = line.past;
      }
    }
    if (made.lots.size() < 2) return {};
    made.preamble = {0, made.lots.front().bodies.front().first};
    return made;
  }

  LotSplit by_line() const {
    LotSplit made{LotMark::Line, {}, {}};
    for (const TextSpan& line : lines_) {
      if (line.past - line.first > longest_item) return {};
      made.lots.push_back({line, {line}});
    }
    return made.lots.size() < 2 ? LotSplit{} : made;
  }

  // "un traiteur, une blanchisserie et un imprimeur": where each article stands, and what it is
  // joined to the one before by.
  LotSplit by_wish() const {
    if (lines_.size() != 1 || lines_[0].past - lines_[0].first > longest_item) return {};
    const TextSpan line = lines_[0];
    LotSplit made{LotMark::Wish, {line.first, line.past}, {}};
    for (size_t at = line.first; at < line.past; ++at) {
      if ((at > line.first && text_[at - 1] != ' ') || !article_at(text_.substr(at))) continue;
      const auto end = made.lots.empty() ? at : before_joint({line.first, at});
      if (!end) continue;
      if (made.lots.empty())
        made.preamble.past = at;
      else
        end_wish(made.lots.back(), *end);
      made.lots.push_back({{at, line.past}, {}});
    }
    if (made.lots.size() < 2) return {};
    end_wish(made.lots.back(), line.past);
    return made;
  }

  static bool article_at(std::string_view text) {
    for (const std::string_view article : {"un ", "une ", "Un ", "Une "})
      if (text.starts_with(article)) return true;
    return false;
  }

  // Where "un traiteur" ends before ", " or " et "; none when nothing joins what follows.
  std::optional<size_t> before_joint(TextSpan span) const {
    const std::string_view before = span.of(text_);
    for (const std::string_view joint : {", et ", " et ", ", puis ", " puis ", ", ", "; "})
      if (before.ends_with(joint)) return span.past - joint.size();
    return std::nullopt;
  }

  void end_wish(LotSpan& lot, size_t end) const {
    lot.title = trimmed({lot.title.first, end});
    lot.bodies = {lot.title};
  }

  std::string_view text_;
  std::vector<TextSpan> lines_;
};

}  // namespace

LotSplit split_lots(std::string_view text) { return Splitter(text).split(); }

}  // namespace filon
