#include "searchd/match/record_sets.h"

#include "searchd/match/ranking.h"

namespace filon {
namespace {

Bits with_flag(const Image& image, uint8_t flag) {
  Bits set(image.documents);
  for (uint32_t d = 0; d < image.documents; ++d)
    if (image.flags[d] & flag) set.set(d);
  return set;
}

Bits located_documents(const Image& image) {
  Bits set(image.documents);
  for (uint32_t d = 0; d < image.documents; ++d)
    if (!image.facet(Facet::Departement).of_document[d].empty()) set.set(d);
  return set;
}

Bits own_entities(const Image& image) {
  std::vector<uint8_t> records;  // 0, 1, or 2 for more
  for (const uint32_t entity : image.entity) {
    if (entity >= records.size()) records.resize(entity + size_t{1});
    if (records[entity] < 2) ++records[entity];
  }
  Bits set(image.documents);
  for (uint32_t d = 0; d < image.documents; ++d)
    if (records[image.entity[d]] == 1) set.set(d);
  return set;
}

std::vector<Bits> documents_of_decks(const Image& image) {
  std::vector<Bits> of_deck(decks, Bits(image.documents));
  for (uint32_t d = 0; d < image.documents; ++d) of_deck[deck_of(image.id_hash[d])].set(d);
  return of_deck;
}

Bits both(const Bits& a, const Bits& b) {
  Bits set = a;
  for (size_t w = 0; w < set.word_count(); ++w) set.word(w) &= b.word(w);
  return set;
}

std::vector<uint8_t> blocks_with_others(const Image& image, const Bits& plain) {
  std::vector<uint8_t> others((image.documents + block_documents - 1) / block_documents);
  for (uint32_t d = 0; d < image.documents; ++d) others[d / block_documents] |= !plain.has(d);
  return others;
}

ValueSets numbered(size_t values, std::span<const uint32_t> numbers) {
  return {values + 1, static_cast<uint32_t>(numbers.size()),
          [numbers](uint32_t d) { return numbers.subspan(d, 1); }};
}

}  // namespace

RecordSets::RecordSets(const Image& image, const SetWeights& weights,
                       const std::vector<uint16_t>& group_of_sector)
    : documents(image.documents),
      active(with_flag(image, flag_active)),
      active_with_sector(both(active, with_flag(image, flag_has_sector))),
      located(located_documents(image)),
      with_siren(with_flag(image, flag_has_siren)),
      own_entity(own_entities(image)),
      id_hash(image.id_hash.begin(), image.id_hash.end()),
      of_deck(documents_of_decks(image)),
      rows(image, group_of_sector),
      plain_active(both(rows.plain(), active)),
      others_in(blocks_with_others(image, rows.plain())),
      runs(image, rows.plain()),
      run_table(image, rows, plain_active, runs),
      communes(numbered(image.communes.size(), image.commune)),
      epts(numbered(image.epts.size(), image.ept)),
      dense_terms(image, weights),
      places(image) {
  for (const FacetInfo& info : facets) {
    const FacetColumn& column = image.facet(info.facet);
    of_facet[static_cast<size_t>(info.facet)] = ValueSets(
        column.values.size(), documents, [&](uint32_t d) { return column.of_document[d]; });
  }
  const size_t sectors = image.facet(Facet::Sector).values.size();
  std::vector<uint8_t> own;
  const auto sectors_of = [&](bool declared_only) {
    return ValueSets(sectors, documents, [&, declared_only](uint32_t d) {
      own.clear();
      rows.for_each_sector(d, declared_only, [&](uint8_t sector) { own.push_back(sector); });
      return std::span<const uint8_t>(own);
    });
  };
  of_facet[static_cast<size_t>(Facet::Sector)] = sectors_of(false);
  declared_sectors = sectors_of(true);
  of_facet[static_cast<size_t>(Facet::Prestation)] =
      ValueSets(image.facet(Facet::Prestation).values.size(), documents, [&](uint32_t d) {
        return rows.plain().has(d) ? image.unit_prestations[image.unit_starts[d]]
                                   : std::span<const uint16_t>();
      });
}

}  // namespace filon
