#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "annuaire/data_dir.h"
#include "annuaire/json.h"
#include "searchd/needs/needs.h"
#include "searchd/tables.h"

namespace {

const filon::Tables& tables() {
  static const auto loaded = filon::Tables::load(filon::data_dir());
  if (!loaded) std::abort();
  return *loaded;
}

}  // namespace

// Whatever the text: there is a lot, each lot's words are the buyer's, and the answer is JSON.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(bytes), size);
  const filon::Needs needs = filon::read_needs(text, tables());
  if (needs.lots.empty() || !filon::parse_json(filon::needs_json(needs))) std::abort();
  for (const filon::NeedLot& lot : needs.lots)
    if (text.find(lot.title) == std::string_view::npos) std::abort();
  return 0;
}
