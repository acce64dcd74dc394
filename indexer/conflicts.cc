#include "indexer/conflicts.h"

#include <algorithm>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/matching/corpus.h"
#include "indexer/matching/name_form.h"
#include "indexer/matching/street_form.h"

namespace filon {
namespace {

// Points further apart than this are two places, whatever their precision.
constexpr double far_km = 1.0;

std::string one_line(const Address& address) {
  return clean_line(fmt::format("{} {} {}", address.street, address.post_code, address.city));
}

bool is_name_of(const std::string& name, const Structure& s) {
  return same_name(name, s.name) || (!s.brand.empty() && same_name(name, s.brand));
}

bool addresses_differ(const Address& a, const Address& b) {
  if (known_and_differ(a.insee_code, b.insee_code) || known_and_differ(a.post_code, b.post_code))
    return true;
  const StreetForm street = street_form(a.street), other = street_form(b.street);
  return compare(street, other) == SameStreet::Other ||
         (!street.empty() && !other.empty() && known_and_differ(street.number, other.number));
}

class Conflicts {
 public:
  Conflicts(const Structure& record, const Structure& row) : record_(record), row_(row) {}

  std::vector<std::string> find() {
    if (!is_name_of(row_.name, record_) && !is_name_of(record_.name, row_))
      add("noms différents", Field::Name, record_.name, row_.name);
    if (known_and_differ(record_.brand, row_.brand) && !is_name_of(row_.brand, record_))
      add("enseignes différentes", Field::Brand, record_.brand, row_.brand);
    add_if_differ("SIRET différents", Field::Siret, record_.siret, row_.siret);
    if (record_.siret.empty() || row_.siret.empty())
      add_if_differ("SIREN différents", Field::Siren, record_.siren, row_.siren);
    add_if_differ("codes NAF différents", Field::Naf, record_.naf, row_.naf);
    if (addresses_differ(record_.address, row_.address))
      add("adresses différentes", Field::Address, one_line(record_.address),
          one_line(row_.address));
    if (known_and_differ(domain_of(record_.website), domain_of(row_.website)))
      add("sites web différents", Field::Website, record_.website, row_.website);
    add_if_differ("téléphones différents", Field::Contact, record_.contact.phone,
                  row_.contact.phone);
    add_if_differ("adresses électroniques différentes", Field::Contact, record_.contact.email,
                  row_.contact.email);
    add_points();
    add_activity();
    return std::move(found_);
  }

 private:
  std::string source_of(Field field) const {
    const auto origins = origins_of(record_, field);
    return row_name(origins.empty() ? record_.sources.front() : *origins.front());
  }
  std::string other_source() const { return row_name(row_.sources.front()); }

  void add(std::string_view what, Field field, const std::string& ours, const std::string& theirs) {
    found_.push_back(fmt::format("{} : « {} » ({}), « {} » ({})", what, ours, source_of(field),
                                 theirs, other_source()));
  }
  void add_if_differ(std::string_view what, Field field, const std::string& ours,
                     const std::string& theirs) {
    if (known_and_differ(ours, theirs)) add(what, field, ours, theirs);
  }

  void add_points() {
    const auto is_precise = [](const Structure& s) {
      return s.location && s.location->precision == PointPrecision::Address;
    };
    if (!is_precise(record_) || !is_precise(row_)) return;
    const Point ours = record_.location->point, theirs = row_.location->point;
    const double km = distance_km(ours, theirs);
    if (km < far_km) return;
    std::string kilometres = fmt::format("{:.1f}", km);
    std::replace(kilometres.begin(), kilometres.end(), '.', ',');
    const auto text = [](Point p) { return fmt::format("{:.5f}, {:.5f}", p.lat, p.lon); };
    add(fmt::format("points éloignés de {} km", kilometres), Field::Location, text(ours),
        text(theirs));
  }

  void add_activity() {
    if (record_.active == row_.active) return;
    const std::string ours = source_of(Field::Active), theirs = other_source();
    found_.push_back(fmt::format("en activité selon {}, inactive selon {}",
                                 record_.active ? ours : theirs, record_.active ? theirs : ours));
  }

  const Structure &record_, &row_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> conflicts(const Structure& record, const Structure& row) {
  return Conflicts(record, row).find();
}

std::string row_name(const SourceRef& source) {
  return source.id.empty() ? source.name : fmt::format("{} {}", source.name, source.id);
}

}  // namespace filon
