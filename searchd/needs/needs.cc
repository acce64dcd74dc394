#include "searchd/needs/needs.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "searchd/needs/lines.h"
#include "searchd/needs/lot_splitter.h"
#include "searchd/needs/read_chunk.h"
#include "searchd/tables.h"

namespace filon {
namespace {

constexpr size_t longest_chunk = 400;  // bytes: what is read at once, so that time stays linear
constexpr double detail_share = 0.12;  // what a line of the description counts beside the title
// What it leaves of a trade: a caterer's "vaisselle réutilisable" is no hire of crockery.
constexpr double detail_trade = 0.55;
constexpr double fading = 0.9;  // … each one less than that before it
constexpr double least_detail = 0.01;
constexpr double preamble_share = 0.7;  // of what stands before the lots, for the whole text

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

class NeedReader {
 public:
  NeedReader(std::string_view text, const Tables& tables) : text_(text), tables_(tables) {
    code_points_.reserve(text.size() + 1);
    uint32_t count = 0;
    for (const char c : text) {
      code_points_.push_back(count);
      count += !is_continuation(c);
    }
    code_points_.push_back(count);
  }

  Needs read() {
    const LotSplit split = checked_split();
    if (split.lots.empty()) return read_whole();
    Needs needs;
    const Tally preamble = read_span(split.preamble, split.preamble);
    Tally whole;
    whole.merge(preamble, {.share = preamble_share});
    for (size_t i = 0; i < split.lots.size(); ++i) {
      Tally lot = tally_of(split, i);
      whole.merge(lot, {});
      if (!lot.has_territories()) lot.take_territories(place_of_all(split, preamble));
      needs.lots.push_back(
          {title_of(split.lots[i].title), body_of(split.lots[i]), lot.reading(tables_)});
    }
    needs.whole = whole.reading(tables_);
    if (needs.lots.size() > 1) keep_trades_of_lots(needs);
    return needs;
  }

 private:
  // A sentence says where once for all that it asks for; papers say it before their lots.
  Tally place_of_all(const LotSplit& split, const Tally& preamble) const {
    if (split.mark != LotMark::Wish) return preamble;
    return read_span({0, text_.size()}, {0, text_.size()});
  }

  // What a lot asks for, the whole asks for as surely, whatever other lots ask.
  void keep_trades_of_lots(Needs& needs) const {
    std::map<std::string, NeedSector> surest;
    for (const NeedLot& lot : needs.lots)
      for (const NeedSector& sector : lot.reading.sectors) {
        const auto [place, is_new] = surest.emplace(sector.slug, sector);
        if (!is_new && place->second.confidence < sector.confidence) place->second = sector;
      }
    auto& sectors = needs.whole.sectors;
    sectors.clear();
    for (auto& [slug, sector] : surest) sectors.push_back(std::move(sector));
    std::stable_sort(sectors.begin(), sectors.end(), [](const NeedSector& a, const NeedSector& b) {
      return a.confidence > b.confidence;
    });
  }

  Needs read_whole() const {
    const auto lines = lines_of(text_);
    Needs needs;
    const Tally tally = read_span({0, text_.size()}, {0, text_.size()});
    needs.whole = tally.reading(tables_);
    const TextSpan title = lines.empty() ? TextSpan{0, text_.size()} : title_line(lines);
    needs.lots.push_back({title_of(title), std::string(text_), needs.whole});
    return needs;
  }

  // The words of a title, cut between two of them where it is a page of prose.
  std::string title_of(TextSpan title) const {
    const std::string_view words = title.of(text_);
    if (words.size() <= max_need_title_bytes) return std::string(words);
    size_t past = words.find_last_of(" \t", max_need_title_bytes - 4);
    if (past == std::string_view::npos || past == 0) past = max_need_title_bytes - 4;
    while (is_continuation(words[past])) --past;
    return std::string(words.substr(0, past)) + "…";
  }

  // The first line that says what is bought; papers begin with names of bodies and of themselves.
  TextSpan title_line(const std::vector<TextSpan>& lines) const {
    for (size_t i = 0; i < std::min<size_t>(lines.size(), 20); ++i)
      if (read_span(lines[i], lines[i]).has_codes()) return lines[i];
    return lines.front();
  }

