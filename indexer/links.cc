#include "indexer/links.h"

#include <algorithm>
#include <tuple>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/days.h"

namespace filon {
namespace {

// Sorts by (slug, rank) and keeps the first of each slug.
template <class Link, class Rank>
void keep_best(std::vector<Link>& links, Rank rank) {
  std::sort(links.begin(), links.end(),
            [&](const Link& a, const Link& b) { return rank(a) < rank(b); });
  links.erase(std::unique(links.begin(), links.end(),
                          [](const Link& a, const Link& b) { return a.slug == b.slug; }),
              links.end());
}

// A group says less than a sector: its "Autre (…)" stands for it, which every group has.
std::optional<SectorId> generic_sector(const Sectors& sectors, std::string_view slug_or_name) {
  auto group = sectors.find_group(slug_or_name);
  if (!group) group = sectors.find_group_by_name(slug_or_name);
  if (!group) return std::nullopt;
  for (const SectorId id : sectors.group(*group).sectors)
    if (sectors[id].name.starts_with("Autre")) return id;
  return std::nullopt;
}

class LinkReader {
 public:
  LinkReader(const SourceRecord& record, const References& references, Structure& structure)
      : record_(record), references_(references), structure_(structure) {}

  void read() {
    read_activities();
    if (structure_.activities.empty()) read_sectors();
    for (const SectorLink& link : record_.inferred_sectors) infer(link);
    unite_sectors(structure_.sectors);
    read_labels();
    read_criteria();
    read_networks();
    for (const std::string& prestation : record_.prestations)
      if (const auto slug = prestation_slug(prestation)) structure_.prestations.push_back(*slug);
    sort_unique(structure_.prestations);
    for (const std::string& zone : record_.zones) read_zone(zone);
    sort_unique(structure_.zones);
  }

 private:
  void unknown(std::string_view what, std::string_view value) {
    structure_.doubts.push_back(fmt::format("{} « {} » : valeur inconnue, écartée", what, value));
  }

  std::optional<SectorId> sector(const SourceRecord::Named& named) const {
    const Sectors& sectors = references_.sectors;
    if (const auto id = sectors.find(named.slug)) return id;
    for (const std::string& text : {named.name, named.slug}) {
      if (const auto id = sectors.find_by_name(text)) return id;
      if (const auto id = generic_sector(sectors, text)) return id;
    }
    return std::nullopt;
  }

  void declare(SectorId id) {
    const Sector& sector = references_.sectors[id];
    structure_.sectors.push_back({sector.slug, sector.name, Origin::Declared, 100, ""});
  }

  void read_sectors() {
    for (const SourceRecord::Named& named : record_.sectors) {
      if (named.slug.empty() && named.name.empty()) continue;
      if (const auto id = sector(named))
        declare(*id);
      else
        unknown("secteur", named.slug.empty() ? named.name : named.slug);
    }
  }

  void infer(const SectorLink& link) {
    const auto id = sector({link.slug, link.name});
    if (!id) return unknown("secteur", link.slug);
    const Sector& known = references_.sectors[*id];
    structure_.sectors.push_back(
        {known.slug, known.name, Origin::Inferred, link.confidence, link.because});
  }

  // Sectors of activities are the record's; those named beside them count for nothing (contract
  // §5).
  void read_activities() {
    for (const Activity& given : record_.activities) {
      Activity activity;
      if (!given.sector.empty()) {
        const auto id = sector({given.sector, given.sector});
        if (!id)
          unknown("secteur", given.sector);
        else
          declare(*id), activity.sector = references_.sectors[*id].slug;
      }
      for (const std::string& prestation : given.prestations)
        if (const auto slug = prestation_slug(prestation)) activity.prestations.push_back(*slug);
      sort_unique(activity.prestations);
      structure_.prestations.insert(structure_.prestations.end(), activity.prestations.begin(),
                                    activity.prestations.end());
      activity.area = checked(given.area);
      if (given.sector.empty() || !activity.sector.empty())
        structure_.activities.push_back(std::move(activity));
    }
    unite_activities(structure_.activities);
  }

