#include "annuaire/manifest.h"

#include <fstream>
#include <iterator>
#include <sstream>

#include "annuaire/json.h"
#include "annuaire/json_writer.h"
#include "annuaire/schema.h"
#include "annuaire/sha256.h"

namespace filon {
namespace fs = std::filesystem;
namespace {

void write_sources(JsonWriter& json, const Manifest& manifest) {
  json.key("sources").begin_array();
  for (const Manifest::Source& source : manifest.sources) {
    json.begin_object().key("name").string(source.name);
    json.key("harvested_at").string_or_null(source.harvested_at);
    json.key("structures").integer(source.structures).key("stale").boolean(source.stale);
    json.key("url").string_or_null(source.url);
    json.key("licence").string_or_null(source.licence);
    json.key("attribution").string_or_null(source.attribution).end_object();
  }
  json.end_array();
}

Failure<Error> no_number(std::string_view field) {
  return fail(ErrorCode::Damaged, "'{}' is missing or no number", field);
}

Result<int64_t> natural(const Json& json, std::string_view field) {
  const auto value = json[field].integer();
  if (!value || *value < 0) return no_number(field);
  return static_cast<int64_t>(*value);
}

Status read_sources(const Json& json, Manifest& manifest) {
  for (const Json& item : json["sources"].items()) {
    const auto structures = natural(item, "structures");
    if (!structures) return fail(structures.error());
    manifest.sources.push_back({item["name"].text(), item["harvested_at"].text(), *structures,
                                item["stale"].truth(), item["url"].text(), item["licence"].text(),
                                item["attribution"].text()});
  }
  return done();
}

Status read_files(const Json& json, Manifest& manifest) {
  for (const auto& [name, file] : json["files"].members()) {
    if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos)
      return fail(ErrorCode::Damaged, "'{}' is no file of a generation", name);
    const auto bytes = natural(file, "bytes");
    if (!bytes) return fail(bytes.error());
    manifest.files[name] = {static_cast<uint64_t>(*bytes), file["sha256"].text()};
  }
  return done();
}

Status check_file(const fs::path& path, const Manifest::File& file) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return fail(ErrorCode::Damaged, "{}: {}", path.string(), error.message());
  if (size != file.bytes)
    return fail(ErrorCode::Damaged, "{}: holds {} bytes, its manifest says {}", path.string(), size,
                file.bytes);
  const auto hash = sha256_of_file(path);
  if (!hash) return fail(ErrorCode::Damaged, "{}", hash.error().message);
  if (*hash != file.sha256)
    return fail(ErrorCode::Damaged, "{}: holds other bytes than its manifest says", path.string());
  return done();
}

/// What ends a manifest: the hash of the text before it. Nothing else holds that of a manifest.
std::string seal(std::string_view text) {
  return fmt::format(",\"check\":\"{}\"}}\n", sha256_of(text));
}

bool is_sealed(std::string_view text) {
  const size_t size = seal("").size();
  if (text.size() < size) return false;
  const size_t end = text.size() - size;
  return text.substr(end) == seal(text.substr(0, end));
}

}  // namespace

std::string to_json(const Manifest& manifest) {
  JsonWriter json;
  json.begin_object().key("schema_version").integer(manifest.schema_version);
  json.key("generation").integer(manifest.generation);
  json.key("built_at").string(manifest.built_at);
  json.key("structures").integer(manifest.structures);
  json.key("active").integer(manifest.active);
  write_sources(json, manifest);
  json.key("files").begin_object();
  for (const auto& [name, file] : manifest.files)
    json.key(name)
        .begin_object()
        .key("bytes")
        .integer(static_cast<int64_t>(file.bytes))
        .key("sha256")
        .string(file.sha256)
        .end_object();
  json.end_object().end_object();
  std::string text = json.take();
  text.pop_back();  // the last brace stands in the seal
  return text + seal(text);
}

Result<Manifest> manifest_from_json(std::string_view text) {
  const auto json = parse_json(text);
  if (!json) return fail(ErrorCode::Damaged, "{}", json.error().message);
  Manifest manifest;
  const auto schema = natural(*json, "schema_version");
  const auto generation = natural(*json, "generation");
  const auto structures = natural(*json, "structures");
  const auto active = natural(*json, "active");
  for (const auto* number : {&schema, &generation, &structures, &active})
    if (!*number) return fail(number->error());
  manifest.schema_version = static_cast<uint32_t>(*schema);
  manifest.generation = *generation;
  manifest.built_at = (*json)["built_at"].text();
  manifest.structures = *structures;
  manifest.active = *active;
  if (Status read = read_sources(*json, manifest); !read) return std::move(read).failure();
  if (Status read = read_files(*json, manifest); !read) return std::move(read).failure();
  return manifest;
}

Result<Manifest> read_manifest(const fs::path& gen_dir) {
  const fs::path path = gen_dir / manifest_file;
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(ErrorCode::NotFound, "{}: no such file", path.string());
  std::ostringstream text;
  text << file.rdbuf();
  auto manifest = manifest_from_json(text.str());
  if (!manifest) return fail(ErrorCode::Damaged, "{}: {}", path.string(), manifest.error().message);
  if (manifest->schema_version != schema_version)
    return fail(ErrorCode::Invalid, "{}: schema {}, this program reads {}: index again",
                path.string(), manifest->schema_version, schema_version);
  if (!is_sealed(text.str()))
    return fail(
        ErrorCode::Damaged,
        "{}: holds other bytes than were written (or an early version wrote it: index again)",
        path.string());
  for (const std::string_view name : {xapian_file, image_file})
    if (!manifest->files.contains(std::string(name)))
      return fail(ErrorCode::Damaged, "{}: no hash of {}", path.string(), name);
  return manifest;
}

Status verify(const fs::path& gen_dir, const Manifest& manifest) {
  for (const auto& [name, file] : manifest.files)
    if (Status checked = check_file(gen_dir / name, file); !checked) return checked;
  return done();
}

}  // namespace filon
