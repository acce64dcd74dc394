#include "tests/fuzz/mapped_list.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  filon::read_mapped_list(filon::view(bytes, size));
  return 0;
}
