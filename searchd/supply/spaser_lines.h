#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>

#include "searchd/supply/spaser.h"

namespace filon {

/// One line of the matrix as a table: a place and a trade, all trades together, or an AGEC family.
struct SpaserLine {
  std::array<std::string, 5> texts;   ///< place, its code, type of row, trade, its code
  std::array<uint64_t, 9> numbers{};  ///< counts of the cell, then the coverage of the place
  std::string day;                    ///< of the data
};

/// Titles of these columns, in order; a promise to scripts, like the keys of the JSON.
inline constexpr std::array<std::string_view, 15> spaser_titles = {"territoire",
                                                                   "code_territoire",
                                                                   "type",
                                                                   "metier",
                                                                   "code_metier",
                                                                   "entites",
                                                                   "repondent",
                                                                   "handicap",
                                                                   "insertion",
                                                                   "handicap_ou_insertion",
                                                                   "prison",
                                                                   "ess",
                                                                   "structures_implantees",
                                                                   "avec_metier_connu",
                                                                   "donnees_du"};

void for_each_line(const Spaser& spaser, const Tables& tables,
                   const std::function<void(const SpaserLine&)>& visit);

}  // namespace filon
