#include "searchd/needs/need_places.h"

#include "searchd/tables.h"

namespace filon {

std::vector<Reading> need_places(const Interpretation& read, std::string_view text,
                                 const Tables& tables) {
  (void)text;
  (void)tables;
  std::vector<Reading> places(read.territories.begin(), read.territories.end());
  if (read.near) {
    Reading near = *read.near;
    near.id = "territory:" + near.value;
    places.push_back(std::move(near));
  }
  return places;
}

}  // namespace filon
