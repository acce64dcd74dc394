#include "searchd/depth/depth_request.h"

#include <algorithm>

#include "annuaire/text.h"
#include "searchd/body_reader.h"
#include "searchd/parameter_reader.h"
#include "searchd/request_places.h"
#include "searchd/sector_values.h"

namespace filon {
namespace {

class DepthReader {
 public:
  DepthReader(const Tables& tables, const Snapshot& snapshot)
      : tables_(tables), snapshot_(snapshot) {}

  Answer<DepthRequest> read(const Json& body) {
    reader_.only(body, "", {"lots", "territory", "near", "radius_km", "cutoffs", "seed"});
    read_lots(body["lots"]);
    read_where(body);
    if (body.has("cutoffs")) read_cutoffs(body["cutoffs"]);
    if (reader_.problem()) return refuse(*std::move(reader_.problem()));
    return std::move(request_);
  }

 private:
  void read_lots(const Json& lots) {
    if (lots.is(Json::Type::Array) && lots.items().size() > max_lots) return too_many(lots);
    const auto items = reader_.list(lots, "lots", 1, max_lots);
    for (size_t i = 0; i < items.size(); ++i)
      request_.lots.push_back(read_lot(items[i], fmt::format("lots[{}]", i)));
  }

  // Who covers all lots together is looked for among all sets of them: twelve give 4,096.
  void too_many(const Json& lots) {
    const size_t given = lots.items().size();
    reader_.report(
        {.code = ProblemCode::InvalidValue,
         .param = "lots",
         .value = fmt::format("{} lots", given),
         .reason_fr = fmt::format("Une demande compte {} lots au plus, car les groupements sont "
                                  "cherchés entre tous ses lots : comptez les autres à part.",
                                  max_lots),
         .reason_en = fmt::format("A request has {} lots at most, as groupings are looked for "
                                  "among all of them: count the others apart.",
                                  max_lots)});
  }

  Lot read_lot(const Json& json, const std::string& place) {
    Lot lot;
    if (!reader_.object(json, place)) return lot;
    reader_.only(json, place, {"title", "text", "sectors"});
    lot.title = reader_.text(json, place, "title", max_lot_title_bytes);
    lot.text = reader_.text(json, place, "text", max_lot_text_bytes);
    if (lot.title.empty() && lot.text.empty() && !json.has("sectors"))
      reader_.missing(place + ".title", "Un lot a un titre, un texte ou des secteurs.",
                      "A lot has a title, a text or sectors.");
    if (!json.has("sectors") || json["sectors"].is(Json::Type::Null)) return lot;
    lot.sectors_given = true;
    const auto slugs = reader_.list(json["sectors"], place + ".sectors", 0, 200);
    for (size_t i = 0; i < slugs.size(); ++i)
      read_sector(slugs[i], fmt::format("{}.sectors[{}]", place, i), lot);
    std::sort(lot.sectors.begin(), lot.sectors.end());
    lot.sectors.erase(std::unique(lot.sectors.begin(), lot.sectors.end()), lot.sectors.end());
    return lot;
  }

  void read_sector(const Json& json, const std::string& place, Lot& lot) {
    const std::string slug = reader_.word(json, place);
    if (reader_.problem()) return;
    if (is_sector_value(slug, tables_, snapshot_)) return lot.sectors.push_back(slug);
    reader_.report({.code = ProblemCode::UnknownValue,
                    .param = place,
                    .value = slug,
                    .suggestion = nearest(slug, sector_values(tables_))});
  }

  void read_where(const Json& body) {
    Parameters parameters;
    if (body.has("territory") && !body["territory"].is(Json::Type::Null)) {
      // One territory may stand alone, as in a query.
      const Json& json = body["territory"];
      const bool alone = json.is(Json::Type::String);
      const auto values =
          alone ? std::vector<Json>{json} : reader_.list(json, "territory", 0, 1000);
      for (size_t i = 0; i < values.size(); ++i)
        read_territory(values[i], alone ? "territory" : fmt::format("territory[{}]", i));
    }
    for (const char* name : {"near", "radius_km", "seed"})
      if (body.has(name) && !body[name].is(Json::Type::Null))
        parameters.emplace(name, reader_.word(body[name], name));
    if (reader_.problem()) return;
    ParameterReader values(parameters, Strictness::Strict);
    read_near(values, tables_.territories, request_.where);
    request_.where.seed = values.seed();
    if (values.problem()) reader_.report(*std::move(values.problem()));
    auto& places = request_.where.territories;
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
  }

  void read_territory(const Json& json, const std::string& where) {
    const std::string text = reader_.word(json, where);
    if (reader_.problem()) return;
    if (const auto place = tables_.territories.parse(text))
      return request_.where.territories.push_back(*place);
    reader_.report({.code = ProblemCode::UnknownValue,
                    .param = where,
                    .value = text,
                    .suggestion = tables_.territories.suggestion(text),
                    .reason_fr = "Formes admises : commune:21231, epci:242100410, "
                                 "departement:21, region:27, france.",
                    .reason_en = "Accepted forms: commune:21231, epci:242100410, "
                                 "departement:21, region:27, france."});
  }

  // A list is one of distances; an object may also say how many suppliers are enough.
  void read_cutoffs(const Json& json) {
    if (json.is(Json::Type::Null)) return;
    if (json.is(Json::Type::Array)) return read_bands(json, "cutoffs");
    if (!reader_.object(json, "cutoffs")) return;
    reader_.only(json, "cutoffs", {"distance_km", "reservation", "clause"});
    if (json.has("distance_km")) read_bands(json["distance_km"], "cutoffs.distance_km");
    Cutoffs& cutoffs = request_.cutoffs;
    if (json.has("reservation"))
      cutoffs.reservation =
          reader_.integer(json["reservation"], "cutoffs.reservation", 1, 1'000'000);
    if (json.has("clause"))
      cutoffs.clause = reader_.integer(json["clause"], "cutoffs.clause", 1, 1'000'000);
  }

  void read_bands(const Json& json, const std::string& place) {
    std::vector<int> bands;
    const auto items = reader_.list(json, place, 1, max_bands);
    for (size_t i = 0; i < items.size(); ++i) {
      const std::string where = fmt::format("{}[{}]", place, i);
      const int km = reader_.integer(items[i], where, 1, 2000);
      if (!bands.empty() && km <= bands.back() && !reader_.problem())
        reader_.report({.code = ProblemCode::InvalidValue,
                        .param = where,
                        .value = std::to_string(km),
                        .reason_fr = "Les distances doivent croître.",
                        .reason_en = "The distances must rise."});
      bands.push_back(km);
    }
    request_.cutoffs.distance_km = std::move(bands);
  }

  const Tables& tables_;
  const Snapshot& snapshot_;
  BodyReader reader_;
  DepthRequest request_;
};

}  // namespace

Answer<DepthRequest> read_depth_request(const Json& body, const Tables& tables,
                                        const Snapshot& snapshot) {
  return DepthReader(tables, snapshot).read(body);
}

std::string normalised_depth(const DepthRequest& request, const Tables& tables) {
  std::string text = normalised_filters(request.where, tables);
  for (const Lot& lot : request.lots) {
    text += fmt::format("|{}|{}|{}", fold(lot.title), fold(lot.text), lot.sectors_given);
    for (const std::string& slug : lot.sectors) text += ',' + slug;
  }
  return text;
}

}  // namespace filon
