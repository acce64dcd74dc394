#include "searchd/options.h"

#include <boost/program_options.hpp>
#include <charconv>
#include <fstream>
#include <iostream>
#include <sstream>

#include "annuaire/version.h"
#include "searchd/http/address.h"
#include "searchd/site_address.h"

namespace filon {
namespace {

namespace po = boost::program_options;
using Origins = std::vector<std::string>;

po::options_description settings() {
  po::options_description list("Settings");
  list.add_options()("index", po::value<std::string>(), "folder filon-indexer writes (needed)")(
      "listen", po::value<std::string>()->default_value("127.0.0.1:8080"),
      "address and port; port 0 picks a free one")(
      "port-file", po::value<std::string>()->default_value(""),
      "file that gets the port once it listens and the index is open")(
      "admin-listen", po::value<std::string>()->default_value(""),
      "address and port that /metrics is answered on instead, and /readyz and /healthz too")(
      "admin-port-file", po::value<std::string>()->default_value(""),
      "file that gets the port of --admin-listen")(
      "reindex-report", po::value<std::string>()->default_value(""),
      "report of filon-indexer that /metrics tells the end of")(
      "trusted-proxy", po::value<Origins>()->composing(),
      "address or range whose X-Forwarded-For is believed (repeatable)")(
      "connections-per-client", po::value<size_t>()->default_value(64),
      "connections of one address, or its requests under way through a trusted proxy (1 to "
      "100000)")("web-root", po::value<std::string>()->default_value(""),
                 "folder of the pages' files")(
      "allow-origin", po::value<Origins>()->composing(),
      "origin whose pages may read the API (repeatable; * for all)")(
      "allow-frame", po::value<Origins>()->composing(),
      "origin that may show pages in a frame (repeatable)")(
      "public-url", po::value<std::string>()->default_value(""),
      "address the world reaches this server at, as https://annuaire.example")(
      "tile-url", po::value<std::string>()->default_value(""),
      "map tiles, as https://tiles.example/{z}/{x}/{y}.png; without, outlines alone")(
      "tile-credit", po::value<std::string>()->default_value(""), "whom the tiles are owed to")(
      "contact", po::value<std::string>()->default_value(""),
      "whom pages say to write to: an e-mail or a web address")(
      "platform-url", po::value<std::string>()->default_value(""),
      "where your buyers publish, shown with lots and territories: https://marches.example/")(
      "platform-name", po::value<std::string>()->default_value("Plateforme de l'acheteur"),
      "its name")("workers", po::value<size_t>()->default_value(16),
                  "threads that answer (1 to 256)")(
      "keep-answers", po::value<size_t>()->default_value(64),
      "MiB of answers of the API that are kept to be sent again (0 to 65536)");
  return list;
}

po::options_description command_line_only() {
  po::options_description list("Others");
  list.add_options()("config", po::value<std::string>(), "file of settings, one name=value a line")(
      "print-config", po::bool_switch(), "print the settings in force and leave")(
      "help", po::bool_switch(), "this text")("version", po::bool_switch(), "the version");
  return list;
}

std::filesystem::path default_web_root() {
  std::error_code ignored;
  if (std::filesystem::exists(FILON_SOURCE_WEB, ignored)) return FILON_SOURCE_WEB;
  return FILON_INSTALLED_WEB;
}

std::string environment_name(const std::string& variable) {
  static const std::vector<std::string> known = {"index",
                                                 "listen",
                                                 "port-file",
                                                 "web-root",
                                                 "allow-origin",
                                                 "allow-frame",
                                                 "workers",
                                                 "config",
                                                 "public-url",
                                                 "tile-url",
                                                 "tile-credit",
                                                 "contact",
                                                 "admin-listen",
                                                 "admin-port-file",
                                                 "reindex-report",
                                                 "trusted-proxy",
                                                 "connections-per-client",
                                                 "platform-url",
                                                 "platform-name",
                                                 "keep-answers"};
  if (!variable.starts_with("FILON_")) return "";
  std::string name = variable.substr(6);
  for (char& c : name) c = c == '_' ? '-' : static_cast<char>(std::tolower(c));
  return std::find(known.begin(), known.end(), name) == known.end() ? "" : name;
}

Result<ListenAddress> read_listen(std::string_view flag, const std::string& text) {
  ListenAddress address;
  const size_t colon = text.rfind(':');
  const char* const last = text.data() + text.size();
  const char* const digits = colon == std::string::npos ? last : text.data() + colon + 1;
  const auto [end, error] = std::from_chars(digits, last, address.port);
  if (error != std::errc{} || end != last || address.port < 0 || address.port > 65535)
    return fail(ErrorCode::Usage, "{}: '{}' is not ADDRESS:PORT, as 127.0.0.1:8080", flag, text);
  address.host = text.substr(0, colon);
  return address;
}

Status read_listeners(const po::variables_map& values, DaemonOptions& options) {
  auto listen = read_listen("--listen", values["listen"].as<std::string>());
  if (!listen) return std::move(listen).failure();
  options.listen = *std::move(listen);
  const std::string admin = values["admin-listen"].as<std::string>();
  options.port_file = values["port-file"].as<std::string>();
  options.admin_port_file = values["admin-port-file"].as<std::string>();
  if (admin.empty()) return done();
  auto admin_listen = read_listen("--admin-listen", admin);
  if (!admin_listen) return std::move(admin_listen).failure();
  options.admin_listen = *std::move(admin_listen);
  return done();
}

Status read_guard(const po::variables_map& values, DaemonOptions& options) {
  if (values.count("trusted-proxy")) options.trusted_proxy = values["trusted-proxy"].as<Origins>();
  for (const std::string& text : options.trusted_proxy)
    if (const auto range = AddressRange::parse(text); !range)
      return fail(ErrorCode::Usage, "--trusted-proxy: {}", range.error().message);
  options.workers = values["workers"].as<size_t>();
  if (options.workers < 1 || options.workers > 256)
    return fail(ErrorCode::Usage, "--workers: {} is not 1 to 256", options.workers);
  options.keep_answers = values["keep-answers"].as<size_t>();
  if (options.keep_answers > 65'536)
    return fail(ErrorCode::Usage, "--keep-answers: {} is not 0 to 65536", options.keep_answers);
  options.connections_per_client = values["connections-per-client"].as<size_t>();
  if (options.connections_per_client < 1 || options.connections_per_client > 100'000)
    return fail(ErrorCode::Usage, "--connections-per-client: {} is not 1 to 100000",
                options.connections_per_client);
  return done();
}

// They go into a header and into pages: only plain web addresses may.
Status check_addresses(const DaemonOptions& options) {
  for (const auto& [flag, url] : {std::pair{"--public-url", &options.public_url},
                                  {"--tile-url", &options.tile_url},
                                  {"--platform-url", &options.platform_url}})
    if (!url->empty() &&
        (origin_of(*url).empty() || url->find_first_of(" \t\r\n;,'\"<>") != std::string::npos))
      return fail(ErrorCode::Usage, "{}: '{}' is not a web address, as https://example.org/", flag,
                  *url);
  return done();
}

Result<po::variables_map> gather(int argc, char** argv) {
  po::options_description all;
  all.add(settings()).add(command_line_only());
  po::variables_map values;
  // Guessed abbreviations would break scripts as soon as an option is added.
  const int style = po::command_line_style::unix_style & ~po::command_line_style::allow_guessing;
  try {
    po::store(po::command_line_parser(argc, argv).options(all).positional({}).style(style).run(),
              values);
    po::store(po::parse_environment(all, environment_name), values);
    if (values.count("config")) {
      const std::string file = values["config"].as<std::string>();
      std::ifstream in(file);
      if (!in) return fail(ErrorCode::Usage, "--config: {}: cannot be opened", file);
      po::store(po::parse_config_file(in, settings()), values);
    }
    po::notify(values);
  } catch (const po::error& error) {
    return fail(ErrorCode::Usage, "{}", error.what());
  }
  return values;
}

std::string help_text() {
  std::ostringstream text;
  text
      << "Usage: filon-searchd --index DIR [--listen 127.0.0.1:8080] [settings]\n"
         "Answers searches over the index that filon-indexer writes: pages, JSON, widget.\n\n"
      << settings() << '\n'
      << command_line_only()
      << "\nA setting is taken from its flag, else from FILON_<NAME>, else from the config file.\n";
  return text.str();
}

}  // namespace

Result<DaemonOptions> read_daemon_options(int argc, char** argv) {
  auto values = gather(argc, argv);
  if (!values) return std::move(values).failure();
  DaemonOptions options;
  if ((*values)["help"].as<bool>()) return options.help = help_text(), options;
  if ((*values)["version"].as<bool>())
    return options.help = fmt::format("filon-searchd {}\n", version), options;
  options.print_config = (*values)["print-config"].as<bool>();
  if (values->count("index")) options.index = (*values)["index"].as<std::string>();
  if (options.index.empty() && !options.print_config)
    return fail(ErrorCode::Usage, "--index is needed: the folder filon-indexer writes");
  if (auto read = read_listeners(*values, options); !read) return std::move(read).failure();
  if (auto read = read_guard(*values, options); !read) return std::move(read).failure();
  options.reindex_report = (*values)["reindex-report"].as<std::string>();
  options.web_root = (*values)["web-root"].as<std::string>();
  if (options.web_root.empty()) options.web_root = default_web_root();
  if (values->count("allow-origin")) options.allow_origin = (*values)["allow-origin"].as<Origins>();
  if (values->count("allow-frame")) options.allow_frame = (*values)["allow-frame"].as<Origins>();
  options.public_url = (*values)["public-url"].as<std::string>();
  options.tile_url = (*values)["tile-url"].as<std::string>();
  options.tile_credit = (*values)["tile-credit"].as<std::string>();
  options.contact = (*values)["contact"].as<std::string>();
  options.platform_url = (*values)["platform-url"].as<std::string>();
  options.platform_name = (*values)["platform-name"].as<std::string>();
  if (auto sound = check_addresses(options); !sound) return std::move(sound).failure();
  return options;
}

std::string to_config(const DaemonOptions& options) {
  const auto address = [](const ListenAddress& listen) {
    return fmt::format("{}:{}", listen.host, listen.port);
  };
  std::string text =
      fmt::format("index={}\nlisten={}\nport-file={}\nweb-root={}\nworkers={}\nkeep-answers={}\n",
                  options.index.string(), address(options.listen), options.port_file.string(),
                  options.web_root.string(), options.workers, options.keep_answers);
  text += fmt::format(
      "admin-listen={}\nadmin-port-file={}\nreindex-report={}\nconnections-per-client={}\n",
      options.admin_listen ? address(*options.admin_listen) : "", options.admin_port_file.string(),
      options.reindex_report.string(), options.connections_per_client);
  text += fmt::format("public-url={}\ntile-url={}\ntile-credit={}\ncontact={}\n",
                      options.public_url, options.tile_url, options.tile_credit, options.contact);
  text += fmt::format("platform-url={}\nplatform-name={}\n", options.platform_url,
                      options.platform_name);
  for (const std::string& origin : options.allow_origin) text += "allow-origin=" + origin + '\n';
  for (const std::string& proxy : options.trusted_proxy) text += "trusted-proxy=" + proxy + '\n';
  for (const std::string& origin : options.allow_frame) text += "allow-frame=" + origin + '\n';
  return text;
}

}  // namespace filon
