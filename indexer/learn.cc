#include "indexer/learn.h"

#include <fmt/ranges.h>

#include "annuaire/structure_kind.h"
#include "indexer/snapshot_store.h"
#include "indexer/sources/lemarche_taxonomy.h"

namespace filon {
namespace {

SourceReport& report_named(const std::string& name, Report& report) {
  for (SourceReport& source : report.sources)
    if (source.name == name) return source;
  report.sources.emplace_back().name = name;
  return report.sources.back();
}

// Networks are an open list: a new one needs no table, but is worth a word.
void tell_new_networks(const LemarcheTaxonomy& taxonomy, const References& references,
                       SourceReport& source) {
  std::vector<std::string> unknown;
  for (const auto& network : taxonomy.networks)
    if (!references.networks.find(network.slug) && !references.networks.recognise(network.name))
      unknown.push_back(network.name);
  if (!unknown.empty())
    source.warnings.push_back(fmt::format("{} networks are not in our table: {}", unknown.size(),
                                          fmt::join(unknown, "; ")));
}

// A kind says which contracts may be reserved: only the law can tell, so it is told and not learnt.
void tell_new_kinds(const LemarcheTaxonomy& taxonomy, SourceReport& source) {
  for (const auto& kind : taxonomy.kinds)
    if (!parse_kind(kind.code))
      source.warnings.push_back(
          fmt::format("kind {} ({}) is not in our table: its structures are of kind AUTRE",
                      kind.code, kind.name));
}

}  // namespace

Status learn_taxonomies(const std::vector<HarvestedSource>& harvested, const RunSettings& settings,
                        References& references, Report& report) {
  const SnapshotStore store(settings.store);
  for (const HarvestedSource& source : harvested) {
    if (source.name != "lemarche") continue;
    const auto snapshot = store.find(source.name, source.snapshot);
    if (!snapshot || snapshot->parts.size() < 2) continue;  // read_all says what is wrong with it
    const auto pages = store.read(*snapshot);
    if (!pages) return fail(ErrorCode::Fetch, "{}: {}", source.name, pages.error().message);
    LemarcheTaxonomy taxonomy;
    for (const std::string& page : *pages) read_taxonomy(page, taxonomy);
    const auto learnt = learn_sectors(taxonomy, references.sectors);
    SourceReport& told = report_named(source.name, report);
    if (!learnt.empty())
      told.warnings.push_back(
          fmt::format("{} new sectors: {}", learnt.size(), fmt::join(learnt, "; ")));
    tell_new_networks(taxonomy, references, told);
    tell_new_kinds(taxonomy, told);
  }
  return done();
}

}  // namespace filon
