#include "searchd/reindex_metrics.h"

#include <sys/stat.h>

#include <fstream>
#include <optional>
#include <sstream>

#include "annuaire/json.h"
#include "searchd/metric_text.h"

namespace filon {
namespace {

// A report names a hundred rejects a source at most; what is larger is another file.
constexpr off_t largest_report = 64L * 1024 * 1024;

struct LastRun {
  long long ended = 0;  ///< seconds since 1970
  double seconds = 0;
  std::string error;  ///< its code; "" after a good run
};

std::optional<LastRun> read_report(const std::filesystem::path& file) {
  struct stat facts {};
  if (stat(file.c_str(), &facts) != 0 || facts.st_size > largest_report) return std::nullopt;
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  const auto json = parse_json(text.str());
  if (!json || !json->has("error") || !json->has("seconds")) return std::nullopt;
  return LastRun{facts.st_mtime, (*json)["seconds"].real().value_or(0),
                 (*json)["error"]["code"].text()};
}

}  // namespace

std::string reindex_metrics(const std::filesystem::path& report) {
  if (report.empty()) return "";
  const auto run = read_report(report);
  std::string text = metric("reindex_report_readable", "gauge",
                            "1 when the last run's report could be read.", run ? 1 : 0);
  if (!run) return text;
  text += metric("reindex_success", "gauge", "1 when the last run of the indexer went well.",
                 run->error.empty() ? 1 : 0);
  text += metric("reindex_timestamp_seconds", "gauge", "When it ended.", run->ended);
  text += metric("reindex_duration_seconds", "gauge", "How long it took.", run->seconds);
  if (!run->error.empty())
    text += metric_head("reindex_error", "gauge", "Why it failed, as its report says.") +
            fmt::format("filon_reindex_error{{code={}}} 1\n", label_value(run->error));
  return text;
}

}  // namespace filon
