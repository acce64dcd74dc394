#include "searchd/pages/record_data.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "annuaire/stable_hash.h"
#include "searchd/pages/french.h"
#include "searchd/pages/record_fields.h"
#include "searchd/pages/structure_data.h"
#include "searchd/similar.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

constexpr size_t shown_sites = 20;
constexpr int shown_similar = 5;

PageData criteria_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const CriterionLink& criterion : s.criteria) {
    PageData item;
    item.set("name", criterion.name);
    set_text(item, "evidence", criterion.evidence);
    list.push_back(item);
  }
  return list;
}

PageData offers_data(const Structure& s) {
  PageData list(PageData::type::list);
  for (const Offer& offer : s.offers) {
    PageData item;
    item.set("name", offer.name);
    set_text(item, "description", offer.description);
    list.push_back(item);
  }
  return list;
}

PageData texts_data(const std::vector<std::string>& texts) {
  PageData list(PageData::type::list);
  for (const std::string& text : texts) list.push_back(PageData("text", text));
  return list;
}

// Which fields each source owns: an error is told to the one that can correct it.
PageData owners_data(const Structure& s, const Manifest& manifest) {
  std::map<std::string, std::vector<std::string>> owned;
  for (const Field field : all_fields()) {
    const std::string name = field_in_french(std::string(to_string(field)));
    if (name.empty()) continue;
    for (const SourceRef* origin : origins_of(s, field)) {
      std::vector<std::string>& fields = owned[origin->name];
      if (fields.empty() || fields.back() != name) fields.push_back(name);
    }
  }
  PageData list(PageData::type::list);
  for (const SourceRef& source : s.sources) {
    PageData item;
    item.set("name", source_in_french(source.name));
    item.set("id", source.id);
    set_text(item, "url", is_web_address(source.url) ? source.url : "");
    item.set("seen_at", source.seen_at);
    item.set("seen_day", french_day(source.seen_at));
    set_text(item, "updated_day", french_day(source.updated_at));
    set_text(item, "fields", fmt::format("{}", fmt::join(owned[source.name], ", ")));
    for (const Manifest::Source& known : manifest.sources)
      if (known.name == source.name) add_licence(item, known);
    list.push_back(item);
  }
  return list;
}

void set_contact(PageData& data, const Structure& s) {
  set_text(data, "phone", s.contact.phone);
  set_text(data, "email", s.contact.email);
  set_text(data, "website", is_web_address(s.website) ? s.website : "");
  set_text(data, "contact_url", is_web_address(s.contact.url) ? s.contact.url : "");
  data.set("no_contact", s.contact.phone.empty() && s.contact.email.empty() &&
                             !is_web_address(s.website) && !is_web_address(s.contact.url));
}

}  // namespace

PageData record_data(const Structure& s, const Manifest& manifest, const Tables& tables) {
  PageData data = structure_data(s, tables);
  set_text(data, "siret", s.siret);
  set_text(data, "description", s.description);
  set_list(data, "offers", offers_data(s));
  set_list(data, "criteria", criteria_data(s));
  set_list(data, "activities", activities_data(s, tables));
  set_list(data, "doubts_list", texts_data(s.doubts));
  data.set("groups", field_groups(s, tables));
  data.set("owners", owners_data(s, manifest));
  set_contact(data, s);
  if (s.location) {
    data.set("lat", fmt::format("{:.6f}", s.location->point.lat));
    data.set("lon", fmt::format("{:.6f}", s.location->point.lon));
    data.set("precision", std::string(precision_in_french(s.location->precision)));
  }
  data.set("first_seen", french_day(s.first_seen));
  data.set("json", "/api/v1/structures/" + percent_encode(s.id));
  return data;
}

PageData other_sites_data(const Structure& s, const Snapshot& snapshot, const Tables& tables) {
  PageData list(PageData::type::list);
  if (s.siren.empty()) return list;
  size_t shown = 0;
  for (const uint32_t document : snapshot.with_term(std::string(siren_prefix) + s.siren)) {
    const auto data = snapshot.record(document);
    if (!data) continue;
    const auto other = read_structure(*data);
    if (!other || other->id == s.id || shown++ >= shown_sites) continue;
    list.push_back(structure_data(*other, tables));
  }
  return list;
}

PageData similar_data(uint32_t document, const std::string& id,
                      std::shared_ptr<const Snapshot> snapshot, const Tables& tables) {
  const Today today = paris_day(std::chrono::system_clock::now());
  const std::string seed =
      fmt::format("{}-{:08x}", today.text, static_cast<uint32_t>(stable_hash(id)));
  PageData list(PageData::type::list);
  const auto found =
      find_similar(document, shown_similar, seed, std::move(snapshot), tables, today);
  if (!found) return list;
  for (const FoundStructure& hit : found->found) {
    const auto other = read_structure(hit.data);
    if (!other) continue;
    PageData item = structure_data(*other, tables);
    set_text(item, "distance", hit.hit.km ? french_distance(*hit.hit.km) : "");
    list.push_back(item);
  }
  return list;
}

}  // namespace filon
