#include "searchd/exports/export_columns.h"

#include <fmt/ranges.h>

#include "annuaire/structure_kind.h"
#include "searchd/tables.h"

namespace filon {
namespace {

template <class List, class Text>
Cell list_cell(const List& list, Text&& text) {
  std::vector<std::string> parts;
  for (const auto& item : list) parts.push_back(text(item));
  return {fmt::format("{}", fmt::join(parts, " | ")), std::nullopt, 0};
}

Cell text(std::string value) { return {std::move(value), std::nullopt, 0}; }

Cell number(double value, int decimals) { return {"", value, decimals}; }

Cell kind_names(const ExportRow& row) {
  return list_cell(row.structure.kinds, [](const std::string& code) {
    const auto kind = parse_kind(code);
    return kind ? std::string(kind_info(*kind).name) : code;
  });
}

Cell reservations(const ExportRow& row) {
  return list_cell(row.structure.reservations, [](const ReservationRight& right) {
    return fmt::format("{} ({}{})", right.article, right.code, right.certain ? "" : ", à vérifier");
  });
}

Cell sectors(const ExportRow& row, Origin origin) {
  std::vector<std::string> names;
  for (const SectorLink& sector : row.structure.sectors)
    if (sector.origin == origin) names.push_back(sector.name);
  return list_cell(names, [](const std::string& name) { return name; });
}

std::string_view proof_name(Proof proof) {
  switch (proof) {
    case Proof::Verified:
      return "vérifié";
    case Proof::Relayed:
      return "repris de la source";
    case Proof::Declared:
      return "déclaré";
  }
  return "";
}

Cell labels(const ExportRow& row) {
  return list_cell(row.structure.labels, [](const LabelLink& label) {
    const std::string until =
        label.valid_until.empty() ? "" : fmt::format(", jusqu'au {}", label.valid_until);
    return fmt::format("{} ({}{})", label.name, proof_name(label.proof), until);
  });
}

template <class Links>
Cell names(const Links& links) {
  return list_cell(links, [](const auto& link) { return link.name; });
}

Cell place_name(const ExportRow& row, TerritoryKind kind, const std::string& code) {
  const auto place = row.tables.territories.find(kind, code);
  return text(place ? row.tables.territories[*place].name : code);
}

Cell coordinate(const ExportRow& row, double Point::*axis) {
  const auto& location = row.structure.location;
  return location ? number(location->point.*axis, 6) : Cell{};
}

Cell precision(const ExportRow& row) {
  const auto& location = row.structure.location;
  if (!location) return {};
  switch (location->precision) {
    case PointPrecision::Address:
      return text("adresse");
    case PointPrecision::Commune:
      return text("commune");
    case PointPrecision::Epci:
      return text("intercommunalité");
    case PointPrecision::Departement:
      return text("département");
  }
  return {};
}

Cell reach(const ExportRow& row) {
  switch (row.hit.place) {
    case PlaceClass::Located:
      return text("implantée sur le territoire");
    case PlaceClass::Serves:
      return text("intervient sur le territoire");
    case PlaceClass::National:
      return text("intervient dans toute la France");
    case PlaceClass::None:
      break;
  }
  return {};
}

Cell sources(const ExportRow& row) {
  return list_cell(row.structure.sources, [](const SourceRef& source) {
    std::string line = source.name;
    if (!source.seen_at.empty()) line += ", vu le " + source.seen_at.substr(0, 10);
    if (!source.url.empty()) line += ", " + source.url;
    return line;
  });
}

using Row = const ExportRow&;

constexpr std::array all_columns = {
    Column{"Identifiant", 16, [](Row r) { return text(r.structure.id); }},
    Column{"Nom", 40, [](Row r) { return text(r.structure.name); }},
    Column{"Enseigne", 30, [](Row r) { return text(r.structure.brand); }},
    Column{"SIRET", 16, [](Row r) { return text(r.structure.siret); }},
    Column{"SIREN", 11, [](Row r) { return text(r.structure.siren); }},
    Column{"Active", 8, [](Row r) { return text(r.structure.active ? "oui" : "non"); }},
    Column{
        "Statuts", 14,
        [](Row r) { return list_cell(r.structure.kinds, [](const std::string& k) { return k; }); }},
    Column{"Intitulé des statuts", 34, kind_names},
    Column{"Réservations possibles", 26, reservations},
    Column{"Secteurs déclarés", 40, [](Row r) { return sectors(r, Origin::Declared); }},
    Column{"Secteurs déduits", 30, [](Row r) { return sectors(r, Origin::Inferred); }},
    Column{"Labels", 30, labels},
    Column{"Engagements", 24, [](Row r) { return names(r.structure.criteria); }},
    Column{"Réseaux", 20, [](Row r) { return names(r.structure.networks); }},
    Column{"Prestations", 16,
           [](Row r) {
             return list_cell(r.structure.prestations, [](const std::string& p) { return p; });
           }},
    Column{"Adresse", 34, [](Row r) { return text(r.structure.address.street); }},
    Column{"Code postal", 11, [](Row r) { return text(r.structure.address.post_code); }},
    Column{"Commune", 24, [](Row r) { return text(r.structure.address.city); }},
    Column{"Code commune", 13, [](Row r) { return text(r.structure.address.insee_code); }},
    Column{"Intercommunalité", 28,
           [](Row r) { return place_name(r, TerritoryKind::Epci, r.structure.address.epci); }},
    Column{"Code intercommunalité", 12, [](Row r) { return text(r.structure.address.epci); }},
    Column{"Département", 20,
           [](Row r) {
             return place_name(r, TerritoryKind::Departement, r.structure.address.departement);
           }},
    Column{"Code département", 8, [](Row r) { return text(r.structure.address.departement); }},
    Column{"Région", 24,
           [](Row r) { return place_name(r, TerritoryKind::Region, r.structure.address.region); }},
    Column{"Code région", 8, [](Row r) { return text(r.structure.address.region); }},
    Column{"Latitude", 10, [](Row r) { return coordinate(r, &Point::lat); }},
    Column{"Longitude", 10, [](Row r) { return coordinate(r, &Point::lon); }},
    Column{"Précision du point", 16, precision},
    Column{"Distance (km)", 9, [](Row r) { return r.hit.km ? number(*r.hit.km, 1) : Cell{}; }},
    Column{"Portée", 28, reach},
    Column{"Site", 34, [](Row r) { return text(r.structure.website); }},
    Column{"Téléphone", 16, [](Row r) { return text(r.structure.contact.phone); }},
    Column{"Courriel", 26, [](Row r) { return text(r.structure.contact.email); }},
    Column{"Page de contact", 34, [](Row r) { return text(r.structure.contact.url); }},
    Column{"Sources", 50, sources},
    Column{"Points à vérifier", 50,
           [](Row r) {
             return list_cell(r.structure.doubts, [](const std::string& d) { return d; });
           }},
    Column{"Première apparition", 12,
           [](Row r) { return text(r.structure.first_seen.substr(0, 10)); }},
    Column{"Recherche", 40, [](Row r) { return text(r.note.question_line()); }, true},
    Column{"Extrait le", 11, [](Row r) { return text(r.note.day); }, true},
    Column{"Données du", 40, [](Row r) { return text(r.note.data_days); }, true},
    Column{"Avertissement", 40, [](Row r) { return text(r.note.warning()); }, true},
};

}  // namespace

std::span<const Column> export_columns() { return all_columns; }

std::string number_text(const Cell& cell) {
  return fmt::format("{:.{}f}", *cell.number, cell.decimals);
}

}  // namespace filon
