#pragma once

#include <string>
#include <string_view>

namespace filon {

/// INSEE's activity code as the nomenclature writes it ("81.21Z"), of "8121Z", "81.21 z" and their
/// like; "" for anything that is none. Whether such a class exists is not checked.
std::string naf_code(std::string_view text);

}  // namespace filon
