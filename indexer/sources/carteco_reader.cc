#include "indexer/sources/carteco_reader.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/json_page.h"
#include "indexer/sources/carteco_csv.h"
#include "indexer/sources/carteco_element.h"
#include "indexer/sources/feature_reader.h"

namespace filon {
namespace {

Status refuse(const SourcePage& page, std::string_view what) {
  return fail(ErrorCode::Fetch, "{}: {}", page.file, what);
}

// A list of lists is GoGoCarto's compact form; one of ids and dates its list of changes.
Status check_elements(const Json& data, std::string_view ontology, const SourcePage& page) {
  const Json& first = data.items().empty() ? data : data.items().front();
  const bool only_dates = first.is(Json::Type::Object) && first.members().size() == 2 &&
                          first.has("id") && first.has("updatedAt");
  if (ontology == "gogocompact" || first.is(Json::Type::Array))
    return refuse(page, "the compact form leaves fields out; ask for ontology=gogofull");
  if (ontology == "gogosync" || only_dates)
    return refuse(page, "a list of ids and dates (gogosync), not of structures");
  return done();
}

Status read_json(const SourcePage& page, const CartecoCategories& categories, const RowSink& sink) {
  const auto parsed = parse_json_page(page.bytes);
  if (!parsed) return refuse(page, parsed.error().message);
  if (parsed->repaired_bytes)
    sink.warn(fmt::format("{}: {} bytes were not UTF-8", page.file, parsed->repaired_bytes));
  const Json& json = parsed->json;
  if (json["type"].text() == "FeatureCollection" && json["features"].is(Json::Type::Array))
    return read_features(json["features"], page, categories, sink), done();
  const Json& data = json.is(Json::Type::Array) ? json : first_of(json, {"data", "@graph"});
  if (!data.is(Json::Type::Array) && !data.is(Json::Type::Object))
    return refuse(page,
                  fmt::format("no list of elements: {}",
                              json["error"].text().empty() ? "no 'data'" : json["error"].text()));
  if (Status usable = check_elements(data, json["ontology"].text(), page); !usable) return usable;
  size_t number = 0;
  const auto read = [&](const Json& element) {
    read_carteco_element(element, carteco_origin(element, page, ++number), page, categories, sink);
  };
  if (data.is(Json::Type::Object)) read(data);
  for (const Json& element : data.items()) read(element);
  return done();
}

bool is_national_list(const std::vector<std::string>& header) {
  return std::any_of(header.begin(), header.end(), [](const std::string& column) {
    const std::string folded = fold(column);
    return folded.starts_with("famille juridique") || folded == "nosiren";
  });
}

Status read_table_of(const SourcePage& page, const CartecoCategories& categories,
                     const RowSink& sink) {
  const auto table = read_table(page.bytes);
  if (!table) return refuse(page, table.error().message);
  if (is_carteco_csv(table->header))
    return read_carteco_csv(*table, page, categories, sink), done();
  if (is_teritorio_csv(table->header))
    return read_teritorio_csv(*table, page, categories, sink), done();
  if (is_national_list(table->header))
    return refuse(page,
                  "this is a list of all enterprises of the ESS: give it as ess=FILE, it "
                  "proves a status and brings no suppliers");
  return refuse(page, fmt::format("not an export of Carteco: its columns are {}",
                                  fmt::join(table->header, ", ")));
}

}  // namespace

Result<SourceRows> read_carteco(const SourcePage& page) {
  const auto categories = CartecoCategories::load(page.data);
  if (!categories) return fail(categories.error());
  SourceRows rows;
  const RowSink sink = sink_into(rows);
  const FileFormat format = file_format(page.bytes);
  const Status read = format == FileFormat::Json || format == FileFormat::Html
                          ? read_json(page, *categories, sink)
                          : read_table_of(page, *categories, sink);
  if (!read) return fail(read.error());
  return rows;
}

bool is_map_document(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  const auto holds = [&](std::string_view text) {
    return head.find(text) != std::string_view::npos;
  };
  if (file_format(bytes) != FileFormat::Json) return false;
  return holds("\"FeatureCollection\"") || holds("\"ontology\"") || holds("\"@graph\"");
}

}  // namespace filon
