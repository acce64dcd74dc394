#include "indexer/normalise.h"

#include <algorithm>

#include "annuaire/display_case.h"
#include "annuaire/naf.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/contact_details.h"
#include "indexer/dates.h"
#include "indexer/html_text.h"
#include "indexer/identifiers.h"
#include "indexer/infer_sectors.h"
#include "indexer/legal_status.h"
#include "indexer/links.h"
#include "indexer/placement.h"
#include "indexer/web_address.h"

namespace filon {
namespace {

class Normaliser {
 public:
  Normaliser(const SourceRecord& record, const References& references, const SourceTerms& terms)
      : record_(record), references_(references), terms_(terms) {}

  Result<Structure> normalise() {
    read_names();
    read_identifiers();
    if (s_.name.empty()) return fail(ErrorCode::Invalid, "no name");
    if (s_.siret.empty() && record_.id.empty())
      return fail(ErrorCode::Invalid, "neither siret nor id{}{}",
                  record_.siret.empty() ? "" : ": siret is ", record_.siret);
    read_naf();
    s_.active = record_.active;
    s_.unverified = record_.unverified;
    for (const std::string& status : record_.kinds) read_kind(status);
    sort_unique(s_.kinds);
    read_links(record_, references_, s_);
    read_place();
    read_texts();
    infer_sectors(references_, s_);
    infer_criteria(references_, s_);
    s_.doubts.insert(s_.doubts.end(), record_.doubts.begin(), record_.doubts.end());
    s_.sources = {{record_.source, record_.id, record_.url, record_.seen_at, update_date()}};
    sort_unique(s_.doubts);
    note_provenance();
    return std::move(s_);
  }

 private:
  void doubt(std::string text) { s_.doubts.push_back(std::move(text)); }

  void read_names() {
    s_.name = shown_name(record_.name);
    s_.brand = shown_name(record_.brand);
    if (s_.name.empty()) s_.name = std::move(s_.brand), s_.brand.clear();
    if (fold(s_.brand) == fold(s_.name)) s_.brand.clear();
    const std::string folded = fold(s_.name);
    if (s_.name.empty()) return;
    if (!naf_code(s_.name).empty())
      doubt(fmt::format("nom « {} » : c'est un code NAF", s_.name));
    else if (std::none_of(folded.begin(), folded.end(), [](char c) { return c < '0' || c > '9'; }))
      doubt(fmt::format("nom « {} » sans une lettre", s_.name));
  }

  // Without the quotes and entities of the files it went through, and without shouting.
  static std::string shown_name(const std::string& given) {
    std::string name = clean_value(given);
    if (name.find_first_of("&<") != std::string::npos) name = clean_value(html_text(name));
    while (name.size() > 1 && name.front() == '"' && name.back() == '"' &&
           name.find('"', 1) == name.size() - 1)
      name = clean_value(name.substr(1, name.size() - 2));
    return display_case(name);
  }

  void read_identifiers() {
    ReadSiret read = read_siret(record_.siret);
    s_.siret = std::move(read.siret);
    s_.siren = std::move(read.siren);
    if (!read.doubt.empty()) doubt(std::move(read.doubt));
    const std::string given = clean_value(record_.siren);
    if (given.empty()) return;
    const std::string siren = siren_digits(given);
    if (siren.empty()) return doubt(fmt::format("SIREN « {} » mal formé : écarté", given));
    if (s_.siren.empty())
      s_.siren = siren;
    else if (s_.siren != siren)
      doubt(fmt::format("SIREN {} : ce n'est pas celui du SIRET {}", siren, s_.siret));
  }

  void read_naf() {
    const std::string given = clean_value(record_.naf);
    if (given.empty()) return;
    s_.naf = naf_code(given);
    if (s_.naf.empty()) doubt(fmt::format("code NAF « {} » mal formé : écarté", given));
  }

