#include "indexer/options.h"

#include <algorithm>
#include <array>
#include <boost/program_options.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "annuaire/data_dir.h"
#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/disk.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace po = boost::program_options;
namespace {

constexpr std::string_view version = "filon-indexer 0.1.0\n";
constexpr std::string_view project = "https://github.com/filon-ess/filon";

struct Command {
  std::string_view name, synopsis, does;
  bool store, index;  ///< which folders it cannot do without
};
constexpr std::array<Command, 7> commands = {{
    {"harvest", "--store DIR [--source NAME[=URL|FILE]]…", "fetch and keep raw snapshots", true,
     false},
    {"build", "--store DIR --index DIR", "index from the last snapshots", true, true},
    {"run", "--store DIR --index DIR [--source …]…", "harvest, then build", true, true},
    {"check", "--source NAME[=URL|FILE]", "what is understood of a source; writes nothing", false,
     false},
    {"status", "--store DIR --index DIR [--json] [--verify]", "sources, ages, generations", false,
     false},
    {"show", "--index DIR ID|SIRET", "merged record(s) with provenance, as JSON", false, true},
    {"rollback", "--index DIR", "back to the previous generation", false, true},
}};

template <class T>
po::typed_value<T>* argument(const char* name) {
  return po::value<T>()->value_name(name);
}
po::typed_value<bool>* flag() { return po::value<bool>()->implicit_value(true)->zero_tokens(); }

po::options_description settings_description() {
  po::options_description all("Settings");
  all.add_options()("store", argument<std::string>("DIR"),
                    "raw snapshots and what is remembered between runs")(
      "index", argument<std::string>("DIR"), "generations; DIR/current is what searchd serves")(
      "source", argument<std::vector<std::string>>("NAME[=URL|FILE]"),
      "a source of this run; given on the line, they are the whole set")(
      "report", argument<std::string>("FILE"), "write the report of the run there, as JSON")(
      "quiet", flag(), "no progress, no summary")(
      "max-loss", argument<double>("PERCENT"), "refuse to lose more of all or of one source (20)")(
      "force", flag(), "go on where a guard refuses")(
      "allow-stale", argument<int>("DAYS"), "age up to which a last snapshot stands in (0: never)")(
      "keep", argument<int>("N"), "generations to keep (3)")(
      "publish-contact", argument<std::vector<std::string>>("NAME[=no]"),
      "whether a source's phones and e-mail addresses are shown")(
      "proxy", argument<std::string>("URL"), "proxy; else http_proxy, https_proxy, no_proxy")(
      "ca-file", argument<std::string>("FILE"), "certificate authorities; else the system's");
  return all;
}

po::options_description line_description() {
  po::options_description all("On the line only");
  all.add_options()("config", argument<std::string>("FILE"), "settings, one 'name = value' a line")(
      "json", flag(), "status as JSON")("verify", flag(),
                                        "status hashes the files of the served generation")(
      "help", flag(), "this text")("version", flag(), "version")(
      "print-config", flag(), "the settings in force, as a config file");
  return all;
}

std::string help_text() {
  std::ostringstream text;
  text << "filon-indexer: French social-economy suppliers, from their sources to an index\n\n";
  for (const Command& command : commands)
    text << fmt::format("  filon-indexer {:<9} {:<50} {}\n", command.name, command.synopsis,
                        command.does);
  text << "\n"
       << settings_description() << "\n"
       << line_description()
       << "\nEach setting may also stand in the environment (FILON_MAX_LOSS …) or in the config "
          "file.\n"
          "Le Marché's token comes from FILON_LEMARCHE_TOKEN, or from the file named by\n"
          "FILON_LEMARCHE_TOKEN_FILE; it is never printed and never stored.\n\n"
          "Exit codes: 0 done, 1 internal error, 2 wrong usage or nothing to show, 3 a source "
          "could not\n"
          "be fetched or read, 4 refused by a guard, 5 another run holds the store, 6 the disk "
          "refused\n"
          "a write, 7 stale or damaged (status). In 3 to 6 the old index stays.\n";
  return text.str();
}

using Environment = std::map<std::string, std::string>;

Environment read_environment(std::span<const std::string> lines) {
  Environment variables;
  for (const std::string& line : lines)
    if (const size_t equals = line.find('='); equals != std::string::npos)
      variables.try_emplace(line.substr(0, equals), line.substr(equals + 1));
  return variables;
}

// FILON_MAX_LOSS=5 as "max-loss = 5"; lists are parted by blanks.
std::string as_config(const Environment& environment, const po::options_description& settings) {
  std::string config;
  for (const auto& option : settings.options()) {
    std::string name = "FILON_";
    for (const char c : option->long_name())
      name += c == '-' ? '_' : static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    const auto value = environment.find(name);
    if (value == environment.end() || value->second.empty()) continue;
    const bool is_list =
        option->long_name() == "source" || option->long_name() == "publish-contact";
    for (const std::string& one :
         is_list ? split_values(value->second, " \n") : std::vector{value->second})
      config += option->long_name() + " = " + one + "\n";
  }
  return config;
}

class OptionsParser {
 public:
  explicit OptionsParser(const Environment& environment) : environment_(environment) {}

