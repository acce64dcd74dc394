#include "indexer/matching/corpus.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "annuaire/structure_kind.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/url.h"

namespace filon {
namespace {

// Weights are those of a directory of at least this size, so that a small list does not make
// everyday words look rare.
constexpr double least_rows = 4000;
// A word of everyday use counts as one that many rows have, however few of them are here.
constexpr double common_share = 0.02;
// A phone or a domain on more rows of one source than this is a network's, not a site's.
constexpr size_t most_rows_of_one_site = 2;

uint32_t status_bits(const std::vector<std::string>& kinds) {
  uint32_t bits = 0;
  for (const std::string& code : kinds)
    if (const auto kind = parse_kind(code); kind && *kind <= Kind::Sep)
      bits |= 1u << static_cast<unsigned>(*kind);
  return bits;
}

}  // namespace

std::string domain_of(std::string_view website) {
  const auto url = parse_url(std::string(website));
  if (!url) return {};
  std::string host = url->host;
  std::transform(host.begin(), host.end(), host.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return host.starts_with("www.") ? host.substr(4) : host;
}

Corpus::Corpus(const PackedRecords& rows, const std::set<std::string>& shared_domains) {
  traits_.reserve(rows.size());
  for (const Structure& row : rows) traits_.push_back(traits_of(row, shared_domains));
  weigh();
  drop_shared_clues();
}

WordId Corpus::number_of(const std::string& word) {
  const auto [known, added] = numbers_.try_emplace(word, static_cast<WordId>(texts_.size()));
  if (added) {
    texts_.push_back(word);
    counts_.push_back(0);
  }
  return known->second;
}

ComparedName Corpus::compared(std::string_view name) {
  NameForm form = name_form(name);
  ComparedName found;
  found.kinds = std::move(form.kinds);
  found.initials = std::move(form.initials);
  for (const std::string& word : form.words) {
    found.words.push_back(number_of(word));
    found.joined += word;
  }
  return found;
}

RowTraits Corpus::traits_of(const Structure& row, const std::set<std::string>& shared_domains) {
  RowTraits traits;
  traits.source =
      sources_.try_emplace(row.sources.front().name, static_cast<uint32_t>(sources_.size()))
          .first->second;
  traits.names.push_back(compared(row.name));
  if (!row.brand.empty() && fold(row.brand) != fold(row.name))
    traits.names.push_back(compared(row.brand));
  traits.street = street_form(row.address.street);
  traits.insee_code = row.address.insee_code;
  traits.post_code = row.address.post_code;
  traits.departement = row.address.departement;
  traits.siret = row.siret;
  traits.siren = row.siren;
  traits.statuses = status_bits(row.kinds);
  for (const std::string& word : name_form(row.address.city).words)
    traits.place_words.insert(number_of(word));
  if (row.location && row.location->precision == PointPrecision::Address)
    traits.point = row.location->point;
  traits.phone = row.contact.phone.empty() ? row.clues.phone : row.contact.phone;
  traits.domain = domain_of(row.website);
  if (traits.domain.empty() || shared_domains.contains(traits.domain))
    traits.domain = row.clues.mail_domain;
  if (shared_domains.contains(traits.domain)) traits.domain.clear();
  std::set<WordId> once;
  for (const ComparedName& name : traits.names) once.insert(name.words.begin(), name.words.end());
  for (const WordId word : once) ++counts_[word];
  return traits;
}

void Corpus::weigh() {
  const double rows = std::max(least_rows, static_cast<double>(traits_.size()));
  for (size_t i = 0; i < texts_.size(); ++i) {
    double count = std::max(1.0, static_cast<double>(counts_[i]));
    if (is_common_word(texts_[i])) count = std::max(count, rows * common_share);
    weights_.push_back(std::log((rows + 1) / count));
  }
  distinctive_ = 0.45 * std::log(rows / 2);
  rare_ = 0.05 - std::log(common_share);
}

void Corpus::drop_shared_clues() {
  // Rows of one SIRET are one site, so what they share is still its own.
  using Site = std::pair<std::string, size_t>;
  std::map<std::pair<uint32_t, std::string>, std::set<Site>> phones, domains;
  for (size_t i = 0; i < traits_.size(); ++i) {
    const RowTraits& row = traits_[i];
    const Site site = row.siret.empty() ? Site{"", i} : Site{row.siret, 0};
    if (!row.phone.empty()) phones[{row.source, row.phone}].insert(site);
    if (!row.domain.empty()) domains[{row.source, row.domain}].insert(site);
  }
  std::set<std::string> shared;
  for (const auto* clues : {&phones, &domains})
    for (const auto& [clue, sites] : *clues)
      if (sites.size() > most_rows_of_one_site) shared.insert(clue.second);
  for (RowTraits& row : traits_) {
    if (shared.contains(row.phone)) row.phone.clear();
    if (shared.contains(row.domain)) row.domain.clear();
  }
}

}  // namespace filon
