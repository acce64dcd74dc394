#include "searchd/search_request.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <limits>

#include "annuaire/structure_kind.h"
#include "annuaire/text.h"
#include "searchd/parameter_reader.h"
#include "searchd/question.h"
#include "searchd/request_places.h"
#include "searchd/sector_values.h"
#include "searchd/snapshot.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

struct ValueParameter {
  Facet facet;
  std::string name;
};
const std::vector<ValueParameter>& value_parameters() {
  static const std::vector<ValueParameter> list = {
      {Facet::Kind, "kind"},           {Facet::Label, "label"},
      {Facet::Network, "network"},     {Facet::Prestation, "prestation"},
      {Facet::Source, "source"},       {Facet::Reservation, "reservation"},
      {Facet::Criterion, "criterion"}, {Facet::Zone, "zone"}};
  return list;
}

std::vector<std::string> slugs_of(const ReferenceList& list) {
  std::vector<std::string> slugs;
  for (const ReferenceList::Item& item : list.items()) slugs.push_back(item.slug);
  return slugs;
}

// What a parameter may take: the table's values, and those the index holds beside them.
std::vector<std::string> known_values(Facet facet, const Tables& tables, const Snapshot& snapshot) {
  std::vector<std::string> known;
  switch (facet) {
    case Facet::Kind:
      for (const KindInfo& kind : all_kinds()) known.emplace_back(kind.code);
      break;
    case Facet::Reservation:
      for (const ReservationInfo& info : all_reservations()) known.emplace_back(info.code);
      break;
    case Facet::Label:
      for (const Label& label : tables.labels.all()) known.push_back(label.slug);
      break;
    case Facet::Network:
      known = slugs_of(tables.networks);
      break;
    case Facet::Prestation:
      known = slugs_of(tables.prestations);
      break;
    case Facet::Criterion:
      known = slugs_of(tables.criteria.list());
      break;
    case Facet::Zone:
      known = {"qpv", "zrr"};
      break;
    default:
      break;
  }
  const StringList& indexed = snapshot.image->facet(facet).values;
  for (size_t i = 0; i < indexed.size(); ++i) known.emplace_back(indexed[i]);
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  return known;
}

void read_values(ParameterReader& reader, const Tables& tables, const Snapshot& snapshot,
                 SearchRequest& request) {
  request.sectors = reader.values(
      "sector", [&](const std::string& slug) { return is_sector_value(slug, tables, snapshot); },
      [&] { return sector_values(tables); });
  for (const ValueParameter& parameter : value_parameters()) {
    std::vector<std::string> known;  // made only for a value that no record has
    const auto load = [&]() -> const std::vector<std::string>& {
      if (known.empty()) known = known_values(parameter.facet, tables, snapshot);
      return known;
    };
    request.values[static_cast<size_t>(parameter.facet)] = reader.values(
        parameter.name,
        [&](const std::string& value) {
          return snapshot.image->facet(parameter.facet).values.find(value) ||
                 std::binary_search(load().begin(), load().end(), value);
        },
        [&] { return load(); });
  }
}

void read_facets(ParameterReader& reader, SearchRequest& request) {
  const auto text = reader.text("facets");
  const bool all = !text || *text == "all" || reader.lenient();
  std::vector<std::string> names;
  for (const FacetInfo& info : facets) {
    if (info.facet == Facet::Zone) continue;  // a filter, never counted
    request.wanted_facets[static_cast<size_t>(info.facet)] = all;
    names.emplace_back(info.name);
  }
  if (all || *text == "none") return;
  for (size_t start = 0; start <= text->size();) {
    const size_t end = std::min(text->find(',', start), text->size());
    const std::string name = text->substr(start, end - start);
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
      std::vector<std::string> allowed = names;
      allowed.insert(allowed.end(), {"all", "none"});
      return reader.report({.code = ProblemCode::UnknownValue,
                            .param = "facets",
                            .value = name,
                            .allowed = allowed,
                            .suggestion = nearest(name, allowed)});
    }
    request.wanted_facets[static_cast<size_t>(found - names.begin())] = true;
    start = end + 1;
  }
}

void read_text(ParameterReader& reader, const Parameters& parameters, SearchRequest& request) {
  request.q = reader.bounded_text("q", max_q_bytes).value_or("");
  request.interpret = reader.flag("interpret", true);
  for (const auto& [name, value] : parameters)
    if (name == "ignore" && !value.empty()) request.ignore.push_back(value);
  std::sort(request.ignore.begin(), request.ignore.end());
}

void read_paging(ParameterReader& reader, SearchRequest& request) {
  request.per_page = reader.integer("per_page", 1, max_per_page, 20);
  request.page = reader.integer("page", 1, max_rank, 1);
  if (request.page * request.per_page > max_rank) {
    reader.report({.code = ProblemCode::InvalidValue,
                   .param = "page",
                   .value = std::to_string(request.page),
                   .reason_fr = fmt::format("page × per_page ne dépasse pas {} : affinez la "
                                            "recherche ou exportez-la.",
                                            max_rank),
                   .reason_en = fmt::format("page × per_page is at most {}: narrow the search "
                                            "or export it.",
                                            max_rank)});
    request.page = 1;
  }
}