  Result<Options> parse(std::span<const std::string> arguments) {
    if (Status read = read_line(arguments); !read) return std::move(read).failure();
    if (given("help") || options_.command == "help") return text("help", help_text());
    if (given("version")) return text("version", std::string(version));
    for (Status step : {read_environment_settings(), read_config()})
      if (!step) return std::move(step).failure();
    po::notify(values_);
    if (Status filled = fill(); !filled) return std::move(filled).failure();
    if (given("print-config")) return text("print-config", config_text());
    if (Status complete = check_command(); !complete) return std::move(complete).failure();
    return std::move(options_);
  }

 private:
  bool given(const char* name) const {
    return values_.count(name) > 0 && (!values_[name].value().type().hash_code() || true) &&
           (values_[name].value().type() != typeid(bool) || values_[name].as<bool>());
  }
  template <class T>
  T value(const char* name, T otherwise) const {
    return values_.count(name) ? values_[name].as<T>() : otherwise;
  }
  Result<Options> text(std::string command, std::string shown) {
    options_.command = std::move(command);
    options_.text = std::move(shown);
    return std::move(options_);
  }

  Status read_line(std::span<const std::string> arguments) {
    po::options_description all;
    all.add(settings_).add(line_description());
    po::options_description with_words = all;
    with_words.add_options()("word", po::value<std::vector<std::string>>());
    po::positional_options_description words;
    words.add("word", -1);
    try {
      const auto style =
          po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
      po::store(po::command_line_parser({arguments.begin(), arguments.end()})
                    .options(with_words)
                    .positional(words)
                    .style(style)
                    .run(),
                values_);
    } catch (const po::unknown_option& error) {
      return unknown(error.get_option_name(), all);
    } catch (const po::error& error) {
      return fail(ErrorCode::Usage, "{}", error.what());
    }
    const auto given_words = value<std::vector<std::string>>("word", {});
    if (!given_words.empty()) options_.command = given_words[0];
    if (given_words.size() > 1) options_.id = given_words[1];
    if (given_words.size() > 2 || (given_words.size() > 1 && options_.command != "show"))
      return fail(ErrorCode::Usage, "'{}': one word too many", given_words.back());
    sources_on_line_ = values_.count("source") > 0;
    return done();
  }

  static Failure<Error> unknown(const std::string& name, const po::options_description& known) {
    std::vector<std::string> names;
    for (const auto& option : known.options()) names.push_back("--" + option->long_name());
    const std::string near = nearest(name, names);
    return fail(ErrorCode::Usage, "{}: no such option{}", name,
                near.empty() ? "" : "; did you mean " + near + "?");
  }

  Status store_config(std::istream& config, const std::string& from) {
    try {
      po::variables_map before = values_;
      po::store(po::parse_config_file(config, settings_), values_);
      // Lists compose in Boost; here the stronger one is the whole set.
      for (const char* list : {"source", "publish-contact"})
        if (before.count(list)) values_.at(list) = before.at(list);
      return done();
    } catch (const po::error& error) {
      return fail(ErrorCode::Usage, "{}: {}", from, error.what());
    }
  }

  Status read_environment_settings() {
    std::istringstream config(as_config(environment_, settings_));
    return store_config(config, "environment");
  }

  Status read_config() {
    std::string file = value<std::string>("config", "");
    if (const auto named = environment_.find("FILON_CONFIG");
        file.empty() && named != environment_.end())
      file = named->second;
    if (file.empty()) return done();
    std::ifstream config(file);
    if (!config) return fail(ErrorCode::Usage, "--config {}: cannot be read", file);
    return store_config(config, file);
  }

  Status fill() {
    options_.run.store = value<std::string>("store", "");
    options_.run.index = value<std::string>("index", "");
    options_.run.data = data_dir();
    options_.report = value<std::string>("report", "");
    options_.quiet = given("quiet");
    options_.json = given("json");
    options_.verify = given("verify");
    options_.run.force = given("force");
    options_.run.max_loss_percent = value("max-loss", 20.0);
    options_.run.allow_stale_days = value("allow-stale", 0);
    const int keep = value("keep", 3);
    if (!(options_.run.max_loss_percent >= 0 && options_.run.max_loss_percent <= 100))
      return fail(ErrorCode::Usage, "--max-loss {}: not 0 to 100", options_.run.max_loss_percent);
    if (options_.run.allow_stale_days < 0)
      return fail(ErrorCode::Usage, "--allow-stale {}: less than 0", options_.run.allow_stale_days);
    if (keep < 1) return fail(ErrorCode::Usage, "--keep {}: less than 1", keep);
    options_.run.keep = static_cast<size_t>(keep);
    options_.run.fetch.user_agent = user_agent("0.1.0", project);
    options_.run.fetch.proxy = value<std::string>("proxy", "");
    options_.run.fetch.ca_file = value<std::string>("ca-file", "");
    for (Status step : {fill_sources(), fill_contacts(), fill_tokens()})
      if (!step) return step;
    return done();
  }

