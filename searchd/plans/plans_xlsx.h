#pragma once

#include "searchd/exports/unnamed_file.h"
#include "searchd/plans/plans.h"

namespace filon {

/// The name to save it under.
std::string plans_file_name(const Today& today);

/// The list as a workbook: a line each, unmatched ones first, with what was read and who could
/// answer, all texts as texts; a sheet « Remarques » of the doubts by line; a sheet « À propos ».
/// Made on disk in a private folder, and gone from it before the answer starts.
Result<UnnamedFile> plans_xlsx(const Plans& plans, const Tables& tables, const Today& today);

}  // namespace filon
