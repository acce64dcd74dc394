#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "annuaire/result.h"

namespace filon {

class Router;

/// The scripts, styles and shapes that pages use, read once at start. Their addresses carry a hash
/// of them all, so that browsers may keep them for ever and modules may import one another by
/// relative path: "/static/<hash>/filon.js".
class StaticFiles {
 public:
  /// Reads a folder and what lies in its folders. The error names the file.
  static Result<StaticFiles> load(const std::filesystem::path& folder);

  const std::string& base() const { return base_; }  ///< "/static/<hash>"
  void add_routes(Router& router) const;

 private:
  struct File;
  std::string base_, version_;
  std::vector<std::shared_ptr<const File>> files_;
};

/// One file at an address of its own that never changes, as "/widget.js": checked again after an
/// hour, since pages of others name it.
Status add_file_route(Router& router, const std::string& route, const std::filesystem::path& file);

}  // namespace filon
