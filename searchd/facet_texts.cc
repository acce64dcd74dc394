#include "searchd/facet_texts.h"

#include <algorithm>

#include "annuaire/json_writer.h"
#include "searchd/facet_answer.h"
#include "searchd/tables.h"

namespace filon {
namespace {

std::vector<FacetText> texts_of_column(Facet facet, const FacetColumn& column,
                                       const Tables& tables) {
  std::vector<FacetText> texts;
  texts.reserve(column.values.size());
  for (size_t i = 0; i < column.values.size(); ++i) {
    const std::string value(column.values[i]);
    // The name that records gave; the indexer writes the value itself where they give none.
    std::string name(column.names[i]);
    if (name == value) name = value_name(facet, value, tables);
    texts.push_back(facet_text(value, std::move(name)));
  }
  return texts;
}

std::vector<FacetText> texts_of_groups(const Tables& tables) {
  std::vector<FacetText> texts;
  for (const SectorGroup& group : tables.sectors.groups())
    texts.push_back(facet_text(group.slug, group.name));
  std::sort(texts.begin(), texts.end(),
            [](const FacetText& a, const FacetText& b) { return a.value < b.value; });
  return texts;
}

}  // namespace

FacetText facet_text(std::string value, std::string name) {
  JsonWriter json;
  json.begin_object().key("value").string(value).key("name").string(name).end_object();
  return {std::move(value), std::move(name), json.take()};
}

FacetTexts::FacetTexts(const Image& image, const Tables& tables) {
  for (const FacetInfo& info : facets)
    texts_[static_cast<size_t>(info.facet)] =
        info.facet == Facet::SectorGroup
            ? texts_of_groups(tables)
            : texts_of_column(info.facet, image.facet(info.facet), tables);
  for (const SectorGroup& group : tables.sectors.groups())
    number_of_group_.push_back(*find(Facet::SectorGroup, group.slug));
}

std::optional<uint32_t> FacetTexts::find(Facet facet, std::string_view value) const {
  const auto& texts = texts_of(facet);
  const auto found = std::lower_bound(
      texts.begin(), texts.end(), value,
      [](const FacetText& text, std::string_view wanted) { return text.value < wanted; });
  if (found == texts.end() || found->value != value) return std::nullopt;
  return static_cast<uint32_t>(found - texts.begin());
}

}  // namespace filon
