#include "indexer/sources/list_reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>

#include <fmt/ranges.h>

#include "annuaire/table.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/json_page.h"
#include "indexer/sources/geometry.h"
#include "indexer/sources/list_row.h"

namespace filon {
namespace {

constexpr size_t most_notes = 50;

// --- tables ---

using Columns = std::unordered_map<std::string, size_t>;

// The column of that name, as written, or else compared without case and accents.
std::optional<size_t> find_column(const std::vector<std::string>& header, const std::string& name) {
  for (size_t i = 0; i < header.size(); ++i)
    if (header[i] == name) return i;
  const std::string folded = fold(name);
  for (size_t i = 0; i < header.size(); ++i)
    if (!folded.empty() && fold(header[i]) == folded) return i;
  return std::nullopt;
}

Failure<Error> no_column(const SourcePage& page, const std::string& field, const std::string& name,
                         const std::vector<std::string>& header) {
  const std::string near = nearest(name, header);
  return fail(ErrorCode::Usage, "source.{}.{}: {} has no column '{}'{}; its columns are: {}",
              page.source, field, page.file, name,
              near.empty() ? "" : fmt::format(", did you mean '{}'?", near),
              fmt::join(header, ", "));
}

// Every column the mapping names, by name. Of several choices one must be there.
Result<Columns> find_columns(const SourcePage& page, const std::vector<std::string>& header) {
  Columns columns;
  for (const auto& [field, rule] : page.settings->mapping.fields) {
    bool any = false;
    std::string missing;
    for (const auto& choice : rule.choices)
      for (const FieldRule::Part& part : choice) {
        const auto column = part.is_constant ? std::nullopt : find_column(header, part.text);
        if (column) columns[part.text] = *column;
        any |= part.is_constant || column;
        if (!part.is_constant && !column && missing.empty()) missing = part.text;
      }
    if (!any) return no_column(page, field, missing, header);
  }
  return columns;
}

TableOptions table_options(const ListMapping& mapping) {
  TableOptions options;
  options.separator = mapping.separator;
  options.encoding = mapping.encoding;
  options.sheet = mapping.sheet;
  return options;
}

Status visit_rows(const SourcePage& page, const ValuesSink& sink) {
  Columns columns;
  size_t notes = 0;
  TableSink table;
  table.header = [&](const std::vector<std::string>& header, size_t) -> Status {
    auto found = find_columns(page, header);
    if (!found) return std::move(found).failure();
    columns = *std::move(found);
    return done();
  };
  table.row = [&](TableRow row) {
    const RowValues values = [&](const std::string& name) -> std::vector<std::string> {
      const auto column = columns.find(name);
      if (column == columns.end()) return {};
      return {row.cells[column->second]};
    };
    sink.row(values, fmt::format("{}:{}", page.file, row.line));
    return done();
  };
  table.note = [&](TableNote note) {
    if (++notes <= most_notes) sink.warn(fmt::format("{}:{}: {}", page.file, note.line, note.text));
  };
  const Status visited = visit_table(page.bytes, table_options(page.settings->mapping), table);
  if (notes > most_notes)
    sink.warn(fmt::format("{}: and {} more such lines", page.file, notes - most_notes));
  if (!visited && visited.error().code == ErrorCode::Usage) return fail(visited.error());
  if (!visited) return fail(ErrorCode::Fetch, "{}: {}", page.file, visited.error().message);
  return done();
}

// --- JSON ---

void append_values(const Json& json, std::vector<std::string>& values) {
  switch (json.type()) {
    case Json::Type::Array:
      for (const Json& item : json.items()) append_values(item, values);
      return;
    case Json::Type::Object:
      if (json.has("coordinates")) {
        if (const auto point = representative_point(json))
          values.push_back(fmt::format("{}, {}", point->lon, point->lat));
      } else {
        append_values(first_of(json, {"name", "nom", "label", "libelle", "title", "slug"}), values);
      }
      return;
    case Json::Type::Bool:
      values.push_back(json.truth() ? "true" : "false");
      return;
    case Json::Type::Null:
      return;
    case Json::Type::Number:
    case Json::Type::String:
      values.push_back(json.text());
      return;
  }
}

// The value under a key that is the whole path, else step by step; a list is gone through.
void append_path(const Json& json, std::string_view path, std::vector<std::string>& values) {
  if (path.ends_with("coordinates") && json.has("coordinates") && path == "coordinates")
    return append_values(json, values);
  if (json.is(Json::Type::Array)) {
    for (const Json& item : json.items()) append_path(item, path, values);
    return;
  }
  if (json.has(path)) return append_values(json[path], values);
  const size_t dot = path.find('.');
  if (dot == std::string_view::npos) return;
  append_path(json[path.substr(0, dot)], path.substr(dot + 1), values);
}

bool holds_objects(const Json& json) {
  return json.is(Json::Type::Array) &&
         std::any_of(json.items().begin(), json.items().end(),
                     [](const Json& item) { return item.is(Json::Type::Object); });
}

// The list that the settings name; else the document, or the only list of objects in it.
Result<const Json*> find_items(const Json& json, const SourcePage& page) {
  const std::string& path = page.settings->mapping.items;
  if (!path.empty()) {
    const Json* at = &json;
    for (std::string_view rest = path; !rest.empty();) {
      const size_t dot = std::min(rest.find('.'), rest.size());
      at = &(*at)[rest.substr(0, dot)];
      rest.remove_prefix(std::min(dot + 1, rest.size()));
    }
    if (at->is(Json::Type::Array)) return at;
    return fail(ErrorCode::Usage, "source.{}.items '{}': {} has no list there", page.source, path,
                page.file);
  }
  if (json.is(Json::Type::Array)) return &json;
  const Json* only = nullptr;
  for (const auto& [key, value] : json.members())
    if (holds_objects(value)) {
      if (only)
        return fail(ErrorCode::Usage, "{} holds several lists: say which by source.{}.items",
                    page.file, page.source);
      only = &value;
    }
  if (only) return only;
  return fail(ErrorCode::Fetch, "{}: no list of objects in it", page.file);
}

class ItemVisitor {
 public:
  ItemVisitor(const SourcePage& page, const ValuesSink& sink) : page_(page), sink_(sink) {}

