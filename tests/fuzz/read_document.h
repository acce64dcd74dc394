#pragma once

#include "annuaire/data_dir.h"
#include "annuaire/json.h"
#include "annuaire/structure_json.h"
#include "indexer/normalise.h"
#include "indexer/sources/sources.h"
#include "tests/fuzz/must.h"

namespace filon {

/// Reads a document as the source of that name, and makes records of its rows: each must come out
/// as JSON that can be read.
inline void read_document(const std::string& source, std::string_view bytes,
                          const SourceSettings& settings = {}) {
  static const auto references = load_references(data_dir());
  must(static_cast<bool>(references));
  const SourcePage page{source, "fuzz", "2026-11-24T00:00:00Z", bytes, data_dir(), &settings};
  RowSink sink;
  sink.keep = [&](const SourceRecord& record) {
    const auto structure = normalise(record, *references, {true});
    if (structure) must(static_cast<bool>(parse_json(to_json(*structure))));
  };
  sink.reject = [](const Rejection& rejection) { must(!rejection.reason.empty()); };
  sink.warn = [](const std::string& warning) { must(!warning.empty()); };
  const Status read = read_source(page, sink);
  must(read || !read.error().message.empty());
}

}  // namespace filon
