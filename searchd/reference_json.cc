#include "searchd/reference_json.h"

#include "annuaire/json_writer.h"
#include "annuaire/structure_kind.h"
#include "searchd/search_json.h"

namespace filon {
namespace {

/// How many active records have each value of a facet.
class Counts {
 public:
  Counts(const Snapshot& snapshot, Facet facet) : column_(snapshot.image->facet(facet)) {
    counts_.resize(column_.values.size());
    for (uint32_t d = 0; d < snapshot.image->documents; ++d)
      if (snapshot.image->flags[d] & flag_active)
        for (const uint16_t value : column_.of_document[d]) ++counts_[value];
  }
  int64_t of(std::string_view value) const {
    const auto number = column_.values.find(value);
    return number ? counts_[*number] : 0;
  }
  const FacetColumn& column() const { return column_; }

 private:
  const FacetColumn& column_;
  std::vector<int64_t> counts_;
};

void write_item(JsonWriter& json, std::string_view slug, std::string_view name, int64_t count) {
  json.begin_object().key("slug").string(slug).key("name").string(name).key("count").integer(count);
}

void write_group(JsonWriter& json, const SectorGroup* group) {
  json.key("group");
  if (!group) {
    json.null();
    return;
  }
  json.begin_object().key("slug").string(group->slug);
  json.key("name").string(group->name).end_object();
}

// Active records by group: one with several sectors of a group counts once.
std::vector<int64_t> count_groups(const Snapshot& snapshot, const Tables& tables) {
  const Image& image = *snapshot.image;
  std::vector<int64_t> counts(tables.sectors.groups().size());
  std::vector<uint32_t> last_counted(counts.size());  // document + 1
  for (uint32_t d = 0; d < image.documents; ++d) {
    if (!(image.flags[d] & flag_active)) continue;
    for (const uint16_t value : image.facet(Facet::Sector).of_document[d]) {
      const uint16_t group = snapshot.group_of_sector[value];
      if (group >= counts.size() || last_counted[group] == d + 1) continue;
      last_counted[group] = d + 1;
      ++counts[group];
    }
  }
  return counts;
}

std::string sectors_json(const Snapshot& snapshot, const Tables& tables) {
  const Counts counts(snapshot, Facet::Sector);
  JsonWriter json;
  json.begin_object().key("sectors").begin_array();
  for (const SectorGroup& group : tables.sectors.groups())
    for (const SectorId id : group.sectors) {
      const Sector& sector = tables.sectors[id];
      write_item(json, sector.slug, sector.name, counts.of(sector.slug));
      write_group(json, &group);
      json.end_object();
    }
  // A source may have sectors our table has not heard of yet: they can be asked for too.
  const FacetColumn& column = counts.column();
  for (size_t i = 0; i < column.values.size(); ++i) {
    if (tables.sectors.find(column.values[i])) continue;
    write_item(json, column.values[i], column.names[i], counts.of(column.values[i]));
    write_group(json, nullptr);
    json.end_object();
  }
  const std::vector<int64_t> by_group = count_groups(snapshot, tables);
  json.end_array().key("groups").begin_array();
  for (size_t i = 0; i < by_group.size(); ++i) {
    const SectorGroup& group = tables.sectors.groups()[i];
    write_item(json, group.slug, group.name, by_group[i]);
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string labels_json(const Snapshot& snapshot, const Tables& tables) {
  const Counts counts(snapshot, Facet::Label);
  JsonWriter json;
  json.begin_object().key("labels").begin_array();
  for (const Label& label : tables.labels.all()) {
    write_item(json, label.slug, label.name, counts.of(label.slug));
    json.key("note").string_or_null(label.note).key("known").boolean(true).end_object();
  }
  const FacetColumn& column = counts.column();
  for (size_t i = 0; i < column.values.size(); ++i) {
    if (tables.labels.find(column.values[i])) continue;
    write_item(json, column.values[i], column.names[i], counts.of(column.values[i]));
    json.key("note").null().key("known").boolean(false).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string kinds_json(const Snapshot& snapshot, const Tables&) {
  const Counts counts(snapshot, Facet::Kind);
  JsonWriter json;
  json.begin_object().key("kinds").begin_array();
  for (const KindInfo& kind : all_kinds()) {
    json.begin_object().key("code").string(kind.code).key("name").string(kind.name);
    json.key("family").string(to_string(kind.family)).key("supply").string(to_string(kind.supply));
    json.key("reservation");
    if (kind.reservation) {
      const ReservationInfo& info = kind.reservation->info();
      json.begin_object()
          .key("article")
          .string(info.article)
          .key("code")
          .string(info.code)
          .key("certain")
          .boolean(kind.reservation->certain)
          .end_object();
    } else {
      json.null();
    }
    json.key("count").integer(counts.of(kind.code)).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string list_json(const char* name, const ReferenceList& list, const Snapshot& snapshot,
                      Facet facet) {
  const Counts counts(snapshot, facet);
  JsonWriter json;
  json.begin_object().key(name).begin_array();
  for (const ReferenceList::Item& item : list.items()) {
    write_item(json, item.slug, item.name, counts.of(item.slug));
    json.end_object();
  }
  const FacetColumn& column = counts.column();
  for (size_t i = 0; i < column.values.size(); ++i) {
    if (list.find(column.values[i])) continue;
    write_item(json, column.values[i], column.names[i], counts.of(column.values[i]));
    json.end_object();
  }
  json.end_array().end_object();
  return json.take();
}

std::string networks_json(const Snapshot& snapshot, const Tables& tables) {
  return list_json("networks", tables.networks, snapshot, Facet::Network);
}

std::string criteria_json(const Snapshot& snapshot, const Tables& tables) {
  return list_json("criteria", tables.criteria.list(), snapshot, Facet::Criterion);
}

std::string prestations_json(const Snapshot& snapshot, const Tables& tables) {
  return list_json("prestations", tables.prestations, snapshot, Facet::Prestation);
}

std::string sources_json(const Snapshot& snapshot, const Tables&) {
  const Counts counts(snapshot, Facet::Source);
  JsonWriter json;
  json.begin_object().key("sources").begin_array();
  for (const Manifest::Source& source : snapshot.manifest.sources) {
    write_item(json, source.name, source.name, counts.of(source.name));
    json.key("harvested_at").string_or_null(source.harvested_at);
    json.key("stale").boolean(source.stale).key("url").string_or_null(source.url);
    json.key("licence").string_or_null(source.licence);
    json.key("attribution").string_or_null(source.attribution).end_object();
  }
  json.end_array();
  write_index(json, snapshot);
  json.end_object();
  return json.take();
}

}  // namespace

const std::vector<ReferenceRoute>& reference_routes() {
  static const std::vector<ReferenceRoute> routes = {{"/api/v1/sectors", sectors_json},
                                                     {"/api/v1/labels", labels_json},
                                                     {"/api/v1/kinds", kinds_json},
                                                     {"/api/v1/networks", networks_json},
                                                     {"/api/v1/criteria", criteria_json},
                                                     {"/api/v1/sources", sources_json},
                                                     {"/api/v1/prestations", prestations_json}};
  return routes;
}

}  // namespace filon
