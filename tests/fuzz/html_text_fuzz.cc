#include "indexer/html_text.h"

#include "annuaire/text.h"
#include "tests/fuzz/read_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const std::string_view html = filon::view(bytes, size);
  const std::string text = filon::html_text(html);
  // What was UTF-8 stays so, and nothing is made up: entities are longer than what they stand for.
  if (filon::is_utf8(html)) filon::must(filon::is_utf8(text));
  filon::must(text.size() <= 3 * html.size() + 16);
  return 0;
}
