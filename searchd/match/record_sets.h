#pragma once

#include <array>
#include <vector>

#include "annuaire/image.h"
#include "searchd/match/bits.h"
#include "searchd/match/dense_terms.h"
#include "searchd/match/packed_rows.h"
#include "searchd/match/place_blocks.h"
#include "searchd/match/place_runs.h"
#include "searchd/match/run_table.h"
#include "searchd/match/value_sets.h"

namespace filon {

/// What is made of an image once per generation, so that a question reads sets of documents where
/// it would look at each record.
struct RecordSets {
  RecordSets() = default;
  /// group_of_sector: by value of the sector facet; UINT16_MAX where there is none.
  RecordSets(const Image& image, const SetWeights& weights,
             const std::vector<uint16_t>& group_of_sector);

  uint32_t documents = 0;
  Bits active, active_with_sector, located, with_siren;
  Bits own_entity;               ///< no other record has its SIREN
  HugeVector<uint64_t> id_hash;  ///< Image::id_hash
  std::vector<Bits> of_deck;     ///< by deck_of() this hash
  PackedRows rows;
  Bits plain_active;
  std::vector<uint8_t> others_in;  ///< by block, whether any of its records is not plain
  PlaceRuns runs;                  ///< of plain records
  RunTable run_table;
  /// By facet, from the columns of all documents; but sectors and prestations of the one activity
  /// of plain records alone.
  std::array<ValueSets, facet_count> of_facet;
  ValueSets declared_sectors;  ///< of plain records
  ValueSets communes, epts;    ///< by one more than the value; 0: unknown
  DenseTerms dense_terms;
  PlaceBlocks places;

  const ValueSets& of(Facet facet) const { return of_facet[static_cast<size_t>(facet)]; }
};

}  // namespace filon
