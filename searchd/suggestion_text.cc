#include "searchd/suggestion_text.h"

#include <algorithm>
#include <array>

#include "annuaire/json_writer.h"
#include "annuaire/structure_kind.h"

namespace filon {
namespace {

std::string_view epci_in_french(std::string_view detail) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> names = {{
      {"CC", "Communauté de communes"},
      {"CA", "Communauté d'agglomération"},
      {"CU", "Communauté urbaine"},
      {"METRO", "Métropole"},
      {"MET69", "Métropole"},
      {"EPT", "Établissement public territorial"},
  }};
  const auto found = std::find_if(names.begin(), names.end(),
                                  [&](const auto& name) { return name.first == detail; });
  return found != names.end() ? found->second : "Intercommunalité";
}

std::string place_detail(const Territory& place, const Territories& territories) {
  std::string text;
  switch (place.kind) {
    case TerritoryKind::Commune:
      text = "Commune";
      break;
    case TerritoryKind::Epci:
      text = epci_in_french(place.detail);
      break;
    case TerritoryKind::Departement:
      return fmt::format("Département ({})", place.code);
    case TerritoryKind::Region:
      return "Région";
    case TerritoryKind::France:
      return "Toute la France";
  }
  if (!place.parents.departement) return text;
  const Territory& departement = territories[*place.parents.departement];
  return fmt::format("{}, {} ({})", text, departement.name, departement.code);
}

Suggestion describe_sector(uint32_t item, const Sectors& sectors) {
  if (item < sectors.size()) {
    const Sector& sector = sectors.all()[item];
    return {SuggestionType::Sector, sector.slug, sector.name, sectors.group(sector.group).name};
  }
  const SectorGroup& group = sectors.groups()[item - sectors.size()];
  return {SuggestionType::Sector, group.slug, group.name,
          fmt::format("Groupe de {} secteurs", group.sectors.size())};
}

Suggestion describe_kind(uint32_t item) {
  const KindInfo& kind = all_kinds()[item];
  std::string detail(kind.code);
  if (kind.reservation)
    detail += fmt::format(
        ", {} ({})", kind.reservation->certain ? "marché réservable" : "réservation à vérifier",
        kind.reservation->info().article);
  return {SuggestionType::Kind, std::string(kind.code), std::string(kind.name), detail};
}

std::string place_of(uint32_t document, const Image& image, const Territories& territories) {
  if (const uint32_t commune = image.commune[document]) {
    const auto place = territories.find(TerritoryKind::Commune, image.communes[commune - 1]);
    if (!place) return "";
    const Territory& found = territories[*place];
    return found.parents.departement
               ? fmt::format("{} ({})", found.name, territories[*found.parents.departement].code)
               : found.name;
  }
  const FacetColumn& departements = image.facet(Facet::Departement);
  const auto values = departements.of_document[document];
  return values.empty() ? std::string() : std::string(departements.names[values[0]]);
}

Suggestion describe_structure(uint32_t document, const Image& image,
                              const Territories& territories) {
  std::string detail;
  const FacetColumn& kinds = image.facet(Facet::Kind);
  for (const uint16_t kind : kinds.of_document[document]) {
    if (!detail.empty()) detail += ", ";
    detail += kinds.values[kind];
  }
  const std::string place = place_of(document, image, territories);
  if (!detail.empty() && !place.empty()) detail += ", ";
  return {SuggestionType::Structure, std::string(image.ids[document]),
          std::string(image.shown_names[document]), detail + place};
}

Suggestion with_alias(Suggestion suggestion, const Alias& alias) {
  if (!alias.words.empty()) suggestion.detail += fmt::format(", pour « {} »", alias.words);
  return suggestion;
}

}  // namespace

Suggestion describe_suggestion(SuggestionType type, uint32_t item, uint32_t text,
                               const Snapshot& snapshot, const Tables& tables) {
  const SuggestTables& suggest = tables.suggest;
  switch (type) {
    case SuggestionType::Sector:
      return with_alias(describe_sector(item, tables.sectors), suggest.sector_aliases[text]);
    case SuggestionType::Territory:
      return {type, tables.territories.to_string(item), tables.territories[item].name,
              place_detail(tables.territories[item], tables.territories)};
    case SuggestionType::Structure:
      return describe_structure(item, *snapshot.image, tables.territories);
    case SuggestionType::Kind:
      return with_alias(describe_kind(item), suggest.kind_aliases[text]);
    case SuggestionType::Label: {
      const Label& label = snapshot.labels.labels[item];
      return {type, label.slug, label.name, label.note};
    }
  }
  return {};
}

std::string to_json(const Suggestions& suggestions, std::string_view seed) {
  JsonWriter json;
  json.begin_object().key("suggestions").begin_array();
  for (const Suggestion& suggestion : suggestions.items)
    json.begin_object()
        .key("type")
        .string(to_string(suggestion.type))
        .key("value")
        .string(suggestion.value)
        .key("name")
        .string(suggestion.name)
        .key("detail")
        .string_or_null(suggestion.detail)
        .end_object();
  json.end_array().key("start").integer(static_cast<int64_t>(suggestions.start));
  json.key("seed").string(seed).end_object();
  return json.take();
}

}  // namespace filon
