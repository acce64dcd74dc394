#pragma once

#include <functional>
#include <string>

#include "indexer/sources/harvest.h"

namespace filon {

struct CartecoAccess {
  std::string url;  ///< "https://…/api/elements.json", or any other document of carteco.md §2
  std::string etag = {};
  std::string last_modified = {};
  /// The document harvested before, where there is one: only what has changed is then asked for.
  std::function<Result<std::string>()> last_document = {};
};

/// Fetches the one document. JSON must be whole, HTML is refused; a CSV is taken as it comes. For
/// the whole public set, project-info.json tells how many elements there should be: fewer of them,
/// or no telling, is a warning only, because that number also counts what is not public.
Result<Harvest> harvest_carteco(const CartecoAccess& access, const Fetch& fetch);

}  // namespace filon
