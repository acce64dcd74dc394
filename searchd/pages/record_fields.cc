#include "searchd/pages/record_fields.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "annuaire/structure_kind.h"
#include "searchd/pages/french.h"
#include "searchd/pages/structure_data.h"
#include "searchd/tables.h"
#include "searchd/why_filters.h"

namespace filon {
namespace {

/// One group of fields; those without a value are left out, for absence proves nothing.
class Group {
 public:
  Group(const Structure& structure, const char* title) : structure_(structure), title_(title) {}

  /// No field: Filon worked the value out from others.
  void add(const char* name, std::optional<Field> field, const std::string& value) {
    if (value.empty()) return;
    PageData item;
    item.set("name", name);
    item.set("value", value);
    if (is_web_address(value)) item.set("link", value);
    add_source(item, field);
    fields_.push_back(item);
  }

  void give(PageData& groups) const {
    if (fields_.is_empty_list()) return;
    PageData group;
    group.set("title", title_);
    group.set("fields", fields_);
    groups.push_back(group);
  }

 private:
  // "filon" is what we worked out ourselves.
  void add_source(PageData& item, std::optional<Field> field) const {
    PageData sources(PageData::type::list);
    if (field)
      for (const SourceRef* origin : origins_of(structure_, *field)) {
        if (origin->name == "filon") continue;
        PageData one;
        one.set("name", source_in_french(origin->name));
        one.set("seen_at", origin->seen_at);
        one.set("seen_day", french_day(origin->seen_at));
        sources.push_back(one);
      }
    item.set("derived", sources.is_empty_list());
    item.set("sources", sources);
  }