// Pages of two generations put together would leave structures out, or hold them twice, and nobody
// would see it.
void read_generation(ParameterReader& reader, const Snapshot& snapshot, SearchRequest& request) {
  const int given = reader.integer("generation", 1, std::numeric_limits<int>::max(), 0);
  if (given == 0) return;
  request.generation = given;
  const int64_t served = snapshot.manifest.generation;
  if (given == served || reader.lenient()) return;
  reader.report({.code = ProblemCode::GenerationChanged,
                 .param = "generation",
                 .value = std::to_string(given),
                 .reason_fr = fmt::format("La génération servie est {}.", served),
                 .reason_en = fmt::format("The generation served is {}.", served)});
}

// A place read in `q` counts as a given one.
bool has_origin(const SearchRequest& request, const Tables& tables, const Snapshot& snapshot) {
  if (origin_of(request, tables.territories)) return true;
  const Question question = read_question(request, tables, snapshot);
  return origin_of(with_readings(request, question.interpretation), tables.territories).has_value();
}

void read_sort(ParameterReader& reader, const Tables& tables, const Snapshot& snapshot,
               SearchRequest& request) {
  request.sort =
      static_cast<Sort>(reader.choice("sort", {"relevance", "distance", "name", "newest"}, 0));
  if (request.sort != Sort::Distance || has_origin(request, tables, snapshot)) return;
  request.sort = Sort::Relevance;
  reader.report({.code = ProblemCode::MissingParameter,
                 .param = "near",
                 .reason_fr = "Le tri par distance demande « near » et « radius_km », ou un seul "
                              "territoire dont le centre est connu, donné ou lu dans « q ».",
                 .reason_en = "Sorting by distance needs 'near' and 'radius_km', or one territory "
                              "with a known centre, given or read in 'q'."});
}

}  // namespace

const std::vector<std::string>& search_parameter_names() {
  static const std::vector<std::string> names = {
      "q",      "sector",    "origin", "territory",     "reach",       "national",
      "near",   "radius_km", "label",  "kind",          "network",     "prestation",
      "source", "criterion", "zone",   "label_expired", "reservation", "inactive",
      "page",   "per_page",  "sort",   "facets",        "interpret",   "ignore",
      "seed",   "generation"};
  return names;
}

std::optional<Point> origin_of(const SearchRequest& request, const Territories& territories) {
  if (request.origin) return request.origin;
  if (request.near) return request.near->point;
  if (request.territories.size() == 1) return territories[request.territories[0]].centre;
  return std::nullopt;
}

std::string_view to_string(Sort sort) {
  static constexpr std::array<std::string_view, 4> names = {"relevance", "distance", "name",
                                                            "newest"};
  return names[static_cast<size_t>(sort)];
}

Answer<SearchRequest> parse_search_request(const Parameters& parameters, const Tables& tables,
                                           const Snapshot& snapshot, Strictness strictness) {
  ParameterReader reader(parameters, strictness);
  SearchRequest request;
  reader.only(search_parameter_names());
  read_text(reader, parameters, request);
  read_values(reader, tables, snapshot, request);
  request.declared_only = reader.choice("origin", {"all", "declared"}, 0) == 1;
  read_territories(reader, parameters, tables.territories, request);
  request.located_only = reader.choice("reach", {"serves", "located"}, 0) == 1;
  request.national = reader.flag("national", true);
  read_near(reader, tables.territories, request);
  request.label_expired = reader.flag("label_expired", false);
  request.inactive = reader.flag("inactive", false);
  read_paging(reader, request);
  read_sort(reader, tables, snapshot, request);
  read_facets(reader, request);
  request.seed = reader.seed();
  read_generation(reader, snapshot, request);
  if (reader.problem()) return refuse(*std::move(reader.problem()));
  request.passed_over = std::move(reader.passed_over());
  return request;
}

std::string normalised_filters(const SearchRequest& request, const Tables& tables) {
  QueryString query;
  query.add("q", request.q);
  if (!request.interpret) query.add("interpret", "false");
  for (const std::string& id : request.ignore) query.add("ignore", id);
  for (const std::string& slug : request.sectors) query.add("sector", slug);
  if (request.declared_only) query.add("origin", "declared");
  for (const PlaceId place : request.territories)
    query.add("territory", tables.territories.to_string(place));
  if (request.located_only) query.add("reach", "located");
  if (!request.national) query.add("national", "false");
  if (request.near) {
    query.add("near", request.near->text);
    query.add("radius_km", std::to_string(request.near->radius_km));
  }
  for (const ValueParameter& parameter : value_parameters())
    for (const std::string& value : request.asked(parameter.facet))
      query.add(parameter.name, value);
  if (request.label_expired) query.add("label_expired", "true");
  if (request.inactive) query.add("inactive", "true");
  return query.text();
}

std::string normalised_request(const SearchRequest& request, const Tables& tables) {
  std::string wanted;
  for (const bool facet : request.wanted_facets) wanted += facet ? '1' : '0';
  return fmt::format("{}|{}|{}|{}|{}|{}", normalised_filters(request, tables), request.page,
                     request.per_page, to_string(request.sort), wanted, request.seed);
}

}  // namespace filon
