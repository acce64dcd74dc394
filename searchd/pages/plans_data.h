#pragma once

#include "searchd/pages/page_data.h"
#include "searchd/pages/plans_form.h"
#include "searchd/plans/plans.h"

namespace filon {

/// The fields that say what each column is. `found`: as read; none while the file is refused.
PageData plan_columns_data(const std::vector<std::string>& header, const PlansForm& form,
                           const std::optional<PlanColumns>& found);

/// Sets the lines without a trade, the others with their counts, and the remarks by line.
void set_plans(PageData& values, const Plans& plans, const Tables& tables);

}  // namespace filon
