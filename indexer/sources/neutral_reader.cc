#include "indexer/sources/neutral_reader.h"

#include <algorithm>
#include <array>
#include <map>
#include <variant>

#include "annuaire/area_json.h"
#include "indexer/clean.h"
#include "indexer/in_order.h"
#include "indexer/json_page.h"

namespace filon {
namespace {

// The fields of a result (contract §4.1): those that Filon works out itself are read over.
constexpr auto known_keys = std::to_array<std::string_view>(
    {"id",          "siret",      "siren",       "name",         "brand",       "naf",
     "active",      "unverified", "updated_at",  "kinds",        "sectors",     "labels",
     "criteria",    "networks",   "prestations", "zones",        "address",     "location",
     "distance_km", "reach",      "area",        "activities",   "description", "snippet",
     "offers",      "website",    "contact",     "reservations", "doubts",      "sources",
     "first_seen",  "why"});

class LineReader {
 public:
  LineReader(const SourcePage& page, const RowSink& sink) : page_(page), sink_(sink) {}

  void read_line(size_t number, std::string_view line) {
    const std::string origin = fmt::format("{}:{}", page_.file, number);
    const auto parsed = parse_json_page(line);
    if (!parsed) {
      const std::string& error = parsed.error().message;  // "line 1: …" says nothing here
      sink_.reject(
          {origin, "bad JSON: " + (error.starts_with("line 1: ") ? error.substr(8) : error)});
    } else if (!parsed->json.is(Json::Type::Object)) {
      sink_.reject({origin, "not an object"});
    } else {
      read_object(parsed->json, origin);
    }
  }

  /// Each with the first line that has it.
  std::map<std::string, std::string> take_unknown_keys() { return std::move(unknown_keys_); }

 private:
  void read_object(const Json& json, const std::string& origin) {
    for (const auto& [key, value] : json.members())
      if (std::find(known_keys.begin(), known_keys.end(), key) == known_keys.end())
        unknown_keys_.try_emplace(clean_line(key), origin);
    SourceRecord record;
    record.source = page_.source;
    record.origin = origin;
    record.seen_at = page_.seen_at;
    record.id = clean_value(json["id"].text());
    record.siret = clean_value(json["siret"].text());
    record.siren = clean_value(json["siren"].text());
    record.name = json["name"].text();
    record.naf = json["naf"].text();
    record.updated_at = json["updated_at"].text();
    record.unverified = json["unverified"].truth();
    record.brand = json["brand"].text();
    record.active = json["active"].is(Json::Type::Null) || json["active"].truth();
    record.kinds = texts(json["kinds"]);
    read_place(json, record);
    read_lists(json, record);
    read_activities(json, record);
    record.description = json["description"].text();
    record.website = json["website"].text();
    const Json& contact = json["contact"];
    record.phone = contact["phone"].text();
    record.email = contact["email"].text();
    record.url = contact["url"].text();
    sink_.keep(std::move(record));
  }

  // Bare texts or objects with a slug; one text stands for a list of one.
  static std::vector<std::string> texts(const Json& json) {
    std::vector<std::string> found;
    const auto add = [&](const Json& item) {
      const Json& value = item.is(Json::Type::Object) ? first_of(item, {"slug", "name"}) : item;
      if (std::string text = clean_value(value.text()); !text.empty())
        found.push_back(std::move(text));
    };
    if (!json.is(Json::Type::Array)) add(json);
    for (const Json& item : json.items()) add(item);
    return found;
  }

  static std::vector<SourceRecord::Named> named(const Json& json) {
    std::vector<SourceRecord::Named> found;
    for (const Json& item : json.items()) {
      if (item.is(Json::Type::Object))
        found.push_back({clean_value(item["slug"].text()), clean_value(item["name"].text())});
      else
        found.push_back({clean_value(item.text()), ""});
    }
    return found;
  }

  static void read_place(const Json& json, SourceRecord& record) {
    const Json& address = json["address"];
    record.street = address.is(Json::Type::String) ? address.text() : address["street"].text();
    record.post_code = address["post_code"].text();
    record.city = address["city"].text();
    record.insee_code = address["insee_code"].text();
    const Json& location = json["location"];
    const auto lat = location["lat"].real(), lon = location["lon"].real();
    if (lat && lon) record.point = Point{*lat, *lon};
    record.point_precision =
        parse_point_precision(location["precision"].text()).value_or(PointPrecision::Address);
  }

