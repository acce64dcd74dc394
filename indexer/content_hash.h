#pragma once

#include <string>

#include "annuaire/structure.h"

namespace filon {

/// What tells whether a record changed: the number of the form it is written in and the hash of
/// its content, without the dates of its sources.
std::string content_hash(const Structure& structure);

/// Whether two content hashes are of one form. Where they are not (a new version of Filon writes
/// records otherwise) they say nothing of a change.
bool comparable(const std::string& hash, const std::string& other);

}  // namespace filon
