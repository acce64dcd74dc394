#include "indexer/geocode.h"

#include <gmock/gmock.h>
#include <httplib.h>
#include <unistd.h>

#include <thread>

namespace filon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The address service on a free port of the loopback: it answers the CSV it is sent, with points
/// by the first word of the address. All addresses are invented.
class AddressService {
 public:
  AddressService() {
    server_.Post("/search/csv/",
                 [this](const httplib::Request& request, httplib::Response& response) {
                   ++requests;
                   if (failing) {
                     response.status = 400;
                     return;
                   }
                   std::string csv =
                       "id,adresse,code_postal,ville,latitude,longitude,result_score,result_type,"
                       "result_citycode\n";
                   for (const auto& [name, file] : request.files) {
                     if (name != "data") continue;
                     std::istringstream lines(file.content);
                     std::string line;
                     std::getline(lines, line);
                     while (std::getline(lines, line)) csv += line + "," + point_of(line) + "\n";
                   }
                   response.set_content(csv, "text/csv");
                 });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~AddressService() {
    server_.stop();
    thread_.join();
  }
  std::string url() const { return fmt::format("http://127.0.0.1:{}/search/csv/", port_); }

  int requests = 0;
  bool failing = false;

 private:
  static std::string point_of(const std::string& line) {
    if (line.find("rue sûre") != std::string::npos)
      return "47.2181234,-1.5541234,0.91,housenumber,44109";
    if (line.find("lieu-dit") != std::string::npos) return "47.2,-1.5,0.8,locality,44109";
    if (line.find("rue douteuse") != std::string::npos) return "47.3,-1.6,0.31,street,44109";
    if (line.find("rue ailleurs") != std::string::npos) return "48.8,2.3,0.95,housenumber,75056";
    return ",,,,";
  }
  httplib::Server server_;
  std::thread thread_;
  int port_ = 0;
};

Structure record(const std::string& street) {
  Structure s;
  s.address = {street, "44000", "Nantes", "44109", "", "", "44", "52"};
  s.location = Location{{47.23, -1.55}, PointPrecision::Commune};
  return s;
}

class Geocoding : public testing::Test {
 protected:
  ~Geocoding() override { std::filesystem::remove_all(store_); }
  GeocodeOutcome run(PackedRecords& records) {
    auto cache = GeocodeCache::open(store_);
    EXPECT_TRUE(cache) << cache.error().message;
    FetchSettings settings;
    settings.limits.tries = 1;
    settings.limits.between_requests = std::chrono::milliseconds(0);
    Fetcher fetcher(settings);
    auto outcome = geocode(records, service_.url(), *cache,
                           [&](const FetchRequest& request) { return fetcher.fetch(request); });
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? *std::move(outcome) : GeocodeOutcome{};
  }
  AddressService service_;
  std::filesystem::path store_ =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-geocode-{}", getpid());
};

TEST_F(Geocoding, PlacesRecordsAtTheirAddressAndRemembersIt) {
  PackedRecords records = {record("1 rue sûre"),     record("1, RUE SÛRE"),
                           record("lieu-dit X"),     record("2 rue douteuse"),
                           record("3 rue ailleurs"), record("4 rue \"inconnue\"")};
  Structure placed = record("5 rue sûre");
  placed.location = Location{{47.5, -1.5}, PointPrecision::Address};
  records.push_back(placed);
  const GeocodeOutcome first = run(records);
  EXPECT_THAT(first.warnings, IsEmpty());
  EXPECT_EQ(first.asked, 5u);  // two spellings are one address; the placed one is not asked for
  EXPECT_EQ(first.placed, 2u);
  EXPECT_EQ(records[0].location, (Location{{47.218123, -1.554123}, PointPrecision::Address}));
  EXPECT_EQ(source_names(records[0], Field::Location), "ban");
  EXPECT_EQ(records[1].location, records[0].location);
  for (const size_t i : {2u, 3u, 4u, 5u})
    EXPECT_EQ(records[i].location, (Location{{47.23, -1.55}, PointPrecision::Commune})) << i;
  EXPECT_EQ(records[6].location->point.lat, 47.5);
  EXPECT_EQ(service_.requests, 1);

  PackedRecords again = {record("1 rue sûre"), record("2 rue douteuse")};
  const GeocodeOutcome second = run(again);
  EXPECT_EQ(second.from_cache, 2u);
  EXPECT_EQ(second.placed, 1u);
  EXPECT_EQ(again[0].location, records[0].location);
  EXPECT_EQ(service_.requests, 1);
}

TEST_F(Geocoding, LeavesRecordsWhereTheyAreWhenTheServiceFails) {
  service_.failing = true;
  PackedRecords records = {record("1 rue sûre")};
  const GeocodeOutcome outcome = run(records);
  EXPECT_EQ(outcome.placed, 0u);
  EXPECT_THAT(outcome.warnings, ElementsAre(HasSubstr("addresses not located: ")));
  EXPECT_EQ(records[0].location->precision, PointPrecision::Commune);
}

TEST(GeocodeAnswer, MustBeWhatWasAskedFor) {
  const std::vector<GeocodeQuery> queries = {{"1 rue X", "44000", "Nantes", "44109"}};
  struct Case {
    std::string_view csv, message;
  };
  for (const Case& c :
       {Case{"id,latitude,longitude\n", "1 addresses were asked for, 0 came back"},
        Case{"id,latitude,longitude\n7,1,1\n", "line 2: no address of that number was asked for"},
        Case{"<html>", "an HTML page, not a table (an error or a login page?)"}}) {
    SCOPED_TRACE(c.csv);
    const auto answers = read_geocode_answer(queries, c.csv);
    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().message, c.message);
  }
}

}  // namespace
}  // namespace filon
