#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/sources/harvest.h"
#include "indexer/sources/reader.h"

namespace filon {

/// What a harvester is told; the token stays in memory only.
struct SourceAccess {
  std::string url, token, etag, last_modified;
  /// The first page of the last complete snapshot; nothing to call where there is none.
  std::function<Result<std::string>()> last_document = {};
};

/// A source we know by name. A new one is a row of this table and a file beside it.
struct SourceInfo {
  std::string_view name;
  std::string_view default_url;    ///< "" where none is shipped
  std::string_view token_setting;  ///< environment variable of its token; "" when it needs none
  std::string_view attribution, licence;
  bool publishes_contact;  ///< may its phones and e-mail addresses be shown?
  Reader read;
  Result<Harvest> (*harvest)(const SourceAccess& access, const Fetch& fetch);
};

/// In the order in which they win when they say different things of one site.
std::span<const SourceInfo> known_sources();
/// The row of that name; any other name reads the neutral format of contract §5.
const SourceInfo& source_info(std::string_view name);
std::vector<std::string> source_order();

/// Reads a page as its source and settings say: by its mapping where there is one, else as the
/// table of sources says. An error means that nothing of it could be understood.
Status read_source(const SourcePage& page, const RowSink& sink);

}  // namespace filon
