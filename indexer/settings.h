#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/fetch.h"
#include "indexer/matching/decisions.h"
#include "indexer/progress.h"
#include "indexer/source_settings.h"
#include "indexer/utc.h"

namespace filon {

/// One --source: its name, and the address or file it is read from ("" for the shipped address).
struct SourceChoice {
  std::string name, target;
};

struct RunSettings {
  std::filesystem::path store, index;
  std::filesystem::path data;  ///< data_dir()
  std::vector<SourceChoice> sources;
  double max_loss_percent = 20;
  bool force = false;
  int allow_stale_days = 0;
  size_t keep = 3;             ///< generations
  size_t keep_snapshots = 10;  ///< of each source
  int snapshot_days = 90;      ///< age beyond which a snapshot goes, but for the last
  std::map<std::string, std::string> snapshots;  ///< by source: build from these, not the last
  SettingsBySource source_settings;              ///< what the config file says of sources
  std::string geocode;  ///< address of the CSV route of an address service; "" asks none
  std::map<std::string, bool> publish_contact;  ///< by source; else as the table of sources says
  std::map<std::string, std::string> tokens;    ///< by the setting they come from; never printed
  std::vector<std::string> removal_list;        ///< SIRETs and ids of structures not to be listed
  std::vector<Decision> decisions;              ///< by hand: which rows are one, which are not
  std::optional<UtcTime> now;  ///< when the index is made; the clock's, but in tests
  FetchSettings fetch;
  OnProgress on_progress;
};

}  // namespace filon
