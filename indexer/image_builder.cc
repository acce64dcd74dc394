#include "indexer/image_builder.h"

#include <algorithm>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "indexer/days.h"

namespace filon {
namespace {

std::string name_of(const Structure& s, Facet facet, const std::string& value,
                    const Territories& territories) {
  const auto linked = [&](const auto& links) {
    for (const auto& link : links)
      if (link.slug == value) return link.name;
    return value;
  };
  switch (facet) {
    case Facet::Sector:
      return linked(s.sectors);
    case Facet::Label:
      return linked(s.labels);
    case Facet::Network:
      return linked(s.networks);
    case Facet::Criterion:
      return linked(s.criteria);
    case Facet::Departement:
    case Facet::Region:
    case Facet::Epci: {
      const auto place = territories.parse(value);
      return place ? territories[*place].name : value;
    }
    default:
      return value;  // searchd's tables name kinds, prestations and reservations
  }
}

}  // namespace

uint32_t ImageBuilder::Dictionary::number_of(const std::string& value, const std::string& name) {
  const auto [place, added] = numbers.try_emplace(value, static_cast<uint32_t>(values.size()));
  if (added) {
    values.push_back(value);
    names.push_back(name);
  }
  return place->second;
}

std::vector<uint32_t> ImageBuilder::Dictionary::sort() {
  std::vector<uint32_t> order(values.size()), rank(values.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return values[a] < values[b]; });
  std::vector<std::string> sorted_values(values.size()), sorted_names(values.size());
  for (uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    sorted_values[i] = std::move(values[order[i]]);
    sorted_names[i] = std::move(names[order[i]]);
  }
  values = std::move(sorted_values);
  names = std::move(sorted_names);
  return rank;
}

void ImageBuilder::add(const Structure& structure, const Analysis& analysis) {
  for (const Analysis::Term& term : analysis.terms) {
    PostingList& list = postings_[term.stem];
    list.documents.push_back(documents_);
    list.fields.push_back(term.fields);
  }
  for (const std::string& word : analysis.words) ++word_counts_[word];
  add_columns(structure);
  add_names(structure);
  add_facets(structure);
  add_units(structure);
  ++documents_;
}

void ImageBuilder::add_columns(const Structure& s) {
  lat_.push_back(s.location ? static_cast<int32_t>(millionths(s.location->point.lat)) : no_point);
  lon_.push_back(s.location ? static_cast<int32_t>(millionths(s.location->point.lon)) : no_point);
  flags_.push_back(static_cast<uint8_t>(
      (s.active ? flag_active : 0) | (s.sectors.empty() ? 0 : flag_has_sector) |
      (s.siren.empty() ? 0 : flag_has_siren) | (s.unverified ? flag_unverified : 0)));
  first_seen_.push_back(seconds_of(s.first_seen));
  news_.push_back(is_news(s) ? seconds_of(s.changed_at) : 0);
  id_hash_.push_back(stable_hash(s.id));
  commune_.push_back(
      s.address.insee_code.empty() ? 0 : communes_.number_of(s.address.insee_code, "") + 1);
  ept_.push_back(s.address.ept.empty() ? 0 : epts_.number_of(s.address.ept, "") + 1);
  // A record without a SIREN is an entity of its own.
  if (s.siren.empty()) {
    entity_.push_back(next_entity_++);
  } else {
    const auto [known, added] = entities_.try_emplace(s.siren, next_entity_);
    if (added) ++next_entity_;
    entity_.push_back(known->second);
  }
}

void ImageBuilder::add_names(const Structure& s) {
  ids_.push_back(s.id);
  shown_names_.push_back(s.display_name());
  if (!s.active) return;  // not suggested
  names_.add(documents_, s.name);
  names_.add(documents_, s.brand);
}

void ImageBuilder::add_facets(const Structure& s) {
  for (const FacetInfo& info : facets) {
    FacetValues& facet = facets_[static_cast<size_t>(info.facet)];
    for (const std::string& value : facet_values(s, info.facet)) {
      facet.values.push_back(
          facet.dictionary.number_of(value, name_of(s, info.facet, value, territories_)));
      if (info.facet != Facet::Label) continue;
      const auto label = std::find_if(s.labels.begin(), s.labels.end(),
                                      [&](const LabelLink& link) { return link.slug == value; });
      label_until_.push_back(day_number(label->valid_until));
    }
    facet.starts.push_back(static_cast<uint32_t>(facet.values.size()));
  }
}

void ImageBuilder::add_units(const Structure& s) {
  if (s.activities.empty()) {
    add_unit(s, nullptr);  // the whole record as one activity in an unknown area
  } else {
    for (const Activity& activity : s.activities) add_unit(s, &activity);
  }
  units_.starts.push_back(static_cast<uint32_t>(units_.area_kind.size()));
}

void ImageBuilder::add_unit(const Structure& s, const Activity* activity) {
  auto& sectors = facets_[static_cast<size_t>(Facet::Sector)].dictionary;
  auto& prestations = facets_[static_cast<size_t>(Facet::Prestation)].dictionary;
  for (const SectorLink& sector : s.sectors) {
    if (activity && activity->sector != sector.slug) continue;
    units_.sectors.push_back(sectors.number_of(sector.slug, sector.name));
    units_.sector_inferred.push_back(sector.origin == Origin::Inferred);
  }
  for (const std::string& prestation : activity ? activity->prestations : s.prestations)
    units_.prestations.push_back(prestations.number_of(prestation, prestation));
  units_.sector_starts.push_back(static_cast<uint32_t>(units_.sectors.size()));
  units_.prestation_starts.push_back(static_cast<uint32_t>(units_.prestations.size()));
  add_unit_area(s, activity ? activity->area : Area{});
}

void ImageBuilder::add_unit_area(const Structure& s, const Area& area) {
  units_.area_kind.push_back(static_cast<uint8_t>(area.kind));
  units_.radius.push_back(static_cast<uint16_t>(area.radius_km));
  for (const std::string& territory : area.territories)
    units_.areas.push_back(areas_.number_of(territory, ""));
  if (area.kind == Area::Kind::Radius && s.location)
    for (const PlaceId place : reach_.larger_than_communes(s.location->point, area.radius_km))
      units_.reached.push_back(areas_.number_of(territories_.to_string(place), ""));
  units_.area_starts.push_back(static_cast<uint32_t>(units_.areas.size()));
  units_.reached_starts.push_back(static_cast<uint32_t>(units_.reached.size()));
}

}  // namespace filon
