#include "annuaire/document.h"

#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "annuaire/structure_json.h"
#include "annuaire/text.h"
#include "annuaire/visit_words.h"

namespace filon {
namespace {

// Xapian refuses terms over 245 bytes, and a NUL only shows at commit; folded words hold no NUL.
constexpr size_t max_word = 64;

// A word of some fields, with its first letters as a number: that alone mostly tells which of two
// comes first.
struct Seen {
  uint64_t beginning = 0;
  std::string text;
  uint16_t fields = 0;

  Seen(std::string word, uint16_t of) : text(std::move(word)), fields(of) {
    for (size_t i = 0; i < sizeof beginning; ++i)
      beginning = beginning << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0u);
  }
  bool operator<(const Seen& other) const {
    return beginning != other.beginning ? beginning < other.beginning : text < other.text;
  }
};

// Sorts and joins what is seen twice.
void unite(std::vector<Seen>& seen) {
  std::sort(seen.begin(), seen.end());
  size_t kept = 0;
  for (size_t i = 0; i < seen.size(); ++i) {
    if (kept > 0 && seen[kept - 1].text == seen[i].text)
      seen[kept - 1].fields |= seen[i].fields;
    else if (kept++ != i)
      seen[kept - 1] = std::move(seen[i]);
  }
  seen.erase(seen.begin() + static_cast<std::ptrdiff_t>(kept), seen.end());
}

class Analyser {
 public:
  void read(TextField field, std::string_view text) {
    const auto bit = static_cast<uint16_t>(1u << static_cast<unsigned>(field));
    visit_words(text, [&](std::string_view word, size_t) {
      if (word.size() <= max_word) words_.emplace_back(std::string(word), bit);
      return true;
    });
  }
  Analysis take() {
    unite(words_);
    std::vector<Seen> stems;
    stems.reserve(words_.size());
    for (const Seen& word : words_) stems.emplace_back(stem(word.text), word.fields);
    unite(stems);
    Analysis analysis;
    analysis.terms.reserve(stems.size());
    for (Seen& stem : stems) analysis.terms.push_back({std::move(stem.text), stem.fields});
    analysis.words.reserve(words_.size());
    for (Seen& word : words_) analysis.words.push_back(std::move(word.text));
    return analysis;
  }

 private:
  std::vector<Seen> words_;
};

template <class Links>
std::vector<std::string> slugs(const Links& links) {
  std::vector<std::string> found;
  for (const auto& link : links) found.push_back(link.slug);
  return found;
}

std::vector<std::string> place(std::string_view kind, const std::string& code) {
  if (code.empty()) return {};
  return {fmt::format("{}:{}", kind, code)};
}

std::vector<std::string> unsorted_values(const Structure& s, Facet facet) {
  std::vector<std::string> found;
  switch (facet) {
    case Facet::Sector:
      return slugs(s.sectors);
    case Facet::SectorGroup:
      return {};  // a sector tells its group
    case Facet::Kind:
      return s.kinds;
    case Facet::Label:
      return slugs(s.labels);
    case Facet::Departement:
      return place("departement", s.address.departement);
    case Facet::Region:
      return place("region", s.address.region);
    case Facet::Epci:
      return place("epci", s.address.epci);
    case Facet::Network:
      return slugs(s.networks);
    case Facet::Prestation:
      return s.prestations;
    case Facet::Source:
      for (const SourceRef& source : s.sources) found.push_back(source.name);
      return found;
    case Facet::Reservation:
      for (const ReservationRight& right : s.reservations)
        if (right.certain) found.push_back(right.code);
      return found;
    case Facet::Criterion:
      return slugs(s.criteria);
    case Facet::Zone:
      return s.zones;
  }
  return found;
}

}  // namespace

Analysis analyse(const Structure& s) {
  Analyser analyser;
  analyser.read(TextField::Name, s.name);
  analyser.read(TextField::Name, s.brand);
  for (const SectorLink& sector : s.sectors)
    analyser.read(
        sector.origin == Origin::Declared ? TextField::SectorDeclared : TextField::SectorInferred,
        sector.name);
  for (const LabelLink& label : s.labels) analyser.read(TextField::Label, label.name);
  for (const NetworkLink& network : s.networks) analyser.read(TextField::Network, network.name);
  for (const Offer& offer : s.offers) {
    analyser.read(TextField::Offer, offer.name);
    analyser.read(TextField::Offer, offer.description);
  }
  for (const CriterionLink& criterion : s.criteria)
    analyser.read(TextField::Criterion, criterion.name);
  analyser.read(TextField::City, s.address.city);
  analyser.read(TextField::Description, s.description);
  return analyser.take();
}

std::vector<std::string> facet_values(const Structure& structure, Facet facet) {
  std::vector<std::string> values = unsorted_values(structure, facet);
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

Xapian::Document to_document(const Structure& s, const Analysis& analysis) {
  Xapian::Document document;
  document.set_data(to_json(s) + '\n' + provenance_json(s));
  document.add_boolean_term(std::string(id_prefix) + s.id);
  if (!s.siret.empty()) document.add_boolean_term(std::string(siret_prefix) + s.siret);
  if (!s.siren.empty()) document.add_boolean_term(std::string(siren_prefix) + s.siren);
  for (const FacetInfo& info : facets)
    if (!info.prefix.empty())
      for (const std::string& value : facet_values(s, info.facet))
        if (value.size() <= 200)
          document.add_boolean_term(fmt::format("{}:{}", info.prefix, value));
  for (const Analysis::Term& term : analysis.terms)
    for (const TextFieldInfo& info : text_fields)
      if (term.fields >> static_cast<unsigned>(info.field) & 1)
        document.add_term(std::string(info.prefix) + term.stem);
  return document;
}

std::pair<std::string_view, std::string_view> split_data(std::string_view data) {
  const size_t end = data.find('\n');  // neither part holds a line end: JSON escapes them
  if (end == std::string_view::npos) return {data, "{}"};
  return {data.substr(0, end), data.substr(end + 1)};
}

}  // namespace filon
