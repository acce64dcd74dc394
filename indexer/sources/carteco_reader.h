#pragma once

#include "indexer/sources/reader.h"

namespace filon {

/// GoGoCarto's public document (v3 "gogofull", and what older ones name differently): Carteco's.
/// Private persons' addresses, which GoGoCarto lets slip into it, are never read.
Result<SourceRows> read_carteco(const SourcePage& page);

}  // namespace filon
