#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include "annuaire/data_dir.h"
#include "indexer/pipeline.h"
#include "searchd/api.h"
#include "searchd/http/guard_server.h"
#include "searchd/http/listener.h"
#include "searchd/http/router.h"
#include "searchd/pages/pages.h"

namespace filon {

/// A store, an index of it made by the real pipeline, and a real server on a free port of the
/// loopback. Sources are files of the neutral format that the test writes.
class ServedIndex : public testing::Test {
 protected:
  ServedIndex() {
    std::filesystem::create_directories(folder_);
    settings_.store = folder_ / "store";
    settings_.index = folder_ / "index";
    settings_.data = data_dir();
    settings_.force = true;  // the guard against losses has tests of its own
  }
  ~ServedIndex() override {
    if (server_) {
      server_->stop();
      thread_.join();
    }
    std::filesystem::remove_all(folder_);
  }

  /// What source `name` says from the next run on: one object a line.
  void write_source(const std::string& name, const std::string& lines) {
    const auto file = folder_ / (name + ".jsonl");
    std::ofstream(file) << lines;
    for (const SourceChoice& known : settings_.sources)
      if (known.name == name) return;
    settings_.sources.push_back({name, file.string()});
  }

  /// Each run a day after the one before.
  Report index() {
    settings_.now =
        settings_.now.value_or(UtcTime(std::chrono::hours(24 * 20000))) + std::chrono::hours(24);
    Report report = run(settings_);
    EXPECT_FALSE(report.error) << report.error->message;
    return report;
  }

  /// Serves the generation there is now.
  std::unique_ptr<httplib::Client> serve() {
    keeper_.emplace(settings_.index, *tables_);
    service_.emplace(Service{*tables_, *keeper_});
    add_api_routes(router_, *service_);
    EXPECT_TRUE(add_page_routes(router_, *service_, FILON_WEB_ROOT));
    server_.emplace(GuardLimits{}, [this](HttpRequest& request, httplib::Response& response) {
      router_.answer(request, response);
    });
    const auto listener = open_listener("127.0.0.1", 0);
    EXPECT_TRUE(listener);
    thread_ = std::thread([this, fd = *listener] { EXPECT_TRUE(server_->serve(fd)); });
    return std::make_unique<httplib::Client>("127.0.0.1", *port_of(*listener));
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      fmt::format("filon-{}-{}", testing::UnitTest::GetInstance()->current_test_info()->name(),
                  getpid());
  RunSettings settings_;

 private:
  Result<Tables> tables_ = Tables::load(data_dir());
  std::optional<IndexKeeper> keeper_;
  std::optional<Service> service_;
  Router router_;
  std::optional<GuardServer> server_;
  std::thread thread_;
};

}  // namespace filon
