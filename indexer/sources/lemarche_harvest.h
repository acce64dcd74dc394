#pragma once

#include <string>
#include <string_view>

#include "indexer/sources/harvest.h"

namespace filon {

struct LemarcheAccess {
  std::string url;  ///< the site's root, or any address under its /api/
  std::string token = {};
  std::string token_setting = "FILON_LEMARCHE_TOKEN";
  /// Which list of the API; "sectors/" and "networks/" are paged in the same way.
  std::string list = "siae/";
  /// Of the last complete snapshot, when an unchanged answer need not be sent again.
  std::string etag = {};
  std::string last_modified = {};
};

/// The address of the whole list in one request: "…/api/siae/?limit=20000". Filters are dropped:
/// a harvest of a part would make all the rest look gone.
Result<std::string> lemarche_list_url(std::string_view site_or_api, std::string_view list);

/// Asks for the list in one page, and follows `next` when the server cuts it all the same. The
/// order of the pages is not total (lemarche.md §1.3), so they may overlap and skip rows: ids are
/// counted against `count`, and up to two more passes fill the gaps. What is still missing then is
/// an error that gives the numbers. Pages of several passes may repeat rows: key them by id.
Result<Harvest> harvest_lemarche(const LemarcheAccess& access, const Fetch& fetch);

}  // namespace filon
