#pragma once

#include <filesystem>

#include "annuaire/territory.h"
#include "indexer/generation.h"

namespace filon {

/// Writes the records of a generation, in their order, into the two files it is made of: the
/// Xapian database and the image. On all cores; the files are the same on any number of them.
/// Raises the process's limit of open files to what it may be. The records are gone then: what is
/// made of them needs the room.
Status write_records(const std::filesystem::path& dir, GenerationContent& content,
                     const Territories& territories, const OnProgress& on_progress);

}  // namespace filon
