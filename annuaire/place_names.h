#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace filon {

using PlaceId = uint32_t;

/// The form names of places are compared in: folded, St and Ste opened, and for a city as addresses
/// write it without what the post adds: "ST DENIS CEDEX 2" is "saint denis", "Lyon 3e", "LYON 03"
/// and "Lyon 3ème arrondissement" are "lyon".
std::string place_key(std::string_view name);
std::string city_key(std::string_view city);

/// How a text names a place, best first.
enum class NameRank : uint8_t {
  Name,    ///< its name, or its name without "CC" or "CA"
  Former,  ///< an older name, that of a commune now part of it, or the one the post uses
  Word,    ///< its name from some word on
};

/// An index of names by their beginnings: one sorted array over one text.
class PlaceNames {
 public:
  struct Match {
    PlaceId place = 0;
    NameRank rank = NameRank::Name;
    bool whole = false;  ///< the text is the whole name, not only its beginning
  };

  /// Adds a name by its place_key(), and its words when words are asked for.
  void add(PlaceId place, std::string_view key, NameRank rank, bool words);
  /// Call once, after the last add() and before the first search.
  void sort();

  /// Names that begin with this key, in no useful order; one place may come several times.
  std::vector<Match> beginning_with(std::string_view key) const;
  /// Every name as it was added, by its key, with its place and rank; not the parts of names.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Entry& entry : entries_)
      if (entry.rank != NameRank::Word) visit(std::string(text_of(entry)), entry.place, entry.rank);
  }
  /// Names that are this key.
  std::vector<Match> equal_to(std::string_view key) const;

 private:
  struct Entry {
    uint64_t head = 0;  ///< the first eight bytes, big-endian: most comparisons end here
    uint32_t start = 0;
    uint16_t size = 0;
    NameRank rank = NameRank::Name;
    PlaceId place = 0;
  };
  void add_entry(PlaceId place, size_t start, size_t end, NameRank rank);
  std::string_view text_of(const Entry& entry) const;
  size_t lower_bound(std::string_view key) const;

  std::string text_;
  std::vector<Entry> entries_;
};

}  // namespace filon