  Status fill_sources() {
    auto given_sources = value<std::vector<std::string>>("source", {});
    if (given_sources.empty())
      for (const SourceInfo& info : known_sources()) given_sources.emplace_back(info.name);
    for (const std::string& text : given_sources) {
      const size_t equals = std::min(text.find('='), text.size());
      SourceChoice choice{text.substr(0, equals), equals < text.size()
                                                      ? text.substr(equals + 1)
                                                      : std::string(source_info(text).default_url)};
      if (const Status named = check_source_name(choice.name); !named)
        return fail(ErrorCode::Usage, "--source {}: {}", text, named.error().message);
      if (choice.target.empty())
        return fail(ErrorCode::Usage, "--source {}: say where it is: {}=URL or {}=FILE", text,
                    choice.name, choice.name);
      for (const SourceChoice& other : options_.run.sources)
        if (other.name == choice.name)
          return fail(ErrorCode::Usage, "--source {}: this name is there twice", choice.name);
      options_.run.sources.push_back(std::move(choice));
    }
    return done();
  }

  Status fill_contacts() {
    for (const std::string& text : value<std::vector<std::string>>("publish-contact", {})) {
      const size_t equals = std::min(text.find('='), text.size());
      const std::string said = equals < text.size() ? text.substr(equals + 1) : "yes";
      if (said != "yes" && said != "no")
        return fail(ErrorCode::Usage, "--publish-contact {}: neither yes nor no", text);
      options_.run.publish_contact[text.substr(0, equals)] = said == "yes";
    }
    return done();
  }

  Status fill_tokens() {
    for (const SourceInfo& info : known_sources()) {
      const std::string setting(info.token_setting);
      if (setting.empty()) continue;
      std::string token;
      if (const auto direct = environment_.find(setting); direct != environment_.end())
        token = direct->second;
      const auto file = environment_.find(setting + "_FILE");
      if (token.empty() && file != environment_.end() && !file->second.empty()) {
        const auto bytes = read_file(file->second);
        if (!bytes) return fail(ErrorCode::Usage, "{}_FILE: {}", setting, bytes.error().message);
        token = *bytes;
      }
      token = clean_line(token);
      if (!token.empty()) options_.run.tokens[setting] = token;
    }
    return done();
  }

  std::string config_text() const {
    const RunSettings& run = options_.run;
    std::string text;
    const auto line = [&](std::string_view name, const auto& shown) {
      text += fmt::format("{} = {}\n", name, shown);
    };
    if (!run.store.empty()) line("store", run.store.string());
    if (!run.index.empty()) line("index", run.index.string());
    for (const SourceChoice& source : run.sources)
      line("source", source.name + "=" + source.target);
    if (!options_.report.empty()) line("report", options_.report.string());
    line("quiet", options_.quiet);
    line("max-loss", run.max_loss_percent);
    line("force", run.force);
    line("allow-stale", run.allow_stale_days);
    line("keep", run.keep);
    for (const auto& [source, publishes] : run.publish_contact)
      line("publish-contact", source + (publishes ? "=yes" : "=no"));
    if (!run.fetch.proxy.empty()) line("proxy", run.fetch.proxy);
    if (!run.fetch.ca_file.empty()) line("ca-file", run.fetch.ca_file);
    return text;
  }

  Status check_command() {
    const std::string& name = options_.command;
    if (name.empty())
      return fail(ErrorCode::Usage, "say what to do: filon-indexer run …, or --help");
    const auto* const command = std::find_if(commands.begin(), commands.end(),
                                             [&](const Command& c) { return c.name == name; });
    if (command == commands.end()) {
      std::vector<std::string> names;
      for (const Command& c : commands) names.emplace_back(c.name);
      const std::string near = nearest(name, names);
      return fail(ErrorCode::Usage, "'{}' is no command{}", name,
                  near.empty() ? "; see --help" : "; did you mean " + near + "?");
    }
    if (command->store && options_.run.store.empty())
      return fail(ErrorCode::Usage, "{}: --store DIR is missing", name);
    if (command->index && options_.run.index.empty())
      return fail(ErrorCode::Usage, "{}: --index DIR is missing", name);
    if (name == "show" && options_.id.empty())
      return fail(ErrorCode::Usage, "show: which one? Give an id or a SIRET");
    if (name == "build" && sources_on_line_)
      return fail(ErrorCode::Usage,
                  "build: reads what was harvested; give --source to harvest or run");
    if (name == "check" && !sources_on_line_)
      return fail(ErrorCode::Usage, "check: --source NAME[=URL|FILE] is missing");
    return done();
  }

  const Environment& environment_;
  po::options_description settings_ = settings_description();
  po::variables_map values_;
  Options options_;
  bool sources_on_line_ = false;
};

}  // namespace

Result<Options> parse_options(std::span<const std::string> arguments,
                              std::span<const std::string> environment) {
  const Environment variables = read_environment(environment);
  return OptionsParser(variables).parse(arguments);
}

}  // namespace filon
