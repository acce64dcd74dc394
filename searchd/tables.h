#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "annuaire/criterion.h"
#include "annuaire/label.h"
#include "annuaire/reference_list.h"
#include "annuaire/result.h"
#include "annuaire/schema.h"
#include "annuaire/sector.h"
#include "annuaire/territory.h"
#include "searchd/interpret/lexicon.h"
#include "searchd/legal/legal.h"
#include "searchd/needs/cpv_words.h"
#include "searchd/relays.h"
#include "searchd/suggest_tables.h"

namespace filon {

/// The tables of data/ that questions are read with. Loaded once, shared by all threads.
struct Tables {
  Territories territories;
  Sectors sectors;
  Labels labels;
  ReferenceList networks, prestations;
  Criteria criteria;
  Lexicon lexicon;                                             ///< what `q` is read with
  std::array<uint16_t, text_field_count> field_weights;        ///< see ranking.h
  std::array<uint16_t, (1u << text_field_count)> set_weights;  ///< best weight of a set of fields
  SuggestTables suggest;
  std::vector<Relay> relays;
  CpvWords cpv_words;  ///< what needs are read with, besides the lexicon
  Legal legal;         ///< what law lets a buyer do

  static Result<Tables> load(const std::filesystem::path& dir);
};

}  // namespace filon