  // Bullets and lines may describe one purchase: they are lots when they are of several trades.
  LotSplit checked_split() {
    LotSplit split = split_lots(text_);
    if (split.mark == LotMark::Lot || split.mark == LotMark::Row || split.mark == LotMark::None)
      return split;
    std::set<std::string> trades;
    size_t with_trade = 0;
    for (const LotSpan& lot : split.lots) {
      tallies_.push_back(read_span(lot.title, lot.bodies.front()));
      const std::string code = tallies_.back().surest_code();
      if (code.empty()) continue;
      ++with_trade;
      trades.insert(code.substr(0, 3));
    }
    const size_t least = split.mark == LotMark::Line ? (split.lots.size() * 2 + 2) / 3 : 2;
    const bool wish = split.mark == LotMark::Wish;
    if ((wish && trades.size() < split.lots.size()) || trades.size() < 2 || with_trade < least ||
        trades.size() * 3 < with_trade)
      return {LotMark::None, {0, text_.size()}, {}};
    return split;
  }

  std::string body_of(const LotSpan& lot) const {
    std::string body;
    for (const TextSpan& span : lot.bodies) {
      if (!body.empty()) body += '\n';
      body += span.of(text_);
    }
    return body;
  }

  Tally tally_of(const LotSplit& split, size_t lot) const {
    if (lot < tallies_.size()) return tallies_[lot];
    const LotSpan& span = split.lots[lot];
    Tally tally = read_span(span.title, span.bodies.front());
    for (size_t i = 1; i < span.bodies.size(); ++i)
      tally.merge(read_span(span.bodies[i], span.bodies[i]), {.share = detail_share});
    return tally;
  }

  // Lines are read to see whether they are lots, and again when they are not; papers repeat
  // themselves too.
  const Tally& chunk_at(TextSpan chunk) const {
    const auto [place, is_new] = chunks_.try_emplace(chunk.of(text_));
    if (is_new) place->second = read_chunk(chunk.of(text_), tables_);
    return place->second;
  }

  // What is said in `all`, whose name is `title`: the first line that names anything leads.
  Tally read_span(TextSpan title, TextSpan all) const {
    Tally tally;
    double share = 1;
    const auto read = [&](TextSpan chunk) {
      const Tally& said = chunk_at(chunk);
      tally.merge(said, {share, share < 1 ? detail_trade : 1, code_points_[chunk.first]});
      if (said.has_codes())
        share = share >= 1 ? detail_share : std::max(share * fading, least_detail);
    };
    const bool titled = title.first != all.first || title.past != all.past;
    if (titled)
      for (const TextSpan& chunk : chunks_of(title)) read(chunk);
    for (const TextSpan& chunk : chunks_of(all)) {
      if (titled && chunk.past > title.first && chunk.first < title.past) {
        if (chunk.first < title.first) read({chunk.first, title.first});
        if (chunk.past > title.past) read({title.past, chunk.past});
        continue;
      }
      read(chunk);
    }
    return tally;
  }

  // Lines, the long ones cut after a sentence or at a blank.
  std::vector<TextSpan> chunks_of(TextSpan span) const {
    std::vector<TextSpan> chunks;
    for (TextSpan line : lines_of(span.of(text_))) {
      line = {line.first + span.first, line.past + span.first};
      while (line.past - line.first > longest_chunk) {
        const std::string_view piece = text_.substr(line.first, longest_chunk);
        size_t cut = piece.find_last_of(".;");
        if (cut == std::string_view::npos || cut < longest_chunk / 3)
          cut = piece.find_last_of(" \t");
        if (cut == std::string_view::npos || cut == 0) cut = longest_chunk - 1;
        size_t past = line.first + cut + 1;
        while (past < line.past && is_continuation(text_[past])) ++past;
        chunks.push_back({line.first, past});
        line.first = past;
      }
      if (line.first < line.past) chunks.push_back(line);
    }
    return chunks;
  }

  std::string_view text_;
  const Tables& tables_;
  std::vector<uint32_t> code_points_;                           ///< by byte
  mutable std::unordered_map<std::string_view, Tally> chunks_;  ///< by what they say
  std::vector<Tally> tallies_;  ///< of the lots, where the split was checked
};

}  // namespace

Needs read_needs(std::string_view text, const Tables& tables) {
  return NeedReader(text, tables).read();
}

}  // namespace filon
