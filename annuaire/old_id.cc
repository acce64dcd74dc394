#include "annuaire/old_id.h"

namespace filon {
namespace {

constexpr std::string_view moved = "moved ", gone = "gone", removed = "removed";

}  // namespace

std::string to_stored(const OldId& old_id) {
  switch (old_id.fate) {
    case OldId::Fate::Moved:
      return std::string(moved) + old_id.moved_to;
    case OldId::Fate::Removed:
      return std::string(removed);
    case OldId::Fate::Gone:
      break;
  }
  return std::string(gone);
}

OldId old_id_from_stored(std::string_view text) {
  if (text.starts_with(moved)) return {OldId::Fate::Moved, std::string(text.substr(moved.size()))};
  return {text == removed ? OldId::Fate::Removed : OldId::Fate::Gone, ""};
}

}  // namespace filon
