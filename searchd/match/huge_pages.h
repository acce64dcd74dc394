#pragma once

#include <cstddef>

namespace filon {

/// Asks for large pages under memory that was not written yet, so that reading here and there in it
/// does not wait for the page tables too. Does nothing where the system has none to give.
void ask_huge_pages(void* begin, size_t bytes);

}  // namespace filon
