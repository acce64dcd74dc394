#include "annuaire/provenance.h"

#include <algorithm>
#include <array>

#include "annuaire/structure.h"

namespace filon {
namespace {

struct FieldInfo {
  Field field;
  std::string_view name;
};

constexpr std::array<FieldInfo, field_count> infos = {{
    {Field::Siret, "siret"},
    {Field::Siren, "siren"},
    {Field::Name, "name"},
    {Field::Brand, "brand"},
    {Field::Naf, "naf"},
    {Field::Active, "active"},
    {Field::Kinds, "kinds"},
    {Field::Sectors, "sectors"},
    {Field::Activities, "activities"},
    {Field::Labels, "labels"},
    {Field::Criteria, "criteria"},
    {Field::Networks, "networks"},
    {Field::Prestations, "prestations"},
    {Field::Zones, "zones"},
    {Field::Address, "address"},
    {Field::Location, "location"},
    {Field::Description, "description"},
    {Field::Offers, "offers"},
    {Field::Website, "website"},
    {Field::Contact, "contact"},
}};

constexpr std::array<Field, field_count> fields = [] {
  std::array<Field, field_count> all{};
  for (size_t i = 0; i < field_count; ++i) all[i] = infos[i].field;
  return all;
}();

constexpr bool in_order() {
  for (size_t i = 0; i < field_count; ++i)
    if (static_cast<size_t>(infos[i].field) != i) return false;
  return true;
}
static_assert(in_order(), "the table is looked up by the number of the field");

}  // namespace

std::string_view to_string(Field field) { return infos[static_cast<size_t>(field)].name; }

std::span<const Field> all_fields() { return fields; }

std::vector<const SourceRef*> origins_of(const Structure& structure, Field field) {
  static const SourceRef filon = [] {
    SourceRef ref;
    ref.name = "filon";
    return ref;
  }();
  std::vector<const SourceRef*> found;
  for (const FieldOrigin& origin : structure.provenance) {
    if (origin.field != field) continue;
    if (origin.source == FieldOrigin::own)
      found.push_back(&filon);
    else if (origin.source >= FieldOrigin::first_helper)
      found.push_back(&structure.helpers[origin.source - FieldOrigin::first_helper]);
    else
      found.push_back(&structure.sources[origin.source]);
  }
  return found;
}

void credit_helper(Structure& structure, Field field, const SourceRef& helper, bool alone) {
  auto& helpers = structure.helpers;
  const auto known = std::find(helpers.begin(), helpers.end(), helper);
  const FieldOrigin origin{
      field, FieldOrigin::first_helper + static_cast<uint32_t>(known - helpers.begin())};
  if (known == helpers.end()) helpers.push_back(helper);
  auto& provenance = structure.provenance;
  if (alone) std::erase_if(provenance, [&](const FieldOrigin& o) { return o.field == field; });
  const auto place = std::lower_bound(provenance.begin(), provenance.end(), origin);
  if (place == provenance.end() || *place != origin) provenance.insert(place, origin);
}

std::string source_names(const Structure& structure, Field field) {
  std::vector<std::string_view> names;
  for (const SourceRef* origin : origins_of(structure, field))
    if (std::find(names.begin(), names.end(), origin->name) == names.end())
      names.emplace_back(origin->name);
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

}  // namespace filon
