#pragma once

#include "searchd/depth/depth.h"
#include "searchd/pages/lots_form.h"
#include "searchd/pages/page_data.h"

namespace filon {

/// The fields of the form, with the lots as read and one empty row while there is room.
PageData lots_form_data(const LotsForm& form, const Depth* depth, const Tables& tables);

/// Each lot: its counts as rows with bars, levers with the sentence for the notice, structures.
PageData lots_depth_data(const Depth& depth, const Tables& tables);

/// Classes of structures by lot, minimal sets of classes, lots nobody answers.
PageData lots_groupings_data(const Depth& depth, const Tables& tables);

}  // namespace filon
