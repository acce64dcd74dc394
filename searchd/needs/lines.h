#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/needs/lot_splitter.h"

namespace filon {

/// The lines of a text, blanks at both ends left out, empty ones too.
std::vector<TextSpan> lines_of(std::string_view text);

/// "Lot n° 3 – ", "LOT 12:" where a text begins: the number, and where its words begin.
struct LotMarker {
  std::string number;  ///< folded: "3", "iv", "b"
  size_t past = 0;     ///< bytes of the marker
};
std::optional<LotMarker> lot_marker(std::string_view text);

/// Bytes of a bullet, "1.", "2)", "a)", "# " or "Article 4 -" where a line begins; 0 without one.
size_t item_marker(std::string_view line);

/// Bytes where a "Lot n" that begins a lot stands inside a line, the line's start not counted.
std::vector<size_t> inner_lots(std::string_view line);

/// The cells of a row parted by tabs, "|" or ";".
std::vector<TextSpan> cells_of(std::string_view text, TextSpan line);

}  // namespace filon