  const Structure& structure_;
  const char* title_;
  PageData fields_{PageData::type::list};
};

template <class Links>
std::string names_in_words(const Links& links) {
  std::vector<std::string> found;
  for (const auto& link : links) found.push_back(link.name);
  return fmt::format("{}", fmt::join(found, ", "));
}

std::string place_name(const Tables& tables, TerritoryKind kind, const std::string& code) {
  const auto place = tables.territories.find(kind, code);
  return place ? fmt::format("{} ({})", tables.territories[*place].name, code) : code;
}

std::string named_from(const ReferenceList& list, const std::vector<std::string>& slugs) {
  std::vector<std::string> found;
  for (const std::string& slug : slugs) {
    const auto item = list.find(slug);
    found.push_back(item ? list[*item].name : slug);
  }
  return fmt::format("{}", fmt::join(found, ", "));
}

std::string zones_in_words(const Structure& s) {
  std::vector<std::string> zones;
  for (const std::string& zone : s.zones)
    zones.push_back(zone == "qpv"   ? "quartier prioritaire de la ville (QPV)"
                    : zone == "zrr" ? "zone de revitalisation rurale (ZRR)"
                                    : zone);
  return fmt::format("{}", fmt::join(zones, ", "));
}

std::string kinds_in_words(const Structure& s) {
  std::vector<std::string> found;
  for (const std::string& code : s.kinds) {
    const auto kind = parse_kind(code);
    found.push_back(kind ? std::string(kind_info(*kind).name) : code);
  }
  return fmt::format("{}", fmt::join(found, ", "));
}

std::string area_in_words(const Area& area, const Tables& tables) {
  switch (area.kind) {
    case Area::Kind::France:
      return "toute la France";
    case Area::Kind::Radius:
      return fmt::format("{}\u00a0km autour", area.radius_km);
    case Area::Kind::Territories: {
      std::vector<std::string> found;
      for (const std::string& text : area.territories) {
        const auto place = tables.territories.parse(text);
        found.push_back(place ? tables.territories[*place].name : text);
      }
      return fmt::format("{}", fmt::join(found, ", "));
    }
    case Area::Kind::Unknown:
      break;
  }
  return "non renseignée";
}

void add_identity(PageData& groups, const Structure& s) {
  Group group(s, "Identité");
  group.add("Raison sociale", Field::Name, s.name);
  group.add("Nom commercial", Field::Brand, s.brand);
  group.add("SIRET", Field::Siret, s.siret);
  group.add("SIREN", Field::Siren, s.siren);
  group.add("Statut", Field::Kinds, kinds_in_words(s));
  group.add("Code NAF", Field::Naf, s.naf);
  group.add("Réseaux", Field::Networks, names_in_words(s.networks));
  group.give(groups);
}

void add_place(PageData& groups, const Structure& s, const Tables& tables) {
  const Address& address = s.address;
  Group group(s, "Implantation");
  group.add("Rue", Field::Address, address.street);
  group.add("Ville", Field::Address, fmt::format("{} {}", address.post_code, address.city));
  group.add("Commune", std::nullopt,
            place_name(tables, TerritoryKind::Commune, address.insee_code));
  group.add("Intercommunalité", std::nullopt,
            place_name(tables, TerritoryKind::Epci, address.epci));
  group.add("Établissement territorial", std::nullopt,
            place_name(tables, TerritoryKind::Epci, address.ept));
  group.add("Département", std::nullopt,
            place_name(tables, TerritoryKind::Departement, address.departement));
  group.add("Région", std::nullopt, place_name(tables, TerritoryKind::Region, address.region));
  group.add("Zone", Field::Zones, zones_in_words(s));
  group.give(groups);
}

void add_trade(PageData& groups, const Structure& s, const Tables& tables) {
  Group group(s, "Activité");
  for (const SectorLink& sector : s.sectors)
    if (sector.origin == Origin::Declared)
      group.add("Secteur déclaré", Field::Sectors, sector.name);
  for (const SectorLink& sector : s.sectors)
    if (sector.origin == Origin::Inferred)
      group.add("Secteur déduit", std::nullopt,
                fmt::format("{}, {}", sector.name, deduced_in_words(sector.because)));
  group.add("Type de prestation", Field::Prestations,
            named_from(tables.prestations, s.prestations));
  for (const LabelLink& label : s.labels)
    group.add("Label", Field::Labels,
              fmt::format("{} ({}{})", label.name, proof_in_french(label.proof),
                          label.valid_until.empty()
                              ? ""
                              : ", valable jusqu'au " + french_day(label.valid_until)));
  group.add("Engagements", Field::Criteria, names_in_words(s.criteria));
  group.give(groups);
}

void add_contact(PageData& groups, const Structure& s) {
  Group group(s, "Contact");
  group.add("Site internet", Field::Website, s.website);
  group.add("Téléphone", Field::Contact, s.contact.phone);
  group.add("Courriel", Field::Contact, s.contact.email);
  group.add("Page de contact", Field::Contact, s.contact.url);
  group.give(groups);
}

}  // namespace

PageData field_groups(const Structure& s, const Tables& tables) {
  PageData groups(PageData::type::list);
  add_identity(groups, s);
  add_place(groups, s, tables);
  add_trade(groups, s, tables);
  add_contact(groups, s);
  return groups;
}

PageData activities_data(const Structure& s, const Tables& tables) {
  PageData list(PageData::type::list);
  for (const Activity& activity : s.activities) {
    const auto sector = tables.sectors.find(activity.sector);
    PageData item;
    item.set("sector", sector                    ? tables.sectors[*sector].name
                       : activity.sector.empty() ? "Tous ses métiers"
                                                 : activity.sector);
    set_text(item, "prestations", named_from(tables.prestations, activity.prestations));
    item.set("area", area_in_words(activity.area, tables));
    list.push_back(item);
  }
  return list;
}

std::string field_in_french(const std::string& field) {
  static const std::vector<std::pair<std::string, std::string>> known = {
      {"name", "nom"},
      {"brand", "nom commercial"},
      {"siret", "SIRET"},
      {"siren", "SIREN"},
      {"kinds", "statut"},
      {"sectors", "secteurs"},
      {"labels", "labels"},
      {"networks", "réseaux"},
      {"prestations", "prestations"},
      {"address", "adresse"},
      {"location", "position"},
      {"description", "description"},
      {"offers", "offres"},
      {"website", "site internet"},
      {"contact", "contact"},
      {"criteria", "engagements"},
      {"zones", "zones"},
      {"activities", "zones d'intervention"}};
  for (const auto& [name, french] : known)
    if (name == field) return french;
  return "";
}

std::string_view precision_in_french(PointPrecision precision) {
  switch (precision) {
    case PointPrecision::Address:
      return "à l'adresse";
    case PointPrecision::Commune:
      return "au centre de la commune";
    case PointPrecision::Epci:
      return "au centre de l'intercommunalité";
    case PointPrecision::Departement:
      return "au centre du département";
  }
  return "";
}

}  // namespace filon
