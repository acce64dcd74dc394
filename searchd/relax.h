#pragma once

#include <functional>
#include <vector>

#include "searchd/question.h"

namespace filon {

/// A question as it is put to the index: what filters, and what words and trades are looked for.
struct Asked {
  SearchRequest applied;
  Question question;
};

/// The question as read or, when nothing answers it, the nearest wider one that something answers,
/// with each step told in `question.relaxed`: a wider territory first, then the neighbouring trades
/// of the group, then fewer words, then without the label or status. Only what was read in `q` is
/// widened, never a given parameter. Left as it is when nothing helps.
Asked widen_until_answered(Asked asked, const SearchRequest& request, const Tables& tables,
                           const std::function<bool(const Asked&)>& answers);

}  // namespace filon
