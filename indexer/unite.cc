#include "indexer/unite.h"

#include <algorithm>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/links.h"

namespace filon {
namespace {

std::string row_of(const Structure& s) {
  const SourceRef& source = s.sources.front();
  return source.id.empty() ? source.name : fmt::format("{} {}", source.name, source.id);
}

std::string one_line(const Address& address) {
  return clean_line(fmt::format("{} {} {}", address.street, address.post_code, address.city));
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

class Uniter {
 public:
  explicit Uniter(std::vector<Structure> rows) : rows_(std::move(rows)), s_(rows_.front()) {}

  Structure unite() {
    spread_activities();
    for (size_t i = 1; i < rows_.size(); ++i) add(rows_[i]);
    sort_unique(s_.kinds);
    sort_unique(s_.prestations);
    sort_unique(s_.zones);
    sort_unique(s_.doubts);
    unite_sectors(s_.sectors);
    unite_activities(s_.activities);
    unite_labels(s_.labels);
    unite_criteria(s_.criteria);
    unite_networks(s_.networks);
    return std::move(s_);
  }

 private:
  // A row without activities declares its sectors for an unknown area. Once another row brings
  // activities, those sectors must become activities too, or they would count for nothing.
  void spread_activities() {
    const auto has_some = [](const Structure& row) { return !row.activities.empty(); };
    if (std::none_of(rows_.begin(), rows_.end(), has_some)) return;
    for (Structure& row : rows_)
      if (row.activities.empty())
        for (const SectorLink& sector : row.sectors)
          if (sector.origin == Origin::Declared)
            row.activities.push_back({sector.slug, row.prestations, {}});
    s_.activities = rows_.front().activities;
  }

  void add(const Structure& row) {
    note_differences(row);
    take(row.siret, s_.siret, row, "siret");
    take(row.siren, s_.siren, row, "siren");
    take(row.brand, s_.brand, row, "brand");
    take(row.description, s_.description, row, "description");
    take(row.website, s_.website, row, "website");
    add_contact(row);
    add_place(row);
    take(row.naf, s_.naf, row, "naf");
    s_.active |= row.active;
    s_.unverified &= row.unverified;  // one source that checked is enough
    add_list(row.kinds, s_.kinds, row, "kinds");
    add_list(row.sectors, s_.sectors, row, "sectors");
    add_list(row.activities, s_.activities, row, "activities");
    add_list(row.labels, s_.labels, row, "labels");
    add_list(row.criteria, s_.criteria, row, "criteria");
    add_list(row.networks, s_.networks, row, "networks");
    add_list(row.prestations, s_.prestations, row, "prestations");
    add_list(row.zones, s_.zones, row, "zones");
    for (const Offer& offer : row.offers)
      if (std::find(s_.offers.begin(), s_.offers.end(), offer) == s_.offers.end())
        add_list(std::vector{offer}, s_.offers, row, "offers");
    add_sources(row);
    append(s_.doubts, row.doubts);
  }

  // In the order of the rows: the first names the record where no SIRET does.
  void add_sources(const Structure& row) {
    for (const SourceRef& source : row.sources)
      if (std::none_of(s_.sources.begin(), s_.sources.end(), [&](const SourceRef& known) {
            return known.name == source.name && known.id == source.id;
          }))
        s_.sources.push_back(source);
  }

  void take(const std::string& value, std::string& into, const Structure& row,
            const std::string& field) {
    if (!into.empty() || value.empty()) return;
    into = value;
    credit(row, field);
  }

  template <class T>
  void add_list(const std::vector<T>& from, std::vector<T>& to, const Structure& row,
                const std::string& field) {
    if (from.empty()) return;
    append(to, from);
    credit(row, field);
  }

  // Lists come of several sources, named once each and in order.
  void credit(const Structure& row, const std::string& field) {
    const auto given = row.provenance.find(field);
    const std::string source =
        given == row.provenance.end() ? row.sources.front().name : given->second;
    std::string& names = s_.provenance[field];
    auto all = split_values(names, ",");
    all.push_back(source);
    sort_unique(all);
    names.clear();
    for (const std::string& name : all) names += (names.empty() ? "" : ", ") + name;
  }

  void add_contact(const Structure& row) {
    take(row.contact.phone, s_.contact.phone, row, "contact");
    take(row.contact.email, s_.contact.email, row, "contact");
    take(row.contact.url, s_.contact.url, row, "contact");
  }

  // An address is one thing: never the street of one row and the city of another. The point goes
  // with it, unless a row knows a finer one in the same commune.
  void add_place(const Structure& row) {
    const bool better = s_.address.insee_code.empty() && !row.address.insee_code.empty();
    if (better || s_.address == Address{}) {
      s_.address = row.address;
      s_.provenance["address"] = row.sources.front().name;
      if (row.location) take_point(row);
      return;
    }
    if (!row.location) return;
    const bool same_place = s_.address.insee_code == row.address.insee_code;
    if (!s_.location || (same_place && row.location->precision < s_.location->precision))
      take_point(row);
  }

  void take_point(const Structure& row) {
    s_.location = row.location;
    const auto given = row.provenance.find("location");
    s_.provenance["location"] =
        given == row.provenance.end() ? row.sources.front().name : given->second;
  }

  void note_differences(const Structure& row) {
    if (fold(row.name) != fold(s_.name))
      s_.doubts.push_back(fmt::format("autre nom : « {} » ({})", row.name, row_of(row)));
    if (!row.brand.empty() && !s_.brand.empty() && fold(row.brand) != fold(s_.brand))
      s_.doubts.push_back(fmt::format("autre enseigne : « {} » ({})", row.brand, row_of(row)));
    const std::string other = one_line(row.address);
    if (!other.empty() && fold(other) != fold(one_line(s_.address)))
      s_.doubts.push_back(fmt::format("autre adresse : {} ({})", other, row_of(row)));
    if (!row.siret.empty() && !s_.siret.empty() && row.siret != s_.siret)
      s_.doubts.push_back(fmt::format("autre SIRET : {} ({})", row.siret, row_of(row)));
  }

  std::vector<Structure> rows_;
  Structure s_;
};

}  // namespace

Structure unite(std::vector<Structure> rows) { return Uniter(std::move(rows)).unite(); }

}  // namespace filon
