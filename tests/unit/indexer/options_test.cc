#include "indexer/options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/indexer/scratch_dir.h"

namespace filon {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Lines = std::vector<std::string>;

std::string error_of(const Lines& arguments, const Lines& environment = {}) {
  const auto options = parse_options(arguments, environment);
  if (options) return "no error";
  EXPECT_EQ(options.error().code, ErrorCode::Usage);
  return options.error().message;
}

/// A config file of one test.
class OptionsFromFile : public ::testing::Test {
 protected:
  std::string config(const std::string& text) const {
    const auto file = dir_.path() / "filon.conf";
    std::ofstream(file) << text;
    return file.string();
  }
  ScratchDir dir_;
};

TEST(Options, SayWhatIsWrongWithALine) {
  struct Case {
    Lines arguments;
    std::string reason;
  };
  for (const Case& c :
       {Case{{}, "say what to do: filon-indexer run …, or --help"},
        Case{{"rnu"}, "'rnu' is no command; did you mean run?"},
        Case{{"run", "--max-los", "5"}, "--max-los: no such option; did you mean --max-loss?"},
        Case{{"run", "--index", "i"}, "run: --store DIR is missing"},
        Case{{"build", "--store", "s"}, "build: --index DIR is missing"},
        Case{{"show", "--index", "i"}, "show: which one? Give an id or a SIRET"},
        Case{{"show", "--index", "i", "a", "b"}, "'b': one word too many"},
        Case{{"status"}, "status: of what? Give --index DIR, --store DIR or both"},
        Case{{"check"}, "check: --source NAME[=URL|FILE] is missing"},
        Case{{"run", "--store", "a", "--store", "b"}, "--store: given 2 times"},
        Case{{"build", "--source", "x=y", "--store", "s", "--index", "i"},
             "build: --source is not for it, but for: harvest run check"},
        Case{{"rollback", "--index", "i", "--verify"},
             "rollback: --verify is not for it, but for: status"},
        Case{{"run", "--max-loss", "20x"}, "--max-loss '20x': not a number from 0 to 100"},
        Case{{"run", "--keep", "0"}, "--keep '0': not a whole number from 1 to 1000"},
        Case{{"run", "--allow-stale", "-1"}, "--allow-stale '-1': not a whole number"},
        Case{{"run", "--force=perhaps"}, "--force 'perhaps': neither yes nor no"},
        Case{{"run", "--source", "liste"}, "--source liste: say where it is: liste=URL"},
        Case{{"run", "--source", "Été=x"}, "--source Été=x: source name 'Été'"},
        Case{{"run", "--source", "a=x", "--source", "a=y"}, "a: this name is there twice"},
        Case{{"build", "--snapshot", "lemarche"}, "--snapshot lemarche: not NAME=ID"},
        Case{{"run", "--config", "/none.conf"}, "--config /none.conf: cannot be read"}})
    EXPECT_THAT(error_of(c.arguments), HasSubstr(c.reason));
}

TEST_F(OptionsFromFile, GoFromTheLineToTheEnvironmentToTheFileToTheDefault) {
  const std::string file = config("max-loss = 5\nkeep = 7 # generations\nforce = yes\n");
  const Lines arguments = {"--quiet", "run", "--store=s", "--index", "i", "--config", file};
  const auto options = parse_options(arguments, Lines{"FILON_MAX_LOSS=6", "FILON_ALLOW_STALE=2"});
  ASSERT_TRUE(options) << options.error().message;
  EXPECT_EQ(options->command, "run");
  EXPECT_TRUE(options->quiet);
  EXPECT_TRUE(options->run.force);
  EXPECT_EQ(options->run.max_loss_percent, 6);
  EXPECT_EQ(options->run.allow_stale_days, 2);
  EXPECT_EQ(options->run.keep, 7u);
  EXPECT_EQ(options->run.keep_snapshots, 10u);
  Lines stronger = arguments;
  stronger.insert(stronger.end(), {"--max-loss", "7.5", "--force=no"});
  const auto line = parse_options(stronger, Lines{"FILON_MAX_LOSS=6", "FILON_CONFIG=/none"});
  ASSERT_TRUE(line) << line.error().message;
  EXPECT_EQ(line->run.max_loss_percent, 7.5);
  EXPECT_FALSE(line->run.force);
}

TEST_F(OptionsFromFile, NameFileAndLineOfWhatIsWrongInIt) {
  const Lines run = {"run", "--store", "s", "--index", "i"};
  struct Case {
    std::string text, reason;
  };
  for (const Case& c : {Case{"keep = 2\nmax-lost = 3\n",
                             "filon.conf:2: max-lost: no such setting; did you mean max-loss?"},
                        Case{"# first\nkeep = many\n", "filon.conf:2: keep 'many': not a whole"},
                        Case{"keep = 1\nkeep = 2\n", "keep is given twice"},
                        Case{"verify = yes\n", "filon.conf:1: verify: no such setting"},
                        Case{"just words\n", "just words"}}) {
    SCOPED_TRACE(c.text);
    const std::string file = config(c.text);
    EXPECT_THAT(error_of(run, {"FILON_CONFIG=" + file}), HasSubstr(c.reason));
  }
}

TEST_F(OptionsFromFile, TakeTheStrongestListOfSourcesAsTheWholeSet) {
  const std::string file = config("source = liste=liste.jsonl\nsource = carteco\n");
  const auto targets = [&](Lines arguments, const Lines& environment) {
    arguments.insert(arguments.begin(), {"harvest", "--store", "s"});
    Lines found;
    const auto options = parse_options(arguments, environment);
    for (const SourceChoice& source : options->run.sources)
      found.push_back(source.name + "=" + source.target);
    return found;
  };
  EXPECT_EQ(targets({}, {}), (Lines{"lemarche=https://lemarche.inclusion.gouv.fr",
                                    "carteco=https://carteco-ess.org/api/elements.json"}));
  EXPECT_EQ(targets({"--config", file}, {}),
            (Lines{"liste=liste.jsonl", "carteco=https://carteco-ess.org/api/elements.json"}));
  EXPECT_EQ(targets({"--config", file}, {"FILON_SOURCE=a=1 b=2"}), (Lines{"a=1", "b=2"}));
  EXPECT_EQ(targets({"--config", file, "--source", "c=3"}, {"FILON_SOURCE=a=1"}), (Lines{"c=3"}));
}

TEST_F(OptionsFromFile, PrintAConfigFileThatGivesTheSameAgainAndNoSecret) {
  const std::string token = "Zq7" + std::string(61, 'k');
  const Lines arguments = {"--print-config",
                           "--store",
                           "s",
                           "--source",
                           "a=x.csv",
                           "--proxy",
                           "http://u:secret@proxy:3128",
                           "--pace",
                           "250",
                           "--tries",
                           "2",
                           "--report",
                           "out.json",
                           "--force",
                           "--publish-contact",
                           "carteco",
                           "--ca-file",
                           "ca.pem",
                           "--snapshot-days",
                           "30"};
  const auto first = parse_options(arguments, Lines{"FILON_LEMARCHE_TOKEN=" + token});
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->command, "print-config");
  EXPECT_THAT(first->text, Not(HasSubstr(token)));
  EXPECT_THAT(first->text, Not(HasSubstr("secret")));
  EXPECT_THAT(first->text, HasSubstr("pace = 250\ntries = 2\n"));
  const auto again = parse_options(Lines{"--print-config", "--config", config(first->text)}, {});
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->text, first->text);
}

