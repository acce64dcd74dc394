#pragma once

#include <string>

namespace filon {

/// The ISO day of a spreadsheet's serial number (45964 is 2025-11-03); "" outside of 1900 to 2999.
/// `since_1904`: the workbook counts from 1904, as old Macintosh ones do.
std::string serial_date(double serial, bool since_1904);

}  // namespace filon
