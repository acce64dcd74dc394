#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annuaire/geo.h"
#include "annuaire/place_names.h"

namespace filon {

/// Words of `q` that led to a reading, in code points of it.
struct Evidence {
  std::string text;  ///< as typed
  size_t start = 0, end = 0;
};

/// Something `q` was understood to say. `id` is the same for the same text, and switches the
/// reading off through `ignore`; `value` is what the parameter of that kind takes.
struct Reading {
  std::string id, value, name;
  std::vector<Evidence> because;
};

/// A trade, or a group of trades.
struct SectorReading : Reading {
  int confidence = 0;  ///< percent; readings come surest first
  size_t phrase = 0;   ///< readings of one phrase are alternatives: see Phrase
};

/// The words that led to some sector readings.
struct Phrase {
  std::vector<std::string> words;  ///< folded, corrected, without link words
};

struct TerritoryReading : Reading {
  PlaceId place = 0;
  std::string note;  ///< French; where the words name no exact territory, what was taken for it
};

/// "20 km autour de Dijon". Value is the commune.
struct NearReading : Reading {
  PlaceId place = 0;
  Point point;
  int radius_km = 0;
  bool given = true;  ///< false: no distance was said ("autour de Dijon"), ours was taken
};

/// Words that may mean several things, none of which the rest of the text chooses.
struct Ambiguity {
  Evidence words;
  std::vector<Reading> choices;
};

struct Correction {
  std::string from, to;
};

/// What was widened because nothing answered the question as read.
struct Relaxation {
  std::string step;  ///< territory, near, sector, words, label, kind, reservation
  std::string text;  ///< French sentence
};

/// What a buyer's line says. Lists are empty where it says nothing of the sort.
struct Interpretation {
  std::vector<SectorReading> sectors;
  std::vector<TerritoryReading> territories;
  std::optional<NearReading> near;
  std::vector<Reading> kinds, reservations, labels, criteria, cpv, identifiers;
  std::vector<Correction> corrections;
  std::vector<Ambiguity> ambiguous;
  std::vector<Phrase> phrases;     ///< what SectorReading::phrase counts
  std::vector<std::string> words;  ///< folded words no filter explains, sectors' own included
  std::string rest;                ///< as typed: the words nothing explains
};

}  // namespace filon
