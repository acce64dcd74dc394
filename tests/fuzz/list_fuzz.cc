#include "tests/fuzz/read_document.h"

namespace {

// Every sort of expression that a mapping knows.
const filon::SourceSettings& mapping() {
  static const auto all = filon::parse_source_settings({{"source.liste.name", "Nom | Raison"},
                                                        {"source.liste.siret", "SIRET"},
                                                        {"source.liste.post_code", "CP"},
                                                        {"source.liste.city", "Ville"},
                                                        {"source.liste.description", "A + B"},
                                                        {"source.liste.kind", "\"Association\""},
                                                        {"source.liste.website", "Site"}});
  filon::must(static_cast<bool>(all));
  return all->at("liste");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  filon::read_document("liste", filon::view(bytes, size), mapping());
  return 0;
}
