#pragma once

#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "indexer/references.h"
#include "indexer/source_record.h"

namespace filon {

/// Reads what a row says in the words of our tables into `structure`: sectors, activities, labels,
/// criteria, networks, prestations and zones, each once, sorted by slug. What no table knows is
/// dropped with a doubt; labels and networks are open lists and keep their names.
void read_links(const SourceRecord& record, const References& references, Structure& structure);

/// Percent: an inferred sector less sure than this is a hint for people, and none of the record.
inline constexpr int least_sector_confidence = 50;

/// One link per slug, sorted: declared beats inferred, then the surer one.
void unite_sectors(std::vector<SectorLink>& sectors);
/// One per slug, sorted: the better proof wins, then the later end.
void unite_labels(std::vector<LabelLink>& labels);
void unite_criteria(std::vector<CriterionLink>& criteria);
void unite_networks(std::vector<NetworkLink>& networks);
void unite_activities(std::vector<Activity>& activities);

}  // namespace filon
