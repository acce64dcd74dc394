#include "indexer/unite.h"

#include <algorithm>
#include <iterator>

#include "indexer/clean.h"
#include "indexer/conflicts.h"
#include "indexer/links.h"

namespace filon {
namespace {

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
    std::sort(s_.provenance.begin(), s_.provenance.end());
    s_.clues = {};
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
    if (!s_.activities.empty()) credit(Field::Activities, 0);
  }

  void add(const Structure& row) {
    append(s_.doubts, conflicts(s_, row));
    append(s_.doubts, row.doubts);
    const uint32_t source = place_of_source(row);
    take(row.siret, s_.siret, Field::Siret, source);
    take(row.siren, s_.siren, Field::Siren, source);
    take(row.brand, s_.brand, Field::Brand, source);
    take(row.naf, s_.naf, Field::Naf, source);
    take(row.description, s_.description, Field::Description, source);
    take(row.website, s_.website, Field::Website, source);
    take(row.contact.phone, s_.contact.phone, Field::Contact, source);
    take(row.contact.email, s_.contact.email, Field::Contact, source);
    take(row.contact.url, s_.contact.url, Field::Contact, source);
    add_place(row, source);
    if (row.active && !s_.active) replace(Field::Active, source);
    s_.active |= row.active;
    s_.unverified &= row.unverified;  // one source that checked is enough
    add_list(row.kinds, s_.kinds, Field::Kinds, source);
    add_list(row.sectors, s_.sectors, Field::Sectors, source);
    add_list(row.activities, s_.activities, Field::Activities, source);
    add_list(row.labels, s_.labels, Field::Labels, source);
    add_list(row.criteria, s_.criteria, Field::Criteria, source);
    add_list(row.networks, s_.networks, Field::Networks, source);
    add_list(row.prestations, s_.prestations, Field::Prestations, source);
    add_list(row.zones, s_.zones, Field::Zones, source);
    std::vector<Offer> more;
    std::copy_if(row.offers.begin(), row.offers.end(), std::back_inserter(more),
                 [&](const Offer& offer) {
                   return std::find(s_.offers.begin(), s_.offers.end(), offer) == s_.offers.end();
                 });
    add_list(more, s_.offers, Field::Offers, source);
  }

  // In the order of the rows: the first names the record where no SIRET does.
  uint32_t place_of_source(const Structure& row) {
    const SourceRef& source = row.sources.front();
    const auto known = std::find_if(s_.sources.begin(), s_.sources.end(), [&](const SourceRef& s) {
      return s.name == source.name && s.id == source.id;
    });
    const auto place = static_cast<uint32_t>(known - s_.sources.begin());
    if (known == s_.sources.end()) s_.sources.push_back(source);
    return place;
  }

  void credit(Field field, uint32_t source) {
    const FieldOrigin origin{field, source};
    if (std::find(s_.provenance.begin(), s_.provenance.end(), origin) == s_.provenance.end())
      s_.provenance.push_back(origin);
  }
  void replace(Field field, uint32_t source) {
    std::erase_if(s_.provenance, [&](const FieldOrigin& known) { return known.field == field; });
    s_.provenance.push_back({field, source});
  }

  void take(const std::string& value, std::string& into, Field field, uint32_t source) {
    if (!into.empty() || value.empty()) return;
    into = value;
    credit(field, source);
  }

  template <class T>
  void add_list(const std::vector<T>& from, std::vector<T>& to, Field field, uint32_t source) {
    if (from.empty()) return;
    append(to, from);
    credit(field, source);
  }

  // An address is one thing: never the street of one row and the city of another. The point goes
  // with it, unless a row knows a finer one in the same commune.
  void add_place(const Structure& row, uint32_t source) {
    const bool better = s_.address.insee_code.empty() && !row.address.insee_code.empty();
    if (better || s_.address == Address{}) {
      s_.address = row.address;
      replace(Field::Address, source);
      if (row.location) take_point(row, source);
      return;
    }
    if (!row.location) return;
    const bool same_place = s_.address.insee_code == row.address.insee_code;
    if (!s_.location || (same_place && row.location->precision < s_.location->precision))
      take_point(row, source);
  }

  void take_point(const Structure& row, uint32_t source) {
    s_.location = row.location;
    const bool is_own =
        std::find(row.provenance.begin(), row.provenance.end(),
                  FieldOrigin{Field::Location, FieldOrigin::own}) != row.provenance.end();
    replace(Field::Location, is_own ? FieldOrigin::own : source);
  }

  std::vector<Structure> rows_;
  Structure s_;
};

}  // namespace

Structure unite(std::vector<Structure> rows) { return Uniter(std::move(rows)).unite(); }

}  // namespace filon