  // A date of the future or in words would mislead readers of the record: it is told, not shown.
  std::string update_date() {
    const std::string given = clean_value(record_.updated_at);
    if (given.empty()) return {};
    std::string date = iso_date(given);
    if (date.empty()) doubt(fmt::format("date de mise à jour « {} » illisible : écartée", given));
    return date;
  }

  void read_kind(const std::string& given) {
    const std::string text = clean_value(given);
    if (text.empty()) return;
    ReadStatus status = read_status(text);
    for (const Kind kind : status.kinds) s_.kinds.emplace_back(kind_info(kind).code);
    if (!status.doubt.empty()) doubt(std::move(status.doubt));
    if (!status.kinds.empty()) return;
    s_.kinds.emplace_back(kind_info(Kind::Other).code);
    doubt(fmt::format("statut « {} » inconnu : autre statut", text));
  }

  void read_place() {
    Placement placement = place(record_, references_.territories);
    s_.address = std::move(placement.address);
    s_.location = placement.location;
    s_.doubts.insert(s_.doubts.end(), placement.doubts.begin(), placement.doubts.end());
    point_is_of_source_ = placement.point_is_of_source;
  }

  void read_texts() {
    s_.description = html_text(record_.description);
    for (const Offer& offer : record_.offers) {
      Offer clean{clean_value(offer.name), html_text(offer.description)};
      if (clean.name.empty()) std::swap(clean.name, clean.description);
      if (!clean.name.empty()) s_.offers.push_back(std::move(clean));
    }
    const std::string website = clean_value(record_.website);
    s_.website = web_address(website);
    if (s_.website.empty() && !website.empty())
      doubt(fmt::format("site web « {} » illisible : écarté", website));
    s_.contact.url = web_address(record_.url);
    s_.clues = {organisation_phone(record_.phone), mail_domain(record_.email)};
    if (!terms_.publishes_contact) return;
    s_.contact.phone = organisation_phone(record_.phone);
    s_.contact.email = organisation_email(record_.email, s_.name + " " + s_.brand);
  }

  // A row has one source, at place 0.
  void note_provenance() {
    const auto note = [&](Field field, bool filled, uint32_t source = 0) {
      if (filled) s_.provenance.push_back({field, source});
    };
    note(Field::Siret, !s_.siret.empty());
    note(Field::Siren, !s_.siren.empty());
    note(Field::Name, true);
    note(Field::Brand, !s_.brand.empty());
    note(Field::Naf, !s_.naf.empty());
    note(Field::Active, true);
    note(Field::Kinds, !s_.kinds.empty());
    note(Field::Sectors, !s_.sectors.empty());
    note(Field::Activities, !s_.activities.empty());
    note(Field::Labels, !s_.labels.empty());
    note(Field::Criteria, !s_.criteria.empty());
    note(Field::Networks, !s_.networks.empty());
    note(Field::Prestations, !s_.prestations.empty());
    note(Field::Zones, !s_.zones.empty());
    note(Field::Address, s_.address != Address{});
    note(Field::Location, s_.location.has_value(), point_is_of_source_ ? 0 : FieldOrigin::own);
    note(Field::Description, !s_.description.empty());
    note(Field::Offers, !s_.offers.empty());
    note(Field::Website, !s_.website.empty());
    note(Field::Contact, s_.contact != Contact{});
    std::sort(s_.provenance.begin(), s_.provenance.end());
  }

  const SourceRecord& record_;
  const References& references_;
  const SourceTerms& terms_;
  Structure s_;
  bool point_is_of_source_ = false;
};

}  // namespace

Result<Structure> normalise(const SourceRecord& record, const References& references,
                            const SourceTerms& terms) {
  return Normaliser(record, references, terms).normalise();
}

Normalised normalise_all(std::span<const SourceRecord> records, const References& references,
                         const SourceTerms& terms) {
  Normalised outcome;
  for (const SourceRecord& record : records) {
    if (auto structure = normalise(record, references, terms))
      outcome.kept.push_back(*std::move(structure));
    else
      outcome.rejected.push_back({record.origin, structure.error().message});
  }
  return outcome;
}

}  // namespace filon
