#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <cstring>
#include <fstream>
#include <map>
#include <set>

#include "annuaire/data_dir.h"
#include "annuaire/document.h"
#include "annuaire/image_format.h"
#include "annuaire/json.h"
#include "indexer/generation.h"
#include "indexer/pipeline.h"
#include "tests/integration/test_index.h"

// Equal treatment (contract §4.3): what a structure is worth in an answer depends on the need, the
// place, the status and the labels asked for, and on nothing else a source says of it.

namespace filon {
namespace {

constexpr int suppliers = 24;

/// What Le Marché says of a supplier and must not count.
struct Traits {
  int year = 1990;
  long turnover = 0;
  int headcount = 0;
  int references = 0;
  int offers = 0;
  int words = 0;  ///< of the description
  std::string name;
};

std::vector<Traits> some_traits() {
  std::vector<Traits> all;
  for (int i = 0; i < suppliers; ++i)
    all.push_back({1950 + 3 * i, 987650000 + i, 7 * i, i % 5, i % 4, 5 * i,
                   fmt::format("{}telier {}", static_cast<char>('A' + i), i)});
  return all;
}

template <class Field>
std::vector<Traits> rotated(std::vector<Traits> traits, Field Traits::*field) {
  const std::vector<Traits> before = traits;
  for (size_t i = 0; i < traits.size(); ++i)
    traits[i].*field = before[(i * 7 + 5) % traits.size()].*field;
  return traits;
}

std::string repeated(const std::string& text, int times, const char* between) {
  std::string all;
  for (int i = 0; i < times; ++i) all += (i ? between : "") + text;
  return all;
}

// A third declares one more sector; half stands in Dijon, half in Besançon.
std::string row(int number, const Traits& traits) {
  const bool here = number % 2 == 0;
  return fmt::format(
      R"({{"id":{0},"name":"{1}","siret":"9990{0:05}00010","kind":"{2}","post_code":"{3}",)"
      R"("city":"{4}","is_active":true,"created_at":"{5}-03-01T00:00:00Z",)"
      R"("updated_at":"{5}-03-02T00:00:00Z","year_constitution":{5},"ca":{6},)"
      R"("ca_last_updated":"{5}-03-02","api_entreprise_ca":{6},"employees_insertion_count":{7},)"
      R"("employees_permanent_count":{7},"logo_url":"https://logo.example/{6}.png",)"
      R"("client_references":[{8}],"offers":[{9}],"description":"{10}",)"
      R"("sectors":[{{"name":"Blanchisserie","slug":"blanchisserie"}}{11}]}})",
      number, traits.name, number % 3 ? "EI" : "ACI", here ? "21000" : "25000",
      here ? "Dijon" : "Besançon", traits.year, traits.turnover, traits.headcount,
      repeated(R"({"name":"Client"})", traits.references, ","),
      repeated(R"({"name":"Lot","description":"Sur devis"})", traits.offers, ","),
      repeated("blanchisserie", traits.words, " "),
      number % 3 ? "" : R"(,{"name":"Traiteur","slug":"traiteur"})");
}

std::string neutral_row(int number, const Traits& traits) {
  const bool here = number % 2 == 0;
  return fmt::format(
      R"({{"siret":"9990{0:05}00010","name":"{1}","kinds":["{2}"],"sectors":["blanchisserie"{5}],)"
      R"("address":{{"post_code":"{3}","city":"{4}"}}}})",
      number, traits.name, number % 3 ? "EI" : "ACI", here ? "21000" : "25000",
      here ? "Dijon" : "Besançon", number % 3 ? "" : R"(,"traiteur")");
}

/// Suppliers as a source gives them, through the real pipeline into an index.
class EqualTreatment : public testing::Test {
 protected:
  ~EqualTreatment() override { std::filesystem::remove_all(folder_); }

  std::shared_ptr<const Snapshot> index_of(const std::vector<Traits>& traits) {
    std::string rows;
    for (int i = 0; i < suppliers; ++i) rows += (i ? "," : "") + row(i, traits[size_t(i)]);
    return index_of_file("lemarche", "rows.json",
                         fmt::format(R"({{"count":{},"next":null,"previous":null,"results":[{}]}})",
                                     suppliers, rows));
  }

  std::shared_ptr<const Snapshot> index_of_neutral(const std::vector<Traits>& traits) {
    std::string rows;
    for (int i = 0; i < suppliers; ++i) rows += neutral_row(i, traits[size_t(i)]) + '\n';
    return index_of_file("autre", "rows.jsonl", rows);
  }

