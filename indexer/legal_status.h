#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annuaire/structure_kind.h"

namespace filon {

/// What a source's status says: a code ("ACI"), or a legal status in words ("SCIC SA à capital
/// variable", "Association loi 1901").
struct ReadStatus {
  std::vector<Kind> kinds;  ///< in the order of the table; empty when nothing is recognised
  std::string doubt;        ///< French; "" when the words leave none
};
ReadStatus read_status(std::string_view text);

}  // namespace filon
