#include "searchd/legal/legal.h"

#include <algorithm>

namespace filon {
namespace {

template <class Items, class Wanted>
auto find_in(const Items& items, const Wanted& wanted) -> decltype(items.data()) {
  const auto found = std::find_if(items.begin(), items.end(), wanted);
  return found == items.end() ? nullptr : &*found;
}

}  // namespace

bool LegalServices::hold(std::string_view code) const {
  return std::any_of(cpv.begin(), cpv.end(), [&](const CpvRange& range) {
    return code >= range.first && code <= range.last;
  });
}

const LegalArticle* Legal::article(std::string_view code) const {
  return find_in(articles_, [&](const LegalArticle& article) { return article.code == code; });
}

const Lever* Legal::lever(std::string_view id) const {
  return find_in(levers_, [&](const Lever& lever) { return lever.id == id; });
}

const Threshold* Legal::threshold(std::string_view id, std::string_view day) const {
  return find_in(thresholds_, [&](const Threshold& threshold) {
    return threshold.id == id && threshold.valid_from <= day &&
           (threshold.valid_to.empty() || day <= threshold.valid_to);
  });
}

std::string_view to_string(LeverSupply supply) {
  return supply == LeverSupply::Service ? "service" : "any";
}

}  // namespace filon
