#include "indexer/read_pages.h"

#include "indexer/harvester.h"
#include "indexer/normalise.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace {

SourceTerms terms_of(const std::string& source, const RunSettings& settings) {
  const auto chosen = settings.publish_contact.find(source);
  if (chosen != settings.publish_contact.end()) return {chosen->second};
  const SourceSettings& said = settings_of(settings.source_settings, source);
  return {said.publish_contact.value_or(source_info(source).publishes_contact)};
}

}  // namespace

Status read_pages(const HarvestedSource& source, const std::vector<std::string>& pages,
                  const std::string& seen_at, const References& references,
                  const RunSettings& settings, SourceReport& report, std::vector<Structure>& rows) {
  const SourceTerms terms = terms_of(source.name, settings);
  RowSink sink;
  sink.reject = [&](Rejection rejection) {
    ++report.read;
    report.rejected.push_back(std::move(rejection));
  };
  sink.warn = [&](std::string warning) { report.warnings.push_back(std::move(warning)); };
  sink.keep = [&](const SourceRecord& record) {
    auto structure = normalise(record, references, terms);
    if (!structure) return sink.reject({record.origin, structure.error().message});
    ++report.read;
    ++report.kept;
    report.doubtful += !structure->doubts.empty();
    rows.push_back(*std::move(structure));
  };
  for (size_t i = 0; i < pages.size(); ++i) {
    const SourcePage page{source.name,   page_name(source.url, i),
                          seen_at,       pages[i],
                          settings.data, &settings_of(settings.source_settings, source.name),
                          pages};
    if (const Status read = read_source(page, sink); !read)
      return fail(ErrorCode::Fetch, "{}: {}", source.name, read.error().message);
  }
  return done();
}

Manifest::Source manifest_source(const HarvestedSource& source, const std::string& seen_at,
                                 const RunSettings& settings) {
  const SourceInfo& info = source_info(source.name);
  const SourceSettings& said = settings_of(settings.source_settings, source.name);
  return {source.name,
          seen_at,
          0,
          source.stale,
          is_address(source.url) ? source.url : "",
          said.licence.empty() ? std::string(info.licence) : said.licence,
          said.attribution.empty() ? std::string(info.attribution) : said.attribution};
}

}  // namespace filon
