#pragma once

#include <string_view>
#include <vector>

namespace filon {

/// A stretch of a text, in bytes.
struct TextSpan {
  size_t first = 0, past = 0;
  std::string_view of(std::string_view text) const { return text.substr(first, past - first); }
};

/// Where one lot stands: its name, and all that is said of it.
struct LotSpan {
  TextSpan title;                ///< without "Lot 3 :", bullet or number
  std::vector<TextSpan> bodies;  ///< name and marker included; several when it is named again
};

/// How the parts of a text are told: "lot n" and table rows always part lots; lines, bullets and
/// numbers only when what they hold differs, which who reads them decides.
enum class LotMark { None, Lot, Row, Item, Line, Wish };

struct LotSplit {
  LotMark mark = LotMark::None;
  TextSpan preamble;  ///< what stands before the first lot
  std::vector<LotSpan> lots;
};

/// Cuts a text where it says "Lot n"; else by rows of a table, by bullets or numbers, by lines, or,
/// in one sentence, by what it asks for: "un traiteur et une blanchisserie".
LotSplit split_lots(std::string_view text);

}  // namespace filon
