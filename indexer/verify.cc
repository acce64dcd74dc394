#include "indexer/verify.h"

#include <algorithm>
#include <array>
#include <optional>

#include "annuaire/siret.h"
#include "indexer/clean.h"
#include "indexer/dates.h"
#include "indexer/harvester.h"
#include "indexer/identifiers.h"
#include "indexer/in_order.h"
#include "indexer/links.h"
#include "indexer/read_pages.h"
#include "indexer/snapshot_store.h"
#include "indexer/sources/list_reader.h"

namespace filon {
namespace {

std::string first_value(const ListMapping& mapping, std::string_view field,
                        const RowValues& values) {
  const auto rule = mapping.fields.find(field);
  if (rule == mapping.fields.end()) return {};
  const auto found = field_values(rule->second, values);
  return found.empty() ? std::string() : clean_value(found.front());
}

// The key a row is compared by: its SIRET where the list gives one, else its SIREN.
std::string key_of(const std::string& siret, const std::string& siren) {
  if (const ReadSiret read = read_siret(siret); !read.siret.empty()) return read.siret;
  const std::string digits = siren_digits(siren.empty() ? siret : siren);
  return digits;
}

// Two rows for one structure: what ends last counts, and an unknown end beats none.
void note(std::unordered_map<std::string, std::string>& until, const std::string& key,
          const std::string& day) {
  const auto [known, added] = until.try_emplace(key, day);
  if (!added) known->second = std::max(known->second, day);
}

std::unordered_set<std::string> keys_of(const PackedRecords& records) {
  using Keys = std::array<std::string, 2>;
  std::unordered_set<std::string> all;
  each_in_order<Keys>(
      records.size(),
      [&](size_t place) {
        Structure record = records[place];
        return Keys{std::move(record.siret), std::move(record.siren)};
      },
      [&](size_t, Keys keys) {
        for (std::string& key : keys)
          if (!key.empty()) all.insert(std::move(key));
      });
  return all;
}

Result<Label> label_of(const std::string& name, const References& references) {
  if (const Label* known = references.labels.find(name)) return *known;
  if (auto read = references.labels.read(name)) return *std::move(read);
  return fail(ErrorCode::Usage, "verifies '{}': not the name of a label", name);
}

}  // namespace

Status collect_listed(const SourcePage& page, const std::unordered_set<std::string>& wanted,
                      ListedKeys& listed) {
  const ListMapping& mapping = page.settings->mapping;
  ValuesSink sink;
  sink.reject = [&](Rejection rejection) {
    ++listed.read;
    listed.rejected.push_back(std::move(rejection));
  };
  sink.warn = [&](std::string warning) { listed.warnings.push_back(std::move(warning)); };
  sink.row = [&](const RowValues& values, const std::string& origin) {
    ++listed.read;
    const std::string siret = first_value(mapping, "siret", values);
    const std::string siren = first_value(mapping, "siren", values);
    const std::string key = key_of(siret, siren);
    if (key.empty())
      return listed.rejected.push_back(
          {origin, fmt::format("neither siren nor siret: '{}'", siret.empty() ? siren : siret)});
    if (!wanted.contains(key)) return;
    note(listed.until, key, iso_date(first_value(mapping, "valid_until", values)).substr(0, 10));
  };
  return visit_list_values(page, sink);
}

Result<ListedKeys> read_listed(const HarvestedSource& source, const std::vector<std::string>& pages,
                               const RunSettings& settings,
                               const std::unordered_set<std::string>& wanted) {
  ListedKeys listed;
  for (size_t i = 0; i < pages.size(); ++i) {
    const SourcePage page{source.name,
                          page_name(source.url, i),
                          "",
                          pages[i],
                          settings.data,
                          &settings_of(settings.source_settings, source.name),
                          pages};
    if (const Status read = collect_listed(page, wanted, listed); !read)
      return fail(ErrorCode::Fetch, "{}: {}", source.name, read.error().message);
  }
  return listed;
}

VerifierReport verifier_report(const HarvestedSource& source, const RunSettings& settings,
                               ListedKeys& listed) {
  VerifierReport told;
  told.name = source.name;
  told.url = source.url;
  told.label = settings_of(settings.source_settings, source.name).verifies;
  told.snapshot = source.snapshot;
  told.stale = source.stale;
  told.read = listed.read;
  told.rejected = std::move(listed.rejected);
  told.warnings = std::move(listed.warnings);
  return told;
}

size_t apply_listed(const ListedKeys& listed, const SourceRef& list, const Label& label,
                    const Complete& complete, PackedRecords& records) {
  using Verified = std::optional<std::string>;  // packed, where it is listed
  size_t matched = 0;
  each_in_order<Verified>(
      records.size(),
      [&](size_t place) -> Verified {
        Structure record = records[place];
        auto found = listed.until.find(record.siret);
        if (found == listed.until.end()) found = listed.until.find(record.siren);
        if (found == listed.until.end() || found->first.empty()) return std::nullopt;
        record.labels.push_back({label.slug, label.name, Proof::Verified, found->second});
        unite_labels(record.labels);
        credit_helper(record, Field::Labels, list, false);
        complete(record);
        return records.pack(record);
      },
      [&](size_t place, Verified verified) {
        if (!verified) return;
        ++matched;
        records.put_packed(place, *std::move(verified));
      });
  return matched;
}

bool is_verifier(const std::string& source, const RunSettings& settings) {
  return !settings_of(settings.source_settings, source).verifies.empty();
}

Status verify_all(const std::vector<HarvestedSource>& harvested, const References& references,
                  const RunSettings& settings, const Complete& complete, PackedRecords& records,
                  std::vector<Manifest::Source>& sources, Report& report) {
  const SnapshotStore store(settings.store);
  std::unordered_set<std::string> wanted;
  for (const HarvestedSource& source : harvested) {
    if (!is_verifier(source.name, settings)) continue;
    if (wanted.empty()) wanted = keys_of(records);
    if (settings.on_progress) settings.on_progress(source.name + ": comparing", 0, 0);
    const auto label =
        label_of(settings_of(settings.source_settings, source.name).verifies, references);
    if (!label) return fail(ErrorCode::Usage, "source.{}.{}", source.name, label.error().message);
    const auto snapshot = store.find(source.name, source.snapshot);
    if (!snapshot) return fail(ErrorCode::Fetch, "{}: {}", source.name, snapshot.error().message);
    const auto pages = store.read(*snapshot);
    if (!pages) return fail(ErrorCode::Fetch, "{}: {}", source.name, pages.error().message);
    auto listed = read_listed(source, *pages, settings, wanted);
    if (!listed) return fail(listed.error());
    VerifierReport& told =
        report.verifiers.emplace_back(verifier_report(source, settings, *listed));
    told.label = label->slug;
    const std::string read_on = utc_text(snapshot->confirmed_at);
    told.matched =
        apply_listed(*listed, {source.name, "", "", read_on, ""}, *label, complete, records);
    sources.push_back(manifest_source(source, read_on, settings));
    // A list is told among the verifiers, not among the sources of records.
    std::erase_if(report.sources, [&](const SourceReport& s) { return s.name == source.name; });
  }
  return done();
}

}  // namespace filon
