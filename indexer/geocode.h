#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "indexer/fetch.h"
#include "indexer/geocode_service.h"
#include "indexer/packed_records.h"
#include "indexer/sqlite.h"

namespace filon {

/// `<store>/geocode.sqlite`: answers by address, kept for ever. It may be deleted: they are asked
/// for again.
class GeocodeCache {
 public:
  static Result<GeocodeCache> open(const std::filesystem::path& store);
  Result<std::optional<GeocodeAnswer>> find(const GeocodeQuery& query);
  Status put(const std::vector<std::pair<GeocodeQuery, GeocodeAnswer>>& answers);

 private:
  explicit GeocodeCache(SqliteDatabase database) : database_(std::move(database)) {}
  SqliteDatabase database_;
};

struct GeocodeOutcome {
  size_t asked = 0, from_cache = 0, placed = 0;  ///< addresses, addresses, records
  std::vector<std::string> warnings;
};

/// Gives records that have a street, but only the point of their commune, that of their address:
/// from the cache, else from the service at `url` (its CSV route). A service that fails is a
/// warning: the records keep their commune's centre, and the next run asks again. An error is the
/// cache's.
Result<GeocodeOutcome> geocode(PackedRecords& records, const std::string& url, GeocodeCache& cache,
                               const Fetch& fetch);

}  // namespace filon
