#pragma once

#include <httplib.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "annuaire/structure.h"
#include "searchd/api.h"
#include "searchd/http/router.h"
#include "searchd/index_keeper.h"
#include "searchd/searcher.h"
#include "searchd/tables.h"

namespace filon {

/// The shipped tables, loaded once.
const Tables& shipped_tables();

/// The day all tests live in.
inline const Today test_day{20261123, "2026-11-23"};

/// An index of some records, made by the real writer, served by the real handlers without a
/// socket; gone with it.
class TestIndex {
 public:
  explicit TestIndex(std::vector<Structure> records);
  /// Serves an index folder made elsewhere, and removes it with its parent in the end.
  explicit TestIndex(const std::filesystem::path& index);
  ~TestIndex();
  TestIndex(const TestIndex&) = delete;
  TestIndex& operator=(const TestIndex&) = delete;

  const std::shared_ptr<const Snapshot>& snapshot() const { return snapshot_; }
  /// The answer to GET path?params.
  httplib::Response get(const std::string& path, const Parameters& params = {}) const;
  /// Ids of the hits, best first.
  std::vector<std::string> ids(const Parameters& params) const;
  SearchResult search(const Parameters& params) const;

 private:
  void serve(const std::filesystem::path& index);

  std::filesystem::path folder_;  ///< removed in the end
  std::unique_ptr<IndexKeeper> keeper_;
  std::unique_ptr<Service> service_;
  Router router_;
  std::shared_ptr<const Snapshot> snapshot_;
};

/// A record of a workshop in Dijon, with a SIRET made of the number.
Structure workshop(int number, std::string name);
/// Gives a record a sector of the tables, as a source declares it or as it was worked out.
void give_sector(Structure& structure, const std::string& slug, Origin origin = Origin::Declared,
                 const std::string& because = "");
/// Moves a record into a commune, to its centre.
void move_to(Structure& structure, const std::string& commune);

}  // namespace filon