  Area checked(const Area& given) {
    if (given.kind != Area::Kind::Territories) return given;
    Area area{Area::Kind::Territories, 0, {}};
    for (const std::string& text : given.territories) {
      if (text == "france") return {Area::Kind::France, 0, {}};
      const auto place = references_.territories.parse(text);
      if (place)
        area.territories.push_back(references_.territories.to_string(*place));
      else
        unknown("territoire", text);
    }
    sort_unique(area.territories);
    return area.territories.empty() ? Area{} : area;
  }

  std::optional<std::string> prestation_slug(const std::string& text) {
    if (const auto id = references_.prestations.recognise(text))
      return references_.prestations[*id].slug;
    unknown("prestation", text);
    return std::nullopt;
  }

  void read_labels() {
    for (const LabelLink& given : record_.labels) {
      const Label* known = references_.labels.find(given.slug);
      const auto label =
          known ? std::optional(*known)
                : references_.labels.read(given.name.empty() ? given.slug : given.name);
      if (!label) continue;
      LabelLink link{label->slug, label->name, given.proof, given.valid_until};
      if (!link.valid_until.empty() && !day_number(link.valid_until)) {
        structure_.doubts.push_back(fmt::format("label {} : date de fin « {} » illisible, écartée",
                                                link.name, link.valid_until));
        link.valid_until.clear();
      }
      structure_.labels.push_back(std::move(link));
    }
    unite_labels(structure_.labels);
  }

  void read_criteria() {
    for (const std::string& text : record_.criteria) {
      const auto id = references_.criteria.list().recognise(text);
      if (!id) {
        unknown("engagement", text);
        continue;
      }
      const auto& item = references_.criteria.list()[*id];
      structure_.criteria.push_back({item.slug, item.name, ""});
    }
    unite_criteria(structure_.criteria);
  }

  void read_networks() {
    const ReferenceList& networks = references_.networks;
    for (const SourceRecord::Named& named : record_.networks) {
      auto id = networks.find(named.slug);
      if (!id) id = networks.recognise(named.name.empty() ? named.slug : named.name);
      if (id) {
        structure_.networks.push_back({networks[*id].slug, networks[*id].name});
        continue;
      }
      std::string slug = named.slug.empty() ? slugify(named.name) : named.slug;
      if (!slug.empty())
        structure_.networks.push_back({slug, named.name.empty() ? named.slug : named.name});
    }
    unite_networks(structure_.networks);
  }

  void read_zone(const std::string& text) {
    const std::string zone = fold(text);
    if (zone == "qpv" || zone == "zrr")
      structure_.zones.push_back(zone);
    else
      unknown("zone", text);
  }

  const SourceRecord& record_;
  const References& references_;
  Structure& structure_;
};

}  // namespace

void read_links(const SourceRecord& record, const References& references, Structure& structure) {
  LinkReader(record, references, structure).read();
}

void unite_sectors(std::vector<SectorLink>& sectors) {
  keep_best(sectors, [](const SectorLink& link) {
    return std::tuple(std::string_view(link.slug), link.origin, -link.confidence,
                      std::string_view(link.because));
  });
}

void unite_labels(std::vector<LabelLink>& labels) {
  keep_best(labels, [](const LabelLink& link) {
    const auto end = link.valid_until.empty() ? 99999999 : day_number(link.valid_until);
    return std::tuple(std::string_view(link.slug), link.proof, -static_cast<int64_t>(end),
                      std::string_view(link.name));
  });
}

void unite_criteria(std::vector<CriterionLink>& criteria) {
  keep_best(criteria, [](const CriterionLink& link) {  // one with evidence before one without
    return std::tuple(std::string_view(link.slug), link.evidence.empty(),
                      std::string_view(link.evidence));
  });
}

void unite_networks(std::vector<NetworkLink>& networks) {
  keep_best(networks, [](const NetworkLink& link) {
    return std::tuple(std::string_view(link.slug), std::string_view(link.name));
  });
}

void unite_activities(std::vector<Activity>& activities) {
  const auto key = [](const Activity& a) {
    return std::tie(a.sector, a.prestations, a.area.kind, a.area.radius_km, a.area.territories);
  };
  std::sort(activities.begin(), activities.end(),
            [&](const Activity& a, const Activity& b) { return key(a) < key(b); });
  activities.erase(std::unique(activities.begin(), activities.end()), activities.end());
}

}  // namespace filon
