#include "indexer/sources/lemarche_taxonomy.h"

#include "indexer/clean.h"
#include "indexer/json_page.h"

namespace filon {
namespace {

/// The lists are short (154 sectors: 20 kB); a page of structures is megabytes.
constexpr size_t largest_taxonomy = size_t{2} << 20;

const Json& rows_of(const Json& answer) {
  return answer.is(Json::Type::Array) ? answer : answer["results"];
}

}  // namespace

bool is_taxonomy_row(const Json& row) {
  if (row.has("siret") || row.has("raisonSociale")) return false;
  const bool sector_or_network = row.has("slug") && row.has("name") && !row.has("id");
  const bool kind = row.has("id") && row.has("name") && row.members().size() <= 3;
  return sector_or_network || kind;
}

void read_taxonomy(std::string_view page, LemarcheTaxonomy& taxonomy) {
  if (page.size() > largest_taxonomy) return;
  const auto parsed = parse_json_page(page);
  if (!parsed) return;
  for (const Json& row : rows_of(parsed->json).items()) {
    if (!is_taxonomy_row(row)) continue;
    if (row.has("id")) {
      taxonomy.kinds.push_back({clean_value(row["id"].text()), clean_value(row["name"].text())});
      continue;
    }
    const std::string slug = clean_value(row["slug"].text()),
                      name = clean_value(row["name"].text());
    if (slug.empty() || name.empty()) continue;
    const Json& group = row["group"];
    if (row.has("group"))
      taxonomy.sectors.push_back(
          {slug, name, clean_value(group["slug"].text()), clean_value(group["name"].text())});
    else
      taxonomy.networks.push_back({slug, name});
  }
}

std::vector<std::string> learn_sectors(const LemarcheTaxonomy& taxonomy, Sectors& sectors) {
  std::vector<std::string> learnt;
  for (const auto& row : taxonomy.sectors)
    if (!row.group_slug.empty() &&  // one without a group is hidden from Le Marché's own forms
        sectors.learn(row.slug, row.name, row.group_slug, row.group_name))
      learnt.push_back(row.name);
  return learnt;
}

}  // namespace filon
