#include <fmt/ranges.h>

#include "annuaire/structure_kind.h"
#include "searchd/page_data.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

bool is_web(const std::string& url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

class Fields {
 public:
  explicit Fields(const Structure& structure) : structure_(structure) {}

  void add(const char* name, Field field, const std::string& value, bool link = false) {
    if (value.empty()) return;
    PageData item;
    item.set("name", name);
    item.set("value", value);
    if (link && is_web(value)) item.set("link", value);
    item.set("source", source_names(structure_, field));
    list_.push_back(item);
  }
  PageData take() { return std::move(list_); }

 private:
  const Structure& structure_;
  PageData list_{PageData::type::list};
};

template <class Links>
std::string names(const Links& links) {
  std::vector<std::string> found;
  for (const auto& link : links) found.push_back(link.name);
  return fmt::format("{}", fmt::join(found, ", "));
}

std::string place_name(const Tables& tables, TerritoryKind kind, const std::string& code) {
  const auto place = tables.territories.find(kind, code);
  return place ? tables.territories[*place].name : code;
}

PageData fields_data(const Structure& s, const Tables& tables) {
  Fields fields(s);
  fields.add("SIRET", Field::Siret, s.siret);
  fields.add("SIREN", Field::Siren, s.siren);
  fields.add("Adresse", Field::Address,
             fmt::format("{} {} {}", s.address.street, s.address.post_code, s.address.city));
  fields.add("Intercommunalité", Field::Address,
             place_name(tables, TerritoryKind::Epci, s.address.epci));
  fields.add("Département", Field::Address,
             place_name(tables, TerritoryKind::Departement, s.address.departement));
  fields.add("Région", Field::Address, place_name(tables, TerritoryKind::Region, s.address.region));
  for (const SectorLink& sector : s.sectors)
    fields.add(
        sector.origin == Origin::Declared ? "Secteur déclaré" : "Secteur déduit", Field::Sectors,
        sector.because.empty() ? sector.name
                               : fmt::format("{} (d'après : {})", sector.name, sector.because));
  fields.add("Labels", Field::Labels, names(s.labels));
  fields.add("Engagements", Field::Criteria, names(s.criteria));
  fields.add("Réseaux", Field::Networks, names(s.networks));
  fields.add("Prestations", Field::Prestations, fmt::format("{}", fmt::join(s.prestations, ", ")));
  fields.add("Description", Field::Description, s.description);
  for (const Offer& offer : s.offers)
    fields.add("Offre", Field::Offers,
               offer.description.empty() ? offer.name : offer.name + " : " + offer.description);
  fields.add("Site", Field::Website, s.website, true);
  fields.add("Téléphone", Field::Contact, s.contact.phone);
  fields.add("Courriel", Field::Contact, s.contact.email);
  fields.add("Contact", Field::Contact, s.contact.url, true);
  return fields.take();
}

PageData rights_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const ReservationRight& right : s.reservations) {
    PageData item;
    const auto code = parse_reservation(right.code);
    item.set("title", code ? std::string(reservation_info(*code).title) : right.code);
    item.set("article", right.article);
    item.set("certain", right.certain);
    list.push_back(item);
  }
  return list;
}

PageData source_refs_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const SourceRef& source : s.sources) {
    PageData item;
    item.set("name", source.name);
    item.set("id", source.id);
    set_text(item, "url", is_web(source.url) ? source.url : "");
    item.set("seen_at", source.seen_at);
    item.set("seen_day", french_day(source.seen_at));
    list.push_back(item);
  }
  return list;
}

}  // namespace

std::string french_day(const std::string& iso) {
  static constexpr std::array<std::string_view, 12> months = {
      "janvier", "février", "mars",      "avril",   "mai",      "juin",
      "juillet", "août",    "septembre", "octobre", "novembre", "décembre"};
  int year = 0, month = 0, day = 0;
  if (std::sscanf(iso.c_str(), "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12)
    return "";
  return fmt::format("{} {} {}", day, months[static_cast<size_t>(month - 1)], year);
}

PageData sources_data(const Snapshot& snapshot) {
  PageData list(PageData::type::list);
  for (const Manifest::Source& source : snapshot.manifest.sources) {
    PageData item;
    item.set("name", source.name);
    item.set("structures", std::to_string(source.structures));
    item.set("harvested_at", source.harvested_at);
    item.set("harvested_day", french_day(source.harvested_at));
    set_text(item, "licence", source.licence);
    set_text(item, "attribution", source.attribution);
    list.push_back(item);
  }
  return list;
}

PageData record_data(const Structure& s, const Tables& tables) {
  PageData data;
  data.set("name", s.display_name());
  if (!s.brand.empty() && s.brand != s.name) data.set("legal_name", s.name);
  data.set("active", s.active);
  PageData kinds(PageData::type::list);
  for (const std::string& code : s.kinds) {
    const auto kind = parse_kind(code);
    PageData item;
    item.set("name", kind ? std::string(kind_info(*kind).name) : code);
    kinds.push_back(item);
  }
  data.set("kinds", kinds);
  data.set("reservations", rights_data(s));
  data.set("has_reservations", !s.reservations.empty());
  data.set("fields", fields_data(s, tables));
  PageData doubts(PageData::type::list);
  for (const std::string& doubt : s.doubts) {
    PageData item;
    item.set("text", doubt);
    doubts.push_back(item);
  }
  data.set("has_doubts", !s.doubts.empty());
  data.set("doubts", doubts);
  data.set("sources", source_refs_data(s));
  data.set("json", "/api/v1/structures/" + percent_encode(s.id));
  return data;
}

}  // namespace filon
