#include "indexer/sources/carteco_reader.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>

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

/// The items of a document, each as soon as it has been read.
class ItemReader {
 public:
  ItemReader(const SourcePage& page, const CartecoCategories& categories, const RowSink& sink)
      : page_(page), categories_(categories), sink_(sink) {}

  void take(const Json& item) {
    if (++number_ == 1) unusable_ = why_unusable(item);
    if (!unusable_.empty()) return;
    if (item["type"].text() == "Feature")
      read_feature(item, number_, page_, categories_, sink_);
    else
      read_carteco_element(item, carteco_origin(item, page_, number_), page_, categories_, sink_);
  }

  size_t number() const { return number_; }
  const std::string& unusable() const { return unusable_; }

 private:
  // A list of lists is GoGoCarto's compact form; one of ids and dates its list of changes.
  static std::string why_unusable(const Json& first) {
    if (first.is(Json::Type::Array))
      return "the compact form leaves fields out; ask for ontology=gogofull";
    if (first.members().size() == 2 && first.has("id") && first.has("updatedAt"))
      return "a list of ids and dates (gogosync), not of structures";
    return {};
  }

  const SourcePage& page_;
  const CartecoCategories& categories_;
  const RowSink& sink_;
  size_t number_ = 0;
  std::string unusable_;
};

Status read_json(const SourcePage& page, const CartecoCategories& categories, const RowSink& sink) {
  static constexpr std::array<std::string_view, 3> lists = {"data", "@graph", "features"};
  ItemReader reader(page, categories, sink);
  const auto parsed =
      visit_json_page(page.bytes, lists, [&](const Json& item) { reader.take(item); });
  if (!parsed) return refuse(page, parsed.error().message);
  if (!reader.unusable().empty()) return refuse(page, reader.unusable());
  if (parsed->repaired_bytes)
    sink.warn(fmt::format("{}: {} bytes were not UTF-8", page.file, parsed->repaired_bytes));
  const Json& json = parsed->json;
  const Json& data =
      json.is(Json::Type::Array) ? json : first_of(json, {"data", "@graph", "features"});
  if (data.is(Json::Type::Object)) reader.take(data);  // one element
  if (!data.is(Json::Type::Array) && !data.is(Json::Type::Object))
    return refuse(page,
                  fmt::format("no list of elements: {}",
                              json["error"].text().empty() ? "no 'data'" : json["error"].text()));
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

Status visit_carteco(const SourcePage& page, const RowSink& sink) {
  if (is_carteco_taxonomy(page.bytes)) return done();  // read with the elements
  auto categories = CartecoCategories::load(page.data);
  if (!categories) return fail(categories.error());
  if (page.siblings.size() > 1) categories->set_options(option_names(page.siblings));
  const FileFormat format = file_format(page.bytes);
  return format == FileFormat::Json || format == FileFormat::Html
             ? read_json(page, *categories, sink)
             : read_table_of(page, *categories, sink);
}

Result<SourceRows> read_carteco(const SourcePage& page) {
  return collect_rows(visit_carteco, page);
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
