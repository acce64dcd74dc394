#include "indexer/normalise.h"

#include <algorithm>

#include "annuaire/naf.h"
#include "annuaire/siret.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/contact_details.h"
#include "indexer/dates.h"
#include "indexer/html_text.h"
#include "indexer/legal_status.h"
#include "indexer/links.h"
#include "indexer/placement.h"
#include "indexer/web_address.h"

namespace filon {
namespace {

std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text)
    if (c >= '0' && c <= '9') digits += c;
  return digits;
}

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
    s_.doubts.insert(s_.doubts.end(), record_.doubts.begin(), record_.doubts.end());
    s_.sources = {{record_.source, record_.id, record_.url, record_.seen_at, update_date()}};
    sort_unique(s_.doubts);
    note_provenance();
    return std::move(s_);
  }

 private:
  void doubt(std::string text) { s_.doubts.push_back(std::move(text)); }

  void read_names() {
    s_.name = clean_value(record_.name);
    s_.brand = clean_value(record_.brand);
    if (s_.name.empty()) s_.name = std::move(s_.brand), s_.brand.clear();
    if (s_.brand == s_.name) s_.brand.clear();
    const std::string folded = fold(s_.name);
    if (!folded.empty() &&
        std::none_of(folded.begin(), folded.end(), [](char c) { return c < '0' || c > '9'; }))
      doubt(fmt::format("nom « {} » sans une lettre", s_.name));
  }

  void read_identifiers() {
    const std::string given = clean_value(record_.siret);
    if (!given.empty()) read_siret(given);
    const std::string siren = clean_value(record_.siren);
    if (siren.empty()) return;
    const auto parsed = Siren::parse(siren);
    if (!parsed) return doubt(fmt::format("SIREN « {} » mal formé : écarté", siren));
    if (s_.siren.empty())
      s_.siren = parsed->digits();
    else if (s_.siren != parsed->digits())
      doubt(fmt::format("SIREN {} : ce n'est pas celui du SIRET {}", siren, s_.siret));
  }

  void read_siret(const std::string& given) {
    if (const auto siret = Siret::parse(given)) {
      s_.siret = siret->digits();
      s_.siren = siret->siren().digits();
      if (!siret->check_digit_holds())
        doubt(fmt::format("SIRET {} : la clé de contrôle est fausse", s_.siret));
      return;
    }
    const std::string digits = digits_of(given);
    // Spreadsheets drop the first zero; the check digit tells whether that is what happened.
    if (const auto padded = Siret::parse("0" + digits);
        digits.size() == 13 && padded && padded->check_digit_holds()) {
      s_.siret = padded->digits();
      s_.siren = padded->siren().digits();
      return doubt(fmt::format("SIRET « {} » : un zéro manquait devant", given));
    }
    if (const auto siren = Siren::parse(given)) {
      s_.siren = siren->digits();
      return doubt(
          fmt::format("SIRET « {} » : c'est un SIREN, l'établissement est inconnu", given));
    }
    doubt(fmt::format("SIRET « {} » mal formé : écarté", given));
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
    if (s_.location)
      s_.provenance["location"] = placement.point_is_of_source ? record_.source : "filon";
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
    if (!terms_.publishes_contact) return;
    s_.contact.phone = organisation_phone(record_.phone);
    s_.contact.email = organisation_email(record_.email, s_.name + " " + s_.brand);
  }

  void note_provenance() {
    const auto note = [&](std::string_view field, bool filled) {
      if (filled) s_.provenance[std::string(field)] = record_.source;
    };
    note("siret", !s_.siret.empty());
    note("siren", !s_.siren.empty());
    note("name", true);
    note("brand", !s_.brand.empty());
    note("naf", !s_.naf.empty());
    note("active", true);
    note("kinds", !s_.kinds.empty());
    note("sectors", !s_.sectors.empty());
    note("activities", !s_.activities.empty());
    note("labels", !s_.labels.empty());
    note("criteria", !s_.criteria.empty());
    note("networks", !s_.networks.empty());
    note("prestations", !s_.prestations.empty());
    note("zones", !s_.zones.empty());
    note("address", s_.address != Address{});
    note("description", !s_.description.empty());
    note("offers", !s_.offers.empty());
    note("website", !s_.website.empty());
    note("contact", s_.contact != Contact{});
  }

  const SourceRecord& record_;
  const References& references_;
  const SourceTerms& terms_;
  Structure s_;
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