  void take(const Json& item) {
    const std::string origin = fmt::format("{}: item {}", page_.file, ++number_);
    if (!item.is(Json::Type::Object)) return sink_.reject({origin, "not an object"});
    const RowValues values = [&](const std::string& path) {
      std::vector<std::string> there;
      append_path(item, path, there);
      if (!there.empty()) found_.insert(path);
      return there;
    };
    sink_.row(values, origin);
  }

  // A path that leads nowhere in any item is a slip of the pen more often than an empty field.
  void warn_of_empty_paths() const {
    if (number_ == 0) return;
    for (const auto& [field, rule] : page_.settings->mapping.fields) {
      if (rule.choices.size() > 1) continue;
      for (const FieldRule::Part& part : rule.choices.front())
        if (!part.is_constant && !found_.contains(part.text))
          sink_.warn(fmt::format("source.{}.{}: '{}' holds nothing in any of the {} items",
                                 page_.source, field, part.text, number_));
    }
  }

 private:
  const SourcePage& page_;
  const ValuesSink& sink_;
  std::set<std::string> found_;
  size_t number_ = 0;
};

// A list at the top, or named by the settings, is gone through as it is read; one that must be
// looked for needs the whole document.
Status visit_json(const SourcePage& page, const ValuesSink& sink) {
  ItemVisitor visitor(page, sink);
  const std::string_view name = page.settings->mapping.items;
  size_t taken = 0;
  const auto take = [&](const Json& item) {
    ++taken;
    visitor.take(item);
  };
  const bool streams = name.find('.') == std::string_view::npos;
  const std::array<std::string_view, 1> names = {name};
  const auto parsed = visit_json_page(
      page.bytes, streams && !name.empty() ? std::span(names) : std::span<const std::string_view>(),
      take);
  if (!parsed) return fail(ErrorCode::Fetch, "{}: {}", page.file, parsed.error().message);
  if (parsed->repaired_bytes)
    sink.warn(fmt::format("{}: {} bytes were not UTF-8", page.file, parsed->repaired_bytes));
  const auto items = find_items(parsed->json, page);
  if (!items && taken == 0) return fail(items.error());
  if (items)
    for (const Json& item : (*items)->items()) visitor.take(item);
  visitor.warn_of_empty_paths();
  return done();
}

}  // namespace

Status visit_list_values(const SourcePage& page, const ValuesSink& sink) {
  return file_format(page.bytes) == FileFormat::Json ? visit_json(page, sink)
                                                     : visit_rows(page, sink);
}

Status visit_list(const SourcePage& page, const RowSink& sink) {
  const ListMapping& mapping = page.settings->mapping;
  std::optional<Themes> themes;
  if (!mapping.themes_file.empty()) {
    auto loaded = Themes::load(mapping.themes_file);
    if (!loaded)
      return fail(ErrorCode::Usage, "source.{}.themes_file: {}", page.source,
                  loaded.error().message);
    themes = *std::move(loaded);
  }
  const auto make = [&](const RowValues& values, const std::string& origin) {
    SourceRecord record = map_row(mapping, values, themes ? &*themes : nullptr);
    record.source = page.source;
    record.origin = origin;
    record.seen_at = page.seen_at;
    sink.keep(std::move(record));
  };
  return visit_list_values(page, {make, sink.reject, sink.warn});
}

Result<SourceRows> read_list(const SourcePage& page) { return collect_rows(visit_list, page); }

}  // namespace filon