  static SearchResult search_in(const std::shared_ptr<const Snapshot>& snapshot,
                                Parameters parameters, const Today& day = test_day) {
    parameters.emplace("per_page", "100");
    const auto request =
        parse_search_request(parameters, shipped_tables(), *snapshot, Strictness::Strict);
    auto found = search(*request, snapshot, shipped_tables(), day);
    return *std::move(found);
  }

  static std::vector<std::string> order(const std::shared_ptr<const Snapshot>& snapshot,
                                        const Parameters& parameters, const Today& day = test_day) {
    std::vector<std::string> ids;
    for (const FoundStructure& found : search_in(snapshot, parameters, day).found)
      ids.emplace_back(snapshot->image->ids[found.hit.document]);
    return ids;
  }

  static std::vector<Parameters> questions() {
    return {{{"seed", "a"}},
            {{"q", "blanchisserie"}, {"seed", "b"}},
            {{"q", "blanchisserie traiteur"}, {"seed", "c"}},
            {{"q", "blanchisserie"}, {"interpret", "false"}, {"seed", "d"}},
            {{"sector", "blanchisserie"}, {"territory", "departement:21"}, {"seed", "e"}},
            {{"kind", "EI"}, {"seed", "f"}},
            {{"near", "21231"}, {"radius_km", "200"}, {"sort", "distance"}, {"seed", "g"}},
            {{"q", "traiteur à Dijon"}, {"seed", "h"}}};
  }

  static void expect_same_orders(const std::shared_ptr<const Snapshot>& one,
                                 const std::shared_ptr<const Snapshot>& other) {
    for (const Parameters& question : questions())
      EXPECT_EQ(order(one, question), order(other, question)) << question.begin()->second;
  }

