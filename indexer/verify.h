#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "annuaire/manifest.h"
#include "indexer/harvest_list.h"
#include "indexer/merge.h"
#include "indexer/references.h"
#include "indexer/report.h"
#include "indexer/settings.h"
#include "indexer/sources/reader.h"

namespace filon {

/// Who of ours an official list names, and until when: the last day of its rows, "" where none
/// says. Of the list's rows only those that name one of `wanted` are kept: it may hold a million.
struct ListedKeys {
  std::unordered_map<std::string, std::string> until;  ///< by SIREN or SIRET
  size_t read = 0;
  std::vector<Rejection> rejected;  ///< rows that name nobody
  std::vector<std::string> warnings;
};

/// Adds what a page of the list says. `wanted` holds the SIREN (nine digits) and SIRET (fourteen)
/// of our records; the column mapped as `siret` is compared by SIRET, `siren` by SIREN.
Status collect_listed(const SourcePage& page, const std::unordered_set<std::string>& wanted,
                      ListedKeys& listed);

/// The same of all pages of a list; the report tells what was read.
Result<ListedKeys> read_listed(const HarvestedSource& source, const std::vector<std::string>& pages,
                               const RunSettings& settings,
                               const std::unordered_set<std::string>& wanted);

/// What a report says of it, before anybody was compared.
VerifierReport verifier_report(const HarvestedSource& source, const RunSettings& settings,
                               ListedKeys& listed);

/// Sets the label `verified` on the records that are listed, and `list` as where it came from (its
/// name and the day it was read), and completes them anew: labels open rights. Gives how many.
size_t apply_listed(const ListedKeys& listed, const SourceRef& list, const Label& label,
                    const Complete& complete, PackedRecords& records);

/// Whether the source is such a list, and brings no records.
bool is_verifier(const std::string& source, const RunSettings& settings);

/// All of that for every such list of the harvest; each is told in the report and, for its licence
/// and date, among the sources of the generation.
Status verify_all(const std::vector<HarvestedSource>& harvested, const References& references,
                  const RunSettings& settings, const Complete& complete, PackedRecords& records,
                  std::vector<Manifest::Source>& sources, Report& report);

}  // namespace filon
