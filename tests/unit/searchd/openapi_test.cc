#include "searchd/openapi.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "annuaire/data_dir.h"
#include "annuaire/json.h"
#include "searchd/api.h"
#include "searchd/http/router.h"
#include "searchd/metrics.h"

namespace filon {
namespace {

std::filesystem::path web_root() { return data_dir().parent_path() / "searchd" / "web"; }

std::set<std::string> described() {
  std::ifstream in(web_root() / "openapi.json");
  std::stringstream text;
  text << in.rdbuf();
  const auto document = parse_json(text.str());
  EXPECT_TRUE(document) << document.error().message;
  std::set<std::string> routes;
  if (!document) return routes;
  for (const auto& [path, methods] : (*document)["paths"].members())
    for (const auto& [method, operation] : methods.members()) routes.insert(method + " " + path);
  return routes;
}

// Routes of the API whose description is still to be written; take a line away with each.
const std::set<std::string> to_describe = {};

TEST(OpenApi, DescribesEveryRouteOfTheApiAndNoOther) {
  const auto tables = Tables::load(data_dir());
  ASSERT_TRUE(tables) << tables.error().message;
  const IndexKeeper index(testing::TempDir() + "filon-no-index", *tables);
  const Service service{*tables, index, ""};
  const Metrics metrics;
  Router router;
  add_api_routes(router, service);
  add_health_routes(router, service);
  add_metrics_route(router, service, metrics);
  const auto added = add_openapi_route(router, web_root());
  ASSERT_TRUE(added) << added.error().message;
  std::set<std::string> present;
  for (const auto& [method, pattern] : router.routes()) {
    const std::string route = (method == "GET" ? "get " : "post ") + pattern;
    if (!to_describe.contains(route)) present.insert(route);
  }
  EXPECT_EQ(present, described()) << "searchd/web/openapi.json describes the routes of the router";
}

TEST(OpenApi, SaysWhichFileIsMissing) {
  Router router;
  const auto added = add_openapi_route(router, "/no/such/folder");
  ASSERT_FALSE(added);
  EXPECT_NE(added.error().message.find("/no/such/folder/openapi.json"), std::string::npos);
}

}  // namespace
}  // namespace filon
