#include "tests/fuzz/read_document.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  filon::read_document("lemarche", filon::view(bytes, size));
  return 0;
}