  static void read_lists(const Json& json, SourceRecord& record) {
    for (const Json& sector : json["sectors"].items()) {
      if (sector["origin"].text() != "inferred") continue;
      const int confidence = static_cast<int>(
          std::clamp(sector["confidence"].real().value_or(0.5), 0.0, 1.0) * 100 + 0.5);
      record.inferred_sectors.push_back({clean_value(sector["slug"].text()),
                                         clean_value(sector["name"].text()), Origin::Inferred,
                                         confidence, clean_line(sector["because"].text())});
    }
    Json declared = Json::array();
    for (const Json& sector : json["sectors"].items())
      if (sector["origin"].text() != "inferred") declared.add(sector);
    record.sectors = named(declared);
    record.networks = named(json["networks"]);
    record.prestations = texts(json["prestations"]);
    record.zones = texts(json["zones"]);
    record.criteria = texts(json["criteria"]);
    for (const Json& label : json["labels"].items()) {
      const std::string& proof = label["proof"].text();
      record.labels.push_back(
          {clean_value(label.is(Json::Type::Object) ? label["slug"].text() : label.text()),
           clean_value(label["name"].text()),
           proof == "verified"   ? Proof::Verified
           : proof == "declared" ? Proof::Declared
                                 : Proof::Relayed,
           clean_value(label["valid_until"].text())});
    }
    for (const Json& offer : json["offers"].items())
      record.offers.push_back({offer.is(Json::Type::Object) ? offer["name"].text() : offer.text(),
                               offer["description"].text()});
  }

  static void read_activities(const Json& json, SourceRecord& record) {
    for (const Json& item : json["activities"].items()) {
      Activity activity{clean_value(texts(item["sector"]).empty() ? "" : texts(item["sector"])[0]),
                        texts(item["prestations"]),
                        {}};
      if (auto area = area_from_json(item["area"]))
        activity.area = *std::move(area);
      else
        record.doubts.push_back(fmt::format("zone d'activité illisible, prise pour inconnue : {}",
                                            area.error().message));
      record.activities.push_back(std::move(activity));
    }
  }

  const SourcePage& page_;
  const RowSink& sink_;
  std::map<std::string, std::string> unknown_keys_;
};

/// Some lines of a page, read by one thread.
struct Block {
  size_t first_line;
  std::string_view text;
};

constexpr size_t least_block = 64 << 10;

std::vector<Block> blocks_of(std::string_view text) {
  std::vector<Block> blocks;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (size_t line = 1; !text.empty();) {
    const size_t end = text.find('\n', std::min(least_block, text.size()) - 1);
    const std::string_view block = text.substr(0, std::min(end, text.size() - 1) + 1);
    blocks.push_back({line, block});
    line += static_cast<size_t>(std::count(block.begin(), block.end(), '\n'));
    text.remove_prefix(block.size());
  }
  return blocks;
}

struct BlockRows {
  std::vector<std::variant<SourceRecord, Rejection>> rows;
  std::map<std::string, std::string> unknown_keys;
};

BlockRows read_block(const SourcePage& page, const Block& block) {
  BlockRows read;
  const RowSink sink{[&](SourceRecord record) { read.rows.emplace_back(std::move(record)); },
                     [&](Rejection rejection) { read.rows.emplace_back(std::move(rejection)); },
                     {}};
  LineReader reader(page, sink);
  std::string_view rest = block.text;
  for (size_t number = block.first_line; !rest.empty(); ++number) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    if (line.find_first_not_of(" \t\r") != std::string_view::npos) reader.read_line(number, line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  read.unknown_keys = reader.take_unknown_keys();
  return read;
}

void give(BlockRows read, const RowSink& sink) {
  for (auto& row : read.rows)
    if (auto* const record = std::get_if<SourceRecord>(&row))
      sink.keep(std::move(*record));
    else
      sink.reject(std::get<Rejection>(std::move(row)));
}

}  // namespace

Status visit_neutral(const SourcePage& page, const RowSink& sink) {
  const std::vector<Block> blocks = blocks_of(page.bytes);
  std::map<std::string, std::string> unknown_keys;
  const Status read = in_order<BlockRows>(
      blocks.size(),
      [&](size_t number) -> Result<BlockRows> { return read_block(page, blocks[number]); },
      [&](size_t, BlockRows block) {
        unknown_keys.merge(block.unknown_keys);
        give(std::move(block), sink);
        return done();
      });
  for (const auto& [key, place] : unknown_keys)
    sink.warn(fmt::format("{}: unknown key '{}' is read over", place, key));
  return read;
}

Result<SourceRows> read_neutral(const SourcePage& page) {
  return collect_rows(visit_neutral, page);
}

}  // namespace filon
