#include "indexer/option_sources.h"

#include <algorithm>

#include "indexer/clean.h"
#include "indexer/disk.h"
#include "indexer/snapshot_store.h"
#include "indexer/sources/sources.h"

namespace filon {
namespace {

struct NameAndValue {
  std::string name, value;
  bool has_value = false;
};

NameAndValue split_at_equals(const std::string& text) {
  const size_t equals = text.find('=');
  if (equals == std::string::npos) return {text, "", false};
  return {text.substr(0, equals), text.substr(equals + 1), true};
}

Result<SourceChoice> source_choice(const std::string& text) {
  const NameAndValue said = split_at_equals(text);
  SourceChoice choice{
      said.name, said.has_value ? said.value : std::string(source_info(said.name).default_url)};
  if (const Status named = check_source_name(choice.name); !named)
    return fail(ErrorCode::Usage, "--source {}: {}", text, named.error().message);
  if (choice.target.empty())
    return fail(ErrorCode::Usage, "--source {}: say where it is: {}=URL or {}=FILE", text,
                choice.name, choice.name);
  return choice;
}

Result<std::string> read_token(const std::string& setting, const Environment& environment) {
  if (const auto direct = environment.find(setting); direct != environment.end())
    if (const std::string token = clean_line(direct->second); !token.empty()) return token;
  const auto file = environment.find(setting + "_FILE");
  if (file == environment.end() || file->second.empty()) return std::string();
  const auto bytes = read_file(file->second);
  if (!bytes) return fail(ErrorCode::Usage, "{}_FILE: {}", setting, bytes.error().message);
  return clean_line(*bytes);
}

}  // namespace

Result<std::vector<SourceChoice>> choose_sources(const GivenOptions& given) {
  std::vector<SourceChoice> choices;
  if (!given.has("source"))
    for (const SourceInfo& info : known_sources())
      choices.push_back({std::string(info.name), std::string(info.default_url)});
  for (const std::string& text : given.list("source")) {
    Result<SourceChoice> choice = source_choice(text);
    if (!choice) return fail(choice.error());
    for (const SourceChoice& other : choices)
      if (other.name == choice->name)
        return fail(ErrorCode::Usage, "--source {}: this name is there twice", choice->name);
    choices.push_back(*std::move(choice));
  }
  return choices;
}

Result<std::map<std::string, std::string>> choose_snapshots(const GivenOptions& given) {
  std::map<std::string, std::string> chosen;
  for (const std::string& text : given.list("snapshot")) {
    const NameAndValue said = split_at_equals(text);
    if (const Status named = check_source_name(said.name); !named || said.value.empty())
      return fail(ErrorCode::Usage, "--snapshot {}: not NAME=ID, as status lists them", text);
    if (!chosen.emplace(said.name, said.value).second)
      return fail(ErrorCode::Usage, "--snapshot {}: this name is there twice", said.name);
  }
  return chosen;
}

Result<std::map<std::string, bool>> choose_contacts(const GivenOptions& given) {
  std::map<std::string, bool> chosen;
  for (const std::string& text : given.list("publish-contact")) {
    const NameAndValue said = split_at_equals(text);
    if (said.has_value && said.value != "yes" && said.value != "no")
      return fail(ErrorCode::Usage, "--publish-contact {}: neither yes nor no", text);
    chosen[said.name] = said.value != "no";
  }
  return chosen;
}

Result<std::map<std::string, std::string>> read_tokens(const Environment& environment) {
  std::map<std::string, std::string> tokens;
  for (const SourceInfo& info : known_sources()) {
    if (info.token_setting.empty()) continue;
    const std::string setting(info.token_setting);
    Result<std::string> token = read_token(setting, environment);
    if (!token) return fail(token.error());
    if (!token->empty()) tokens[setting] = *std::move(token);
  }
  return tokens;
}

}  // namespace filon
