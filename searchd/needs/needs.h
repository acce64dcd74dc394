#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "searchd/interpret/interpretation.h"

namespace filon {

struct Tables;

/// A trade a need asks for. Confidence is percent; evidence is in code points of the whole text.
struct NeedSector {
  std::string slug, name;
  int confidence = 0;
  std::vector<Evidence> because;
};

/// A code of Regulation (EC) 213/2008 that the need may be published under.
struct NeedCpv {
  std::string code;   ///< eight digits
  std::string label;  ///< French; "" where no table names the code
  std::vector<Evidence> because;
};

/// What some text of a buyer says, best first.
struct NeedReading {
  std::vector<NeedSector> sectors;
  std::vector<NeedCpv> cpv;
  std::vector<Reading> territories, kinds, criteria;
};

/// A part of a consultation that is answered on its own.
struct NeedLot {
  std::string title;  ///< as written, up to max_need_title_bytes
  std::string text;   ///< as written
  NeedReading reading;
};

struct Needs {
  std::vector<NeedLot> lots;  ///< the whole text where it names no parts
  NeedReading whole;
};

constexpr size_t max_need_bytes = 200 * 1024;
constexpr size_t max_need_title_bytes = 500;  ///< what POST /api/v1/depth takes

/// Reads a buyer's text: its lots, and of each the trades, codes, places, statuses and criteria
/// with the words that say so. Pure, and linear in the text.
Needs read_needs(std::string_view text, const Tables& tables);

/// The answer of contract §4.2.
std::string needs_json(const Needs& needs);

}  // namespace filon