TEST(Options, TellEveryOptionCommandAndExitCodeInTheHelp) {
  const auto help = parse_options(Lines{"--help"}, {});
  ASSERT_TRUE(help);
  for (const char* word : {"harvest", "rollback", "--allow-stale DAYS", "--snapshot NAME=ID",
                           "FILON_LEMARCHE_TOKEN_FILE", "7 stale or damaged"})
    EXPECT_THAT(help->text, HasSubstr(word));
  EXPECT_EQ(parse_options(Lines{"--version"}, {})->text, "filon-indexer 0.1.0\n");
}

TEST_F(OptionsFromFile, ReadATokenFromTheEnvironmentOrFromItsFile) {
  const std::string file = config("abcdefgh\n");
  const auto token = [&](const Lines& environment) {
    return parse_options(Lines{"--print-config"}, environment)->run.tokens;
  };
  EXPECT_EQ(token({"FILON_LEMARCHE_TOKEN=direct"}).at("FILON_LEMARCHE_TOKEN"), "direct");
  EXPECT_EQ(token({"FILON_LEMARCHE_TOKEN_FILE=" + file}).at("FILON_LEMARCHE_TOKEN"), "abcdefgh");
  EXPECT_TRUE(token({}).empty());
  EXPECT_THAT(error_of({"--print-config"}, {"FILON_LEMARCHE_TOKEN_FILE=/none"}),
              HasSubstr("FILON_LEMARCHE_TOKEN_FILE: /none: no such file"));
}

}  // namespace
}  // namespace filon
