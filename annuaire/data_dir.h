#pragma once

#include <filesystem>

namespace filon {

/// The folder of the tables both programs read (territories, sectors, labels …): FILON_DATA when
/// set, else that of the source tree the program was built from, else the installed one.
std::filesystem::path data_dir();

}  // namespace filon
