#include "searchd/tables.h"

#include "searchd/match/ranking.h"

namespace filon {
Result<Tables> Tables::load(const std::filesystem::path& dir) {
  auto territories = Territories::load(dir / "territories");
  if (!territories) return std::move(territories).failure();
  auto sectors = Sectors::load(dir);
  if (!sectors) return std::move(sectors).failure();
  auto labels = Labels::load(dir);
  if (!labels) return std::move(labels).failure();
  auto networks = load_networks(dir);
  if (!networks) return std::move(networks).failure();
  auto prestations = load_prestations(dir);
  if (!prestations) return std::move(prestations).failure();
  auto criteria = Criteria::load(dir);
  if (!criteria) return std::move(criteria).failure();
  auto lexicon = Lexicon::load(dir, *sectors, *territories, *criteria, *labels);
  if (!lexicon) return std::move(lexicon).failure();
  auto suggest = load_suggest_tables(dir, *sectors, *territories);
  if (!suggest) return std::move(suggest).failure();
  auto relays = load_relays(dir / "relays.tsv", *territories);
  if (!relays) return std::move(relays).failure();
  auto mandataires = load_relays(dir / "mandataires.tsv", *territories);
  if (!mandataires) return std::move(mandataires).failure();
  auto links = load_relays(dir / "links.tsv", *territories);
  if (!links) return std::move(links).failure();
  auto agec = load_agec(dir, *sectors);
  if (!agec) return std::move(agec).failure();
  auto cpv_words = CpvWords::load(dir, lexicon->stop_words);
  if (!cpv_words) return std::move(cpv_words).failure();
  auto legal = Legal::load(dir);
  if (!legal) return std::move(legal).failure();
  const auto weights = load_field_weights(dir);
  if (!weights) return fail(weights.error());
  Tables tables{*std::move(territories),
                *std::move(sectors),
                *std::move(labels),
                *std::move(networks),
                *std::move(prestations),
                *std::move(criteria),
                *std::move(lexicon),
                *weights,
                {},
                *std::move(suggest),
                *std::move(relays),
                *std::move(mandataires),
                *std::move(links),
                *std::move(agec),
                *std::move(cpv_words),
                *std::move(legal)};
  for (size_t set = 0; set < tables.set_weights.size(); ++set)
    tables.set_weights[set] = best_weight(*weights, static_cast<uint16_t>(set));
  return tables;
}

}  // namespace filon
