#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annuaire/schema.h"
#include "annuaire/structure.h"

namespace Xapian {
class Document;
}

namespace filon {

/// What the index keeps of a record's texts.
struct Analysis {
  struct Term {
    std::string stem;
    uint16_t fields = 0;  ///< bit i: the stem stands in TextField i
    bool operator==(const Term&) const = default;
  };
  std::vector<Term> terms;         ///< by stem
  std::vector<std::string> words;  ///< folded, unstemmed, each once, sorted: the spelling data
};

/// The searchable texts of a record, cut, folded and stemmed.
Analysis analyse(const Structure& structure);

/// The values of one facet that a record has, sorted; places as "departement:21". Labels come
/// with expired ones; reservations are the certain ones.
std::vector<std::string> facet_values(const Structure& structure, Facet facet);

/// Structure → Xapian: boolean and text terms by the schema, the record as data.
Xapian::Document to_document(const Structure& structure, const Analysis& analysis);

/// The stored data, parted: the record, then its provenance.
std::pair<std::string_view, std::string_view> split_data(std::string_view data);

}  // namespace filon
