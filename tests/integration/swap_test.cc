#include <fmt/format.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "annuaire/data_dir.h"
#include "annuaire/json.h"
#include "searchd/api.h"
#include "searchd/http/guard_server.h"
#include "searchd/http/listener.h"
#include "searchd/http/router.h"
#include "tests/integration/raw_client.h"

namespace filon {
namespace {

using namespace std::chrono_literals;

constexpr int generations_published = 5;

/// Generation g holds 7 × g structures, all called "Génération g": an answer that mixed two of them
/// would show it in its total, its facets, its names or its words.
std::string list_of(int generation) {
  std::string lines;
  for (int i = 0; i < 7 * generation; ++i)
    lines += fmt::format(
        R"({{"id":"g{0}n{1}","name":"Génération {0}","kinds":["ACI"],"description":"lot{0}",)"
        R"("address":{{"post_code":"21000","city":"Dijon"}}}})"
        "\n",
        generation, i);
  return lines;
}

/// A daemon in this process over an index that the indexer's program renews.
class Swap : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_);
    publish(1);
    index_.emplace(index_folder_, *tables_);
    service_.emplace(Service{*tables_, *index_});
    add_api_routes(router_, *service_);
    server_.emplace(GuardLimits{}, [this](HttpRequest& request, httplib::Response& response) {
      router_.answer(request, response);
    });
    const auto listener = open_listener("127.0.0.1", 0);
    ASSERT_TRUE(listener);
    port_ = *port_of(*listener);
    index_->watch();
    thread_ = std::thread([this, fd = *listener] { EXPECT_TRUE(server_->serve(fd)); });
  }
  void TearDown() override {
    server_->stop();
    thread_.join();
    std::filesystem::remove_all(folder_);
  }

  void publish(int generation) {
    std::ofstream(folder_ / "liste.jsonl") << list_of(generation);
    // --force: each generation loses all of the one before.
    const std::string command = fmt::format("'" FILON_INDEXER
                                            "' run --store '{0}/store' --index '{0}/index' "
                                            "--source 'liste={0}/liste.jsonl' --force --quiet",
                                            folder_.string());
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    ASSERT_EQ(std::filesystem::read_symlink(index_folder_ / "current").string(),
              fmt::format("gen-{}", generation));
  }
  std::filesystem::path folder_of(int generation) const {
    return index_folder_ / fmt::format("gen-{}", generation);
  }

  /// Asks until generation `last` answers; each answer must be of one generation, and none older
  /// than the one before it. `wrong` counts the others.
  void ask_until(int last, std::atomic<int>& answers, std::atomic<int>& wrong) const;

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-swap-{}", getpid());
  std::filesystem::path index_folder_ = folder_ / "index";
  Result<Tables> tables_ = Tables::load(data_dir());
  std::optional<IndexKeeper> index_;
  std::optional<Service> service_;
  Router router_;
  std::optional<GuardServer> server_;
  std::thread thread_;
  int port_ = 0;
};

/// The generation an answer is wholly of; 0 when it is not of one.
int generation_of(const RawAnswer& answer) {
  if (answer.status != 200) return 0;
  const auto json = parse_json(answer.body);
  if (!json) return 0;
  const auto generation = (*json)["index"]["generation"].integer();
  if (!generation) return 0;
  const std::string name = fmt::format("Génération {}", *generation);
  bool whole = (*json)["total"].integer() == 7 * *generation &&
               (*json)["index"]["structures"].integer() == 7 * *generation &&
               (*json)["facets"]["kind"].items().at(0)["count"].integer() == 7 * *generation;
  for (const Json& result : (*json)["results"].items())
    whole = whole && result["name"].text() == name;
  return whole ? static_cast<int>(*generation) : 0;
}

void Swap::ask_until(int last, std::atomic<int>& answers, std::atomic<int>& wrong) const {
  const auto deadline = std::chrono::steady_clock::now() + 90s;
  int newest = 0;
  auto client = std::make_unique<RawClient>(port_);
  while (newest < last && std::chrono::steady_clock::now() < deadline) {
    const std::string asked = answers % 2 ? "?q=generation" : "?territory=departement:21&kind=ACI";
    const bool sent = client->send(get("/api/v1/structures" + asked));
    const auto answer = sent ? client->read(true, 20s) : std::nullopt;
    if (!answer) {
      ++wrong;
      ADD_FAILURE() << "no answer after " << answers << ", sent " << sent;
      return;
    }
    const int generation = generation_of(*answer);
    ++answers;
    if (generation == 0 || generation < newest) {
      ++wrong;
      ADD_FAILURE() << "after generation " << newest << ": " << answer->status << " "
                    << answer->body.substr(0, 2000);
    }
    newest = std::max(newest, generation);
    const auto connection = answer->headers.find("connection");
    if (connection != answer->headers.end() && connection->second == "close")
      client = std::make_unique<RawClient>(port_);
  }
  if (newest < last) ++wrong;
}

TEST_F(Swap, IsPickedUpUnderLoadWithoutOneFailedOrMixedAnswer) {
  std::atomic<int> answers{0}, wrong{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i)
    clients.emplace_back([&] { ask_until(generations_published, answers, wrong); });
  for (int generation = 2; generation <= generations_published; ++generation) {
    publish(generation);
    const int before = answers;
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (generation < generations_published && answers < before + 40 && wrong == 0 &&
           std::chrono::steady_clock::now() < deadline)
      std::this_thread::sleep_for(1ms);
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(answers, 40 * (generations_published - 2));
}

TEST_F(Swap, LetsTheOldGenerationAnswerAfterItsFilesAreGone) {
  const auto old = index_->snapshot();
  std::filesystem::remove_all(folder_of(1));
  // Several at once, so that the records are opened more than once.
  std::vector<std::thread> readers;
  std::atomic<int> read{0};
  for (int i = 0; i < 8; ++i)
    readers.emplace_back([&] {
      for (uint32_t d = 0; d < old->image->documents; ++d) read += old->record(d) ? 1 : 0;
    });
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(read, 8 * 7);
}

void damage(const std::filesystem::path& file) {
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(-1, std::ios::end);
  const char last = static_cast<char>(stream.get());
  stream.seekp(-1, std::ios::end);
  stream.put(static_cast<char>(last ^ 1));
}

TEST_F(Swap, LeavesTheOldGenerationServedWhenTheNewOneIsDamaged) {
  for (const std::string_view file : {image_file, xapian_file, manifest_file}) {
    SCOPED_TRACE(file);
    IndexKeeper keeper(index_folder_, *tables_);
    const int64_t served = keeper.snapshot()->manifest.generation;
    const int next = static_cast<int>(served) + 1;
    publish(next);
    damage(folder_of(next) / file);
    keeper.refresh();
    EXPECT_EQ(keeper.snapshot()->manifest.generation, served);
    const IndexKeeper started_on_it(index_folder_, *tables_);
    EXPECT_EQ(started_on_it.snapshot()->manifest.generation, served);
    publish(next + 1);
    keeper.refresh();
    EXPECT_EQ(keeper.snapshot()->manifest.generation, next + 1);
  }
}

}  // namespace
}  // namespace filon
