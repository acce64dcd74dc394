#include "indexer/options.h"

#include <algorithm>

#include "annuaire/data_dir.h"
#include "annuaire/text.h"
#include "annuaire/version.h"
#include "indexer/clean.h"
#include "indexer/given_options.h"
#include "indexer/option_sources.h"
#include "indexer/option_table.h"
#include "indexer/removals.h"
#include "indexer/url.h"

namespace filon {
namespace {

constexpr std::string_view project = "https://github.com/filon-ess/filon";

/// Moves a parsed value on, or keeps the first error.
class Filling {
 public:
  template <class T, class Into>
  Filling& put(Result<T> value, Into& into) {
    if (value)
      into = static_cast<Into>(*value);
    else if (status_)
      status_ = std::move(value).failure();
    return *this;
  }
  Status take() { return std::move(status_); }

 private:
  Status status_ = done();
};

Status fill_fetch(const GivenOptions& given, FetchSettings& fetch) {
  int64_t pace = 0, wait = 0, first_byte = 0, stall = 0, mebibytes = 0;
  FetchLimits& limits = fetch.limits;
  Status filled = Filling()
                      .put(given.whole("pace", 500, 0, 600'000), pace)
                      .put(given.whole("tries", 5, 1, 100), limits.tries)
                      .put(given.whole("longest-wait", 120, 0, 86'400), wait)
                      .put(given.whole("first-byte", 120, 1, 3'600), first_byte)
                      .put(given.whole("stall", 30, 1, 3'600), stall)
                      .put(given.whole("max-answer", 256, 1, 4'096), mebibytes)
                      .take();
  using std::chrono::seconds;
  limits.between_requests = std::chrono::milliseconds(pace);
  limits.longest_retry_after = seconds(wait);
  limits.longest_pause = std::min(limits.longest_pause, limits.longest_retry_after);
  limits.first_byte = seconds(first_byte);
  limits.stall = seconds(stall);
  limits.max_bytes = static_cast<uint64_t>(mebibytes) << 20;
  fetch.user_agent = user_agent(version, project);
  fetch.proxy = given.text("proxy");
  fetch.ca_file = given.text("ca-file");
  return filled;
}

Status fill(const GivenOptions& given, const Environment& environment, Options& options) {
  RunSettings& run = options.run;
  run.store = given.text("store");
  run.index = given.text("index");
  run.data = data_dir();
  options.report = given.text("report");
  options.removals = given.text("removals");
  options.decisions = given.text("decisions");
  run.geocode = given.text("geocode");
  Status filled = Filling()
                      .put(given.flag("quiet"), options.quiet)
                      .put(given.flag("json"), options.json)
                      .put(given.flag("verify"), options.verify)
                      .put(given.flag("force"), run.force)
                      .put(given.decimal("max-loss", 20, 0, 100), run.max_loss_percent)
                      .put(given.whole("allow-stale", 0, 0, 36'500), run.allow_stale_days)
                      .put(given.whole("keep", 3, 1, 1'000), run.keep)
                      .put(given.whole("keep-snapshots", 10, 1, 10'000), run.keep_snapshots)
                      .put(given.whole("snapshot-days", 90, 0, 36'500), run.snapshot_days)
                      .put(choose_sources(given), run.sources)
                      .put(choose_snapshots(given), run.snapshots)
                      .put(choose_contacts(given), run.publish_contact)
                      .put(read_tokens(environment), run.tokens)
                      .put(parse_source_settings(given.beginning("source.")), run.source_settings)
                      .put(read_removals(given.text("removals")), run.removal_list)
                      .put(read_decisions(given.text("decisions")), run.decisions)
                      .take();
  if (!filled) return filled;
  if (!run.geocode.empty())
    if (const auto url = parse_url(run.geocode); !url)
      return fail(ErrorCode::Usage, "--geocode: {}", url.error().message);
  return fill_fetch(given, run.fetch);
}

Status check_words(const GivenOptions& given, Options& options) {
  const auto& words = given.words();
  if (!words.empty()) options.command = words[0];
  if (words.size() > 1) options.id = words[1];
  if (words.size() > 2 || (words.size() > 1 && options.command != "show"))
    return fail(ErrorCode::Usage, "'{}': one word too many", words.back());
  return done();
}

Failure<Error> no_command(const std::string& name) {
  std::vector<std::string> names;
  for (const CommandRow& row : command_table()) names.emplace_back(row.name);
  const std::string near = nearest(name, names);
  return fail(ErrorCode::Usage, "'{}' is no command{}", name,
              near.empty() ? "; see --help" : "; did you mean " + near + "?");
}

bool serves(const OptionRow& option, const std::string& command) {
  if (option.only_for.empty()) return true;
  for (const std::string& one : split_values(option.only_for, " "))
    if (one == command) return true;
  return false;
}

Status check_command(const GivenOptions& given, const Options& options) {
  const std::string& name = options.command;
  if (name.empty()) return fail(ErrorCode::Usage, "say what to do: filon-indexer run …, or --help");
  const CommandRow* const command = find_command(name);
  if (!command) return no_command(name);
  // A config file serves all commands; what stands on the line is meant for this one.
  for (const OptionRow& option : option_table())
    if (given.on_line(option.name) && !serves(option, name))
      return fail(ErrorCode::Usage, "{}: --{} is not for it, but for: {}", name, option.name,
                  option.only_for);
  if (command->needs_store && options.run.store.empty())
    return fail(ErrorCode::Usage, "{}: --store DIR is missing", name);
  if (command->needs_index && options.run.index.empty())
    return fail(ErrorCode::Usage, "{}: --index DIR is missing", name);
  if (name == "status" && options.run.store.empty() && options.run.index.empty())
    return fail(ErrorCode::Usage, "status: of what? Give --index DIR, --store DIR or both");
  if (name == "show" && options.id.empty())
    return fail(ErrorCode::Usage, "show: which one? Give an id or a SIRET");
  if (name == "check" && !given.on_line("source"))
    return fail(ErrorCode::Usage, "check: --source NAME[=URL|FILE] is missing");
  return done();
}

struct ConfigLines {
  std::string text;
  void add(std::string_view name, const auto& shown) {
    text += fmt::format("{} = {}\n", name, shown);
  }
  void add_if(std::string_view name, const std::string& shown) {
    if (!shown.empty()) add(name, shown);
  }
};

std::string yes_or_no(bool yes) { return yes ? "yes" : "no"; }

void add_fetch(const FetchSettings& fetch, ConfigLines& lines) {
  const FetchLimits& limits = fetch.limits;
  lines.add_if("proxy", printable_url(fetch.proxy));  // without its password
  lines.add_if("ca-file", fetch.ca_file);
  lines.add("pace", limits.between_requests.count());
  lines.add("tries", limits.tries);
  lines.add("longest-wait", limits.longest_retry_after.count() / 1000);
  lines.add("first-byte", limits.first_byte.count() / 1000);
  lines.add("stall", limits.stall.count() / 1000);
  lines.add("max-answer", limits.max_bytes >> 20);
}

Result<Options> printing(Options options, std::string command, std::string text) {
  options.command = std::move(command);
  options.text = std::move(text);
  return options;
}

}  // namespace

std::string config_text(const Options& options) {
  const RunSettings& run = options.run;
  ConfigLines lines;
  lines.add_if("store", run.store.string());
  lines.add_if("index", run.index.string());
  for (const SourceChoice& source : run.sources)
    lines.add("source", source.name + "=" + source.target);
  lines.add_if("report", options.report.string());
  lines.add("quiet", yes_or_no(options.quiet));
  lines.add("max-loss", run.max_loss_percent);
  lines.add("force", yes_or_no(run.force));
  lines.add("allow-stale", run.allow_stale_days);
  lines.add("keep", run.keep);
  lines.add("keep-snapshots", run.keep_snapshots);
  lines.add("snapshot-days", run.snapshot_days);
  for (const auto& [source, publishes] : run.publish_contact)
    lines.add("publish-contact", source + "=" + yes_or_no(publishes));
  lines.add_if("removals", options.removals.string());
  lines.add_if("decisions", options.decisions.string());
  lines.add_if("geocode", printable_url(run.geocode));
  for (const auto& [source, settings] : run.source_settings)
    for (const auto& [key, value] : settings.lines)
      lines.add("source." + source + "." + key, value);
  add_fetch(run.fetch, lines);
  return lines.text;
}

Result<Options> parse_options(std::span<const std::string> arguments,
                              std::span<const std::string> environment_lines) {
  const Environment environment = read_environment(environment_lines);
  const auto given = GivenOptions::read(arguments, environment);
  if (!given) return fail(given.error());
  Options options;
  if (Status words = check_words(*given, options); !words) return std::move(words).failure();
  if (given->has("help") || options.command == "help")
    return printing(std::move(options), "help", help_text());
  if (given->has("version"))
    return printing(std::move(options), "version", fmt::format("filon-indexer {}\n", version));
  if (Status filled = fill(*given, environment, options); !filled)
    return std::move(filled).failure();
  if (given->has("print-config")) {
    std::string text = config_text(options);
    return printing(std::move(options), "print-config", std::move(text));
  }
  if (Status complete = check_command(*given, options); !complete)
    return std::move(complete).failure();
  return options;
}

}  // namespace filon
