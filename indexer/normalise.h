#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "annuaire/structure.h"
#include "indexer/references.h"
#include "indexer/source_record.h"

namespace filon {

/// What a source's settings say about how its rows may be used.
struct SourceTerms {
  bool publishes_contact = true;  ///< its phones and e-mail addresses may be shown
};

/// A row as a record of our own: typed, placed, checked against the tables, with a doubt (a French
/// sentence) for everything that was dropped, guessed or contradicts something. Only a row without
/// a name, or with neither a usable SIRET nor an id, is an error.
Result<Structure> normalise(const SourceRecord& record, const References& references,
                            const SourceTerms& terms);

struct Normalised {
  std::vector<Structure> kept;
  std::vector<Rejection> rejected;
};
Normalised normalise_all(std::span<const SourceRecord> records, const References& references,
                         const SourceTerms& terms);

}  // namespace filon
