#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "annuaire/criterion.h"
#include "annuaire/label.h"
#include "annuaire/reference_list.h"
#include "annuaire/sector.h"
#include "annuaire/territory.h"
#include "annuaire/vocabulary.h"
#include "indexer/house_words.h"
#include "indexer/infer_sectors.h"

namespace filon {

/// The tables a record is checked against.
struct References {
  Territories territories;
  Sectors sectors;
  Labels labels;
  Criteria criteria;
  ReferenceList networks, prestations;
  std::set<std::string> shared_domains;  ///< of hosts, mail services, national networks
  Vocabulary vocabulary;
  NafSectors naf_sectors;
  HouseWords house_words;
};

/// `data` is data_dir(), or a folder of a test. The error names file and line.
Result<References> load_references(const std::filesystem::path& data);

}  // namespace filon
