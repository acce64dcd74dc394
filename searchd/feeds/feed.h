#pragma once

#include <string>
#include <vector>

#include "searchd/searcher.h"

namespace filon {

/// One structure that is news. Times are ISO instants in UTC.
struct FeedEntry {
  std::string id;  ///< "urn:filon:structure:…": the same in every feed, after every rebuild
  std::string title, url, published, updated;
  std::string text;                  ///< what it is, where, what it does, one line each
  std::vector<std::string> sectors;  ///< declared ones, by name
};

/// What is new among the structures of a search, newest first: for any format.
struct Feed {
  std::string id;  ///< "urn:filon:feed:…": the same for the same search, however it is spelt
  std::string title, subtitle;
  std::string updated;     ///< of the newest entry; of the index when there is none
  std::string page;        ///< the search, for people
  std::string atom, json;  ///< both formats of this feed
  std::vector<FeedEntry> entries;
};

/// Entries of one feed, no more: a reader that comes once a month still sees what it missed.
inline constexpr int most_entries = 100;

/// `site` is the address of this server, as site_address() gives it.
Answer<Feed> make_feed(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
                       const Tables& tables, const std::string& site);

}  // namespace filon
