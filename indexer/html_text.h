#pragma once

#include <string>
#include <string_view>

namespace filon {

/// The text a reader of the page would see: tags out, blocks on lines of their own, scripts, styles
/// and hidden elements dropped, entities decoded (those encoded twice too), blanks collapsed.
/// Plain text comes back as it is, but for its blanks; "a < b" is text.
std::string html_text(std::string_view html);

}  // namespace filon
