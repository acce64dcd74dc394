#include "searchd/facet_texts.h"

#include "annuaire/json_writer.h"
#include "searchd/facet_answer.h"

namespace filon {
FacetTexts facet_texts(const Image& image, const Tables& tables) {
  FacetTexts made;
  for (const FacetInfo& info : facets) {
    const FacetColumn& column = image.facet(info.facet);
    auto& texts = made.texts[static_cast<size_t>(info.facet)];
    texts.reserve(column.values.size());
    for (size_t i = 0; i < column.values.size(); ++i) {
      const std::string value(column.values[i]);
      // The name that records gave; the indexer writes the value itself where they give none.
      std::string name(column.names[i]);
      if (name == value) name = value_name(info.facet, value, tables);
      JsonWriter json;
      json.begin_object().key("value").string(value).key("name").string(name).end_object();
      texts.push_back({std::move(name), json.take()});
    }
  }
  return made;
}

}  // namespace filon
