#include "searchd/depth/groupings.h"

#include <algorithm>
#include <array>
#include <bit>
#include <map>

namespace filon {

std::vector<LotClass> classes_of(std::span<const EntityLots> entities) {
  const auto before = [](LotSet a, LotSet b) {
    const int more = std::popcount(a) - std::popcount(b);
    return more != 0 ? more > 0 : a < b;
  };
  std::map<LotSet, LotClass, decltype(before)> by_lots(before);
  for (const EntityLots& entity : entities) {
    if (entity.lots == 0) continue;
    LotClass& found = by_lots[entity.lots];
    found.lots = entity.lots;
    found.members.push_back(entity.entity);
  }
  std::vector<LotClass> classes;
  for (auto& [lots, found] : by_lots) classes.push_back(std::move(found));
  return classes;
}

namespace {

// Covers are built lot by lot: the first lot not covered yet must be covered by one of its classes,
// tried in turn; those tried before stay out of what follows, so that each set is met once (the
// order of Murakami and Uno for minimal hitting sets). A class in the set whose lots are all
// covered by others can never be needed again: there the search turns back.
class CoverSearch {
 public:
  CoverSearch(std::span<const LotSet> classes, const GroupingLimits& limits, ClassSets& found)
      : classes_(classes), limits_(limits), found_(found), out_(classes.size()) {
    for (const LotSet lots : classes_) found_.covered |= lots;
    for (uint32_t c = 0; c < classes_.size(); ++c)
      for (unsigned lot = 0; lot < of_lot_.size(); ++lot)
        if (classes_[c] >> lot & 1) of_lot_[lot].push_back(c);
  }

  // Small sets first, so that a limit cuts what matters least.
  void run() {
    const int lots = std::popcount(found_.covered);
    for (size_ = 1; size_ <= lots && found_.complete; ++size_) extend(0, 0);
  }

 private:
  void extend(LotSet once, LotSet more) {
    const auto open = static_cast<LotSet>(found_.covered & ~(once | more));
    const auto chosen = static_cast<int>(set_.size());
    if (open == 0) return emit(chosen);
    if (chosen == size_ || !can_finish(open, size_ - chosen)) return;
    const auto& candidates = of_lot_[static_cast<size_t>(std::countr_zero(open))];
    std::vector<uint32_t> tried;
    for (const uint32_t c : candidates) {
      if (out_[c] || !found_.complete) continue;
      if (++steps_ > limits_.most_steps) found_.complete = false;
      const LotSet lots = classes_[c];
      const auto twice = static_cast<LotSet>(more | (once & lots));
      const auto alone = static_cast<LotSet>((once | lots) & ~twice);
      set_.push_back(c);
      if (all_needed(alone)) extend(alone, twice);
      set_.pop_back();
      out_[c] = true;
      tried.push_back(c);
    }
    for (const uint32_t c : tried) out_[c] = false;
  }

  bool all_needed(LotSet alone) const {
    return std::all_of(set_.begin(), set_.end(),
                       [&](uint32_t c) { return (classes_[c] & alone) != 0; });
  }

  // Whether so many classes could cover the open lots, were the widest of them as good as many.
  bool can_finish(LotSet open, int left) const {
    int widest = 0;
    for (const LotSet lots : classes_)
      widest = std::max(widest, std::popcount(static_cast<LotSet>(lots & open)));
    return widest * left >= std::popcount(open);
  }

  void emit(int chosen) {
    if (chosen != size_) return;  // met when that size was asked
    if (found_.sets.size() == limits_.most_sets) {
      found_.complete = false;
      return;
    }
    found_.sets.push_back(set_);
    std::sort(found_.sets.back().begin(), found_.sets.back().end());
  }

  std::span<const LotSet> classes_;
  const GroupingLimits& limits_;
  ClassSets& found_;
  std::array<std::vector<uint32_t>, 16> of_lot_;
  std::vector<bool> out_;
  std::vector<uint32_t> set_;
  uint64_t steps_ = 0;
  int size_ = 0;
};

uint64_t capped_product(uint64_t a, uint64_t b) {
  if (a == 0 || b == 0) return 0;
  return a > most_structure_sets / b ? most_structure_sets : a * b;
}

}  // namespace

ClassSets minimal_class_sets(std::span<const LotSet> classes, const GroupingLimits& limits) {
  ClassSets found;
  CoverSearch(classes, limits, found).run();
  std::stable_sort(found.sets.begin(), found.sets.end(), [](const auto& a, const auto& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  return found;
}

uint64_t count_structure_sets(const ClassSets& found, std::span<const LotClass> classes) {
  uint64_t sum = 0;
  for (const auto& set : found.sets) {
    uint64_t product = 1;
    for (const uint32_t c : set) product = capped_product(product, classes[c].members.size());
    sum = std::min(most_structure_sets, sum + product);
  }
  return sum;
}

}  // namespace filon
