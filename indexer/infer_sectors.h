#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "annuaire/sector.h"
#include "annuaire/structure.h"
#include "annuaire/vocabulary.h"

namespace filon {

struct References;

/// What INSEE's activity codes say about trades (data/naf_sectors.tsv).
class NafSectors {
 public:
  struct Use {
    std::string slug;
    int confidence = 0;  ///< percent
  };
  static Result<NafSectors> load(const std::filesystem::path& dir, const Sectors& sectors);
  /// Uses of a code as naf_code() writes it; that of its class when the code itself has none.
  std::vector<Use> find(const std::string& code) const;

 private:
  std::map<std::string, std::vector<Use>> uses_;
};

/// Adds the trades a record's name, brand, offers, description and NAF code speak of, each marked
/// inferred, with how sure and the words that led there ("nom : « Menuiserie Morel »"). Declared
/// trades stay as they are. A record with activities is left alone: what it does where is said
/// there. Returns whether anything was added.
bool infer_sectors(const References& references, Structure& structure);

/// Adds the criteria that offers and description speak of, with the sentence that says so.
bool infer_criteria(const References& references, Structure& structure);

}  // namespace filon
