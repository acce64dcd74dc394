#include "indexer/read_pages.h"

#include <algorithm>
#include <tuple>
#include <variant>

#include "indexer/harvester.h"
#include "indexer/in_order.h"
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

/// Takes rows as a reader gives them, normalises them on all cores, and counts and keeps them in
/// their order.
class RowTaker {
 public:
  RowTaker(const References& references, const SourceTerms& terms, SourceReport& report,
           PackedRecords& rows)
      : references_(references), terms_(terms), report_(report), rows_(rows) {}

  RowSink sink() {
    return {[this](SourceRecord record) { add(std::move(record)); },
            [this](Rejection rejection) { add(std::move(rejection)); },
            [this](std::string warning) { report_.warnings.push_back(std::move(warning)); }};
  }

  void settle() {
    const size_t parts = (waiting_.size() + rows_of_part - 1) / rows_of_part;
    std::ignore = in_order<Settled>(  // a row that is no record is no failure
        parts, [this](size_t part) -> Result<Settled> { return settled(part); },
        [this](size_t, Settled part) {
          for (auto& row : part) note(std::move(row));
          return done();
        });
    waiting_.clear();
    rows_.learn();
  }

 private:
  struct Kept {
    std::string packed;
    bool doubtful;
  };
  using Settled = std::vector<std::variant<Kept, Rejection>>;
  static constexpr size_t rows_of_part = 64, most_waiting = 64 * rows_of_part;

  void add(std::variant<SourceRecord, Rejection> row) {
    waiting_.push_back(std::move(row));
    if (waiting_.size() == most_waiting) settle();
  }

  Settled settled(size_t part) {
    Settled rows;
    const size_t end = std::min(waiting_.size(), (part + 1) * rows_of_part);
    for (size_t i = part * rows_of_part; i < end; ++i) {
      auto* const record = std::get_if<SourceRecord>(&waiting_[i]);
      if (!record) {
        rows.emplace_back(std::get<Rejection>(std::move(waiting_[i])));
      } else if (auto structure = normalise(*record, references_, terms_)) {
        rows.emplace_back(Kept{rows_.pack(*structure), !structure->doubts.empty()});
      } else {
        rows.emplace_back(Rejection{record->origin, structure.error().message});
      }
    }
    return rows;
  }

  void note(std::variant<Kept, Rejection> row) {
    ++report_.read;
    if (auto* const rejection = std::get_if<Rejection>(&row)) {
      report_.rejected.push_back(std::move(*rejection));
      return;
    }
    Kept& kept = std::get<Kept>(row);
    ++report_.kept;
    report_.doubtful += kept.doubtful;
    rows_.push_back_packed(std::move(kept.packed));
  }

  const References& references_;
  const SourceTerms& terms_;
  SourceReport& report_;
  PackedRecords& rows_;
  std::vector<std::variant<SourceRecord, Rejection>> waiting_;
};

}  // namespace

Status read_pages(const HarvestedSource& source, const std::vector<std::string>& pages,
                  const std::string& seen_at, const References& references,
                  const RunSettings& settings, SourceReport& report, PackedRecords& rows) {
  const SourceTerms terms = terms_of(source.name, settings);
  RowTaker taker(references, terms, report, rows);
  const RowSink sink = taker.sink();
  for (size_t i = 0; i < pages.size(); ++i) {
    const SourcePage page{source.name,   page_name(source.url, i),
                          seen_at,       pages[i],
                          settings.data, &settings_of(settings.source_settings, source.name),
                          pages};
    const Status read = read_source(page, sink);
    taker.settle();
    if (!read) return fail(ErrorCode::Fetch, "{}: {}", source.name, read.error().message);
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