 private:
  std::shared_ptr<const Snapshot> index_of_file(const std::string& source, const std::string& name,
                                                const std::string& content) {
    const auto folder = folder_ / std::to_string(++made_);
    std::filesystem::create_directories(folder);
    std::ofstream(folder / name) << content;
    RunSettings settings;
    settings.store = folder / "store";
    settings.index = folder / "index";
    settings.data = data_dir();
    settings.sources = {{source, (folder / name).string()}};
    const Report report = run(settings);
    EXPECT_FALSE(report.error) << report.error->message;
    EXPECT_EQ(report.total, static_cast<size_t>(suppliers));
    generation_ = generation_dir(settings.index, *current_generation(settings.index));
    auto snapshot = Snapshot::open(
        generation_dir(settings.index, *current_generation(settings.index)), shipped_tables());
    EXPECT_TRUE(snapshot) << snapshot.error().message;
    return *snapshot;
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / fmt::format("filon-equal-{}", getpid());
  int made_ = 0;

 protected:
  std::filesystem::path generation_;  ///< of the last index made
};

TEST_F(EqualTreatment, PermutingWhatMustNotCountChangesNoOrder) {
  const std::vector<Traits> traits = some_traits();
  const auto base = index_of(traits);
  const std::map<std::string, std::vector<Traits>> permuted = {
      {"creation date", rotated(traits, &Traits::year)},
      {"turnover", rotated(traits, &Traits::turnover)},
      {"headcount", rotated(traits, &Traits::headcount)},
      {"number of references", rotated(traits, &Traits::references)},
      {"number of offers", rotated(traits, &Traits::offers)},
      {"length of the description", rotated(traits, &Traits::words)},
      {"alphabet", rotated(traits, &Traits::name)},
  };
  for (const auto& [what, others] : permuted) {
    SCOPED_TRACE(what);
    expect_same_orders(base, index_of(others));
  }
}

TEST_F(EqualTreatment, AnotherSourceOfTheSameRowsGivesTheSameOrder) {
  expect_same_orders(index_of(some_traits()), index_of_neutral(some_traits()));
}

// 99.9 % of χ² with n degrees of freedom (Wilson and Hilferty).
double chi_square_bound(double n) {
  return n * std::pow(1 - 2 / (9 * n) + 3.09 * std::sqrt(2 / (9 * n)), 3);
}

// χ² of the mean places of n equals over some days, were their order drawn at random each day.
double chi_square(const std::vector<std::vector<std::string>>& orders) {
  const auto n = static_cast<double>(orders[0].size());
  const auto days = static_cast<double>(orders.size());
  std::map<std::string, double> sum;
  for (const auto& order : orders)
    for (size_t i = 0; i < order.size(); ++i) sum[order[i]] += static_cast<double>(i);
  const double variance = (n * n - 1) / 12 / days;
  double total = 0;
  for (const auto& [id, places] : sum) total += std::pow(places / days - (n - 1) / 2, 2) / variance;
  return total * (n - 1) / n;  // places of one day sum up to a constant
}

TEST_F(EqualTreatment, EqualsStandAtTheSameMeanPlaceOverThirtyDays) {
  const auto snapshot = index_of(some_traits());
  for (const Parameters& question : std::vector<Parameters>{
           {}, {{"q", "blanchisserie"}}, {{"sector", "blanchisserie"}}, {{"kind", "EI"}}}) {
    std::vector<std::vector<std::string>> orders;
    for (uint32_t day = 1; day <= 30; ++day)
      orders.push_back(
          order(snapshot, question, {20261100 + day, fmt::format("2026-11-{:02}", day)}));
    ASSERT_GE(orders[0].size(), 16u);
    EXPECT_LT(chi_square(orders), chi_square_bound(static_cast<double>(orders[0].size()) - 1));
    EXPECT_NE(orders[0], orders[1]);
  }
  // The measure tells a fixed order from a fair one.
  EXPECT_GT(chi_square(std::vector(30, order(snapshot, {}))), chi_square_bound(suppliers - 1));
}

TEST_F(EqualTreatment, OneDayAndQuestionGiveOneOrderHoweverItIsPaged) {
  const auto snapshot = index_of(some_traits());
  const auto whole = order(snapshot, {{"q", "blanchisserie"}});
  std::vector<std::string> paged;
  for (int page = 1; page <= 5; ++page) {
    const auto request = parse_search_request(
        {{"q", "BLANCHISSERIE"}, {"per_page", "5"}, {"page", std::to_string(page)}},
        shipped_tables(), *snapshot, Strictness::Strict);
    const auto found = search(*request, snapshot, shipped_tables(), test_day);
    for (const FoundStructure& hit : found->found)
      paged.emplace_back(snapshot->image->ids[hit.hit.document]);
  }
  EXPECT_EQ(paged, whole);
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(EqualTreatment, TheIndexHoldsNothingThatMustNotCount) {
  const auto snapshot = index_of(some_traits());
  const std::string image = bytes_of(generation_ / image_file);
  ImageHeader header;
  std::memcpy(&header, image.data(), sizeof header);
  // The sections there may be, from … to; a new one is weighed against §4.3 first.
  const std::map<uint32_t, uint32_t> allowed = {
      {1, 5},    // stems, postings and their fields: the text
      {10, 13},  // words for spelling
      {20, 29},  // place, active or not, first seen (only for sort=newest), name (only for
                 // sort=name), legal entity, hash of the id, commune, EPT, last change (only for
                 // feeds)
      {40, 50},  // activities: sectors, prestations, areas
      {60, 60},  // until when a label holds
      {70, 75},  // places by name
      {80, 90},  // ids and names, for suggestions
  };
  for (uint32_t i = 0; i < header.sections; ++i) {
    SectionEntry entry;
    std::memcpy(&entry, image.data() + sizeof header + i * sizeof entry, sizeof entry);
    if (entry.id >= static_cast<uint32_t>(Section::FacetBase)) continue;
    const auto after = allowed.upper_bound(entry.id);
    ASSERT_NE(after, allowed.begin()) << entry.id;
    EXPECT_LE(entry.id, std::prev(after)->second) << "section " << entry.id << " is not allowed";
  }
  std::vector<std::string_view> names;
  for (const FacetInfo& facet : facets) names.push_back(facet.name);
  EXPECT_THAT(names, testing::ElementsAre("sector", "sector_group", "kind", "label", "departement",
                                          "region", "epci", "network", "prestation", "source",
                                          "reservation", "criterion", "zone"));
  names.clear();
  for (const TextFieldInfo& field : text_fields) names.push_back(field.name);
  EXPECT_THAT(names, testing::ElementsAre("sector_declared", "sector_inferred", "name", "label",
                                          "network", "offer", "criterion", "city", "description"));
  for (uint32_t d = 0; d < snapshot->image->documents; ++d) {
    const auto data = snapshot->record(d);
    for (const char* word : {"98765", "logo", "year_constitution", "employees", "\"ca\"", "Client"})
      EXPECT_EQ(data->find(word), std::string::npos) << word << " in " << *data;
  }
}

}  // namespace
}  // namespace filon
