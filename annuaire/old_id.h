#pragma once

#include <string>
#include <string_view>

namespace filon {

/// What became of an id that was given once and that no record of a generation bears any more.
/// Links to it must not lie: each is kept in the generation, under schema.h's old_id_prefix.
struct OldId {
  enum class Fate {
    Moved,    ///< its record is part of another, which answers
    Gone,     ///< no source has its record any more
    Removed,  ///< the structure asked not to be listed
  };
  Fate fate = Fate::Gone;
  std::string moved_to;  ///< the id that answers; "" but for Moved
  bool operator==(const OldId&) const = default;
};

/// As the index keeps it: "moved <id>", "gone" or "removed".
std::string to_stored(const OldId& old_id);

/// The inverse; anything unknown is read as gone.
OldId old_id_from_stored(std::string_view text);

}  // namespace filon
