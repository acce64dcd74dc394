#pragma once

#include <functional>
#include <string_view>

namespace filon {

/// Shows the words that words() gives one after the other, with where each begins, until `visit`
/// says false. A word holds only while it is shown.
void visit_words(std::string_view text,
                 const std::function<bool(std::string_view word, size_t start)>& visit);

}  // namespace filon
