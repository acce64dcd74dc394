#include "searchd/static_files.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "annuaire/stable_hash.h"
#include "searchd/answer_http.h"
#include "searchd/http/router.h"

namespace filon {

struct StaticFiles::File {
  std::string name;  ///< relative to the folder: "vendor/leaflet-1.9.4/leaflet.js"
  std::string type, body, etag;
};

namespace {

std::string media_type(const std::filesystem::path& file) {
  struct Known {
    std::string_view extension, type;
  };
  static constexpr std::array known = {
      Known{".css", "text/css; charset=utf-8"}, Known{".js", "text/javascript; charset=utf-8"},
      Known{".json", "application/json"}, Known{".svg", "image/svg+xml"}};
  for (const Known& one : known)
    if (file.extension() == one.extension) return std::string(one.type);
  return "text/plain; charset=utf-8";
}

Result<std::string> read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be read; see --web-root", file.string());
  return text.str();
}

std::string etag_of_text(const std::string& text) {
  return fmt::format("\"{:016x}\"", stable_hash(text));
}

}  // namespace

Result<StaticFiles> StaticFiles::load(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
    if (entry.is_regular_file()) paths.push_back(entry.path());
  if (paths.empty())
    return fail(ErrorCode::NotFound, "{}: no files here; see --web-root", folder.string());
  std::sort(paths.begin(), paths.end());
  StaticFiles files;
  std::string all;
  for (const auto& path : paths) {
    auto body = read_whole(path);
    if (!body) return std::move(body).failure();
    File file{path.lexically_relative(folder).generic_string(), media_type(path), *std::move(body),
              ""};
    file.etag = etag_of_text(file.body);
    all += file.name + file.etag;
    files.files_.push_back(std::make_shared<const File>(std::move(file)));
  }
  files.version_ = fmt::format("{:016x}", stable_hash(all)).substr(0, 10);
  files.base_ = "/static/" + files.version_;
  return files;
}

void StaticFiles::add_routes(Router& router) const {
  for (const auto& file : files_)
    router.add("GET", "/static/{version}/" + file->name,
               [file, version = version_](const HttpRequest& http, httplib::Response& response) {
                 const bool asked = not_modified(http, response, file->etag);
                 // A page kept from before an update may ask for the old hash: it gets what there
                 // is, but must not keep it under that name.
                 response.headers.erase("Cache-Control");
                 response.set_header("Cache-Control", http.path_values.at("version") == version
                                                          ? "public, max-age=31536000, immutable"
                                                          : "no-cache");
                 if (!asked) response.set_content(file->body, file->type);
               });
}

Status add_file_route(Router& router, const std::string& route, const std::filesystem::path& file) {
  auto body = read_whole(file);
  if (!body) return std::move(body).failure();
  router.add("GET", route,
             [text = *body, etag = etag_of_text(*body), type = media_type(file)](
                 const HttpRequest& http, httplib::Response& response) {
               const bool asked = not_modified(http, response, etag);
               response.headers.erase("Cache-Control");
               response.set_header("Cache-Control", "public, max-age=3600");
               if (!asked) response.set_content(text, type);
             });
  return done();
}

}  // namespace filon
