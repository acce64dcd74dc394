#pragma once

#include <string>
#include <string_view>

namespace filon {

/// A text as XML content or as a value between double quotes. Characters that no XML 1.0 document
/// may hold, even escaped (controls, U+FFFE, U+FFFF), are left out; bytes that are not UTF-8 become
/// U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace filon
