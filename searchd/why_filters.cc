#include "searchd/why_filters.h"

#include <algorithm>
#include <array>

#include "annuaire/json.h"
#include "annuaire/structure_kind.h"
#include "searchd/facet_answer.h"
#include "searchd/tables.h"

namespace filon {
namespace {

// Whether a sector was asked by a parameter or read in `q`.
bool is_wanted(uint32_t value, const Plan& plan) {
  const bool read = value < plan.read_sectors.size() && plan.read_sectors[value];
  return read || plan.choice(Facet::Sector).has(value);
}

void explain_sectors(const Plan& plan, const Image& image, const Json& record,
                     FoundStructure& found) {
  const StringList& values = image.facet(Facet::Sector).values;
  for (const Json& sector : record["sectors"].items()) {
    const auto value = values.find(sector["slug"].text());
    if (!value || !is_wanted(*value, plan)) continue;
    if (plan.declared_only && sector["origin"].text() != "declared") continue;
    found.why.push_back(why_sector(sector));
  }
}

std::string kind_in_french(const std::string& code) {
  const auto kind = parse_kind(code);
  if (!kind) return code;
  const KindInfo& info = kind_info(*kind);
  // Buyers know the others by their names, not by our codes.
  const bool known_by_code = info.family != Family::Ess && info.family != Family::Other;
  return known_by_code ? fmt::format("{} ({})", info.name, info.code) : std::string(info.name);
}

std::string reservation_in_french(const std::string& code) {
  const auto reservation = parse_reservation(code);
  return reservation ? fmt::format("Son statut permet de lui réserver un marché ({})",
                                   reservation_info(*reservation).article)
                     : code;
}

std::string zone_in_french(const std::string& zone) {
  if (zone == "qpv") return "Située dans un quartier prioritaire (QPV)";
  if (zone == "zrr") return "Située dans une zone de revitalisation rurale (ZRR)";
  return zone;
}

std::string_view proof_in_french(const std::string& proof) {
  if (proof == "verified") return "vérifié sur la liste officielle";
  return proof == "relayed" ? "repris d'une source" : "déclaré";
}

std::string linked_name(const Json& links, const std::string& slug) {
  for (const Json& link : links.items())
    if (link["slug"].text() == slug) return link["name"].text();
  return slug;
}

std::string label_in_french(const Json& record, const std::string& slug) {
  for (const Json& label : record["labels"].items())
    if (label["slug"].text() == slug)
      return fmt::format("Label {}, {}", label["name"].text(),
                         proof_in_french(label["proof"].text()));
  return slug;
}

std::string in_french(Facet facet, const std::string& value, const Json& record,
                      const Tables& tables) {
  switch (facet) {
    case Facet::Kind:
      return kind_in_french(value);
    case Facet::Label:
      return label_in_french(record, value);
    case Facet::Network:
      return "Réseau : " + linked_name(record["networks"], value);
    case Facet::Criterion:
      return "Engagement : " + linked_name(record["criteria"], value);
    case Facet::Source:
      return "Recensée par la source " + value;
    case Facet::Reservation:
      return reservation_in_french(value);
    case Facet::Zone:
      return zone_in_french(value);
    default:
      return value_name(facet, value, tables);
  }
}

bool has_ended(const Plan& plan, uint32_t until) {
  return !plan.label_expired && until != 0 && until < plan.today;
}

// The values of a facet that a record has and that were asked for.
std::vector<std::string> matched_values(Facet facet, const SearchRequest& asked, const Plan& plan,
                                        const Image& image, uint32_t document) {
  std::vector<std::string> matched;
  const auto& wanted = asked.asked(facet);
  if (wanted.empty()) return matched;
  const FacetColumn& column = image.facet(facet);
  const auto& starts = column.of_document.starts;
  for (uint32_t i = starts[document]; i < starts[document + 1]; ++i) {
    std::string value(column.values[column.of_document.values[i]]);
    if (std::find(wanted.begin(), wanted.end(), value) == wanted.end()) continue;
    if (facet == Facet::Label && has_ended(plan, image.label_until[i])) continue;
    matched.push_back(std::move(value));
  }
  return matched;
}

}  // namespace

Why why_sector(const Json& sector) {
  const std::string& name = sector["name"].text();
  const bool inferred = sector["origin"].text() == "inferred";
  const std::string origin = inferred ? deduced_in_words(sector["because"].text()) : "déclaré";
  return {"sector", sector["slug"].text(), fmt::format("{} : secteur {}", name, origin)};
}

std::string deduced_in_words(const std::string& because) {
  if (because.empty()) return "déduit";
  const bool names_its_field =
      because.find("«") != std::string::npos || because.starts_with("code NAF ");
  return names_its_field ? fmt::format("déduit ({})", because)
                         : fmt::format("déduit de « {} »", because);
}

Why why_distance(double km) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> bands = {{
      {"0-10", "À moins de 10 km"},
      {"10-25", "Entre 10 et 25 km"},
      {"25-50", "Entre 25 et 50 km"},
      {"50-100", "Entre 50 et 100 km"},
      {"100+", "À plus de 100 km"},
  }};
  const auto& [value, text] = bands[static_cast<size_t>(distance_band(km))];
  return {"distance", std::string(value), std::string(text)};
}

void explain_filters(const SearchRequest& asked, const Plan& plan, const Image& image,
                     const Tables& tables, const Json& record, FoundStructure& found) {
  explain_sectors(plan, image, record, found);
  for (const Facet facet : {Facet::Kind, Facet::Reservation, Facet::Label, Facet::Criterion,
                            Facet::Prestation, Facet::Network, Facet::Zone, Facet::Source})
    for (const std::string& value : matched_values(facet, asked, plan, image, found.hit.document))
      found.why.push_back(
          {std::string(facet_name(facet)), value, in_french(facet, value, record, tables)});
}

}  // namespace filon
