#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/fetch.h"
#include "indexer/url.h"

namespace filon {

/// The whole public set of a GoGoCarto map, made of the document harvested before and of what has
/// changed since: its list of changes (gogosync) tells which elements to ask for one by one. None
/// when there is no such list, when it makes no sense, when an element does not come, or when more
/// than one in twenty has changed: then the whole document is the cheaper and surer way.
struct CartecoUpdate {
  std::string document;
  size_t elements = 0, fetched = 0, gone = 0;
};
std::optional<CartecoUpdate> update_carteco(const Url& whole_set, std::string_view last_document,
                                            const Fetch& fetch);

/// The document without what concerns persons and nobody but its map may hold: the addresses of
/// those who follow an element, and of its owner. Taken out before anything is stored.
std::string without_private_members(std::string document);

}  // namespace filon
