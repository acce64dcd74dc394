// Writes the records of an index and a query log for another engine's driver, so that both search
// the same terms: each stem of a record becomes a word of digits, which no other stemmer changes,
// and each word of a query the digits of the stem Filon looks for.
//   bench_peer_data INDEX LOG RECORDS_OUT QUERIES_OUT
#include <fmt/ranges.h>

#include <fstream>

#include "tests/bench/open_bench.h"

namespace filon {
namespace {

constexpr uint32_t first_code = 10'000'000;                // all words equally long
constexpr std::string_view no_record = "zzzzzzzzzzzzzzz";  // like no word of digits

std::vector<std::vector<uint32_t>> stems_of_documents(const Image& image) {
  std::vector<std::vector<uint32_t>> stems(image.documents);
  for (uint32_t stem = 0; stem < image.stems.size(); ++stem)
    for (uint64_t i = image.posting_starts[stem]; i < image.posting_starts[stem + 1]; ++i)
      stems[image.posting_docs[i]].push_back(first_code + stem);
  return stems;
}

std::string values(const Image& image, Facet facet, uint32_t document) {
  std::vector<std::string_view> texts;
  for (const uint16_t value : image.facet(facet).of_document[document])
    texts.push_back(image.facet(facet).values[value]);
  return fmt::format("{}", fmt::join(texts, "|"));
}

std::string declared_sectors(const Image& image, uint32_t document) {
  std::vector<std::string_view> texts;
  for (uint32_t u = image.unit_starts[document]; u < image.unit_starts[document + 1]; ++u)
    for (const uint16_t value : image.unit_sectors[u])
      if (!(value & inferred_bit)) texts.push_back(image.facet(Facet::Sector).values[value]);
  return fmt::format("{}", fmt::join(texts, "|"));
}

void write_records(const Image& image, std::ofstream& out) {
  const auto stems = stems_of_documents(image);
  for (uint32_t d = 0; d < image.documents; ++d) {
    const bool placed = image.lat[d] != no_point;
    out << fmt::format("{}\t\t{}\t{}\t{}\t{}\t{}\t\t\t\t\t{}\t{}\t\t{:.6f}\t{:.6f}\t0\n", d + 1,
                       image.shown_names[d], values(image, Facet::Kind, d),
                       fmt::join(stems[d], " "), declared_sectors(image, d),
                       values(image, Facet::Label, d), values(image, Facet::Departement, d),
                       values(image, Facet::Region, d), placed ? image.lat[d] / 1e6 : -89.0,
                       placed ? image.lon[d] / 1e6 : 0.0);
  }
}

void write_queries(const Bench& bench, std::ofstream& out) {
  for (const BenchQuery& query : bench.queries) {
    const SearchRequest request = bench.request(query, "peer");
    std::vector<std::string> words, sectors;
    for (const AskedWord& word : read_question(request, *bench.tables, *bench.snapshot).words)
      words.push_back(word.stem ? std::to_string(first_code + *word.stem) : std::string(no_record));
    for (const std::string& slug : request.sectors)
      for (const SectorId sector : bench.tables->sectors.resolve(slug))
        sectors.push_back(bench.tables->sectors[sector].slug);
    const auto place = [](std::string_view kind, const std::string& code) {
      return code.empty() ? std::string() : fmt::format("{}:{}", kind, code);
    };
    out << fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t\n", query.id, query.kind,
                       fmt::join(words, " "), fmt::join(sectors, "|"),
                       place("departement", query.departement), place("region", query.region),
                       fmt::join(query.labels, "|"), fmt::join(query.kinds, "|"), query.lat,
                       query.lon, query.km, query.offset);
  }
}

int write_peer_data(int argc, char** argv) {
  if (argc != 5)
    return fmt::print(stderr, "bench_peer_data INDEX LOG RECORDS_OUT QUERIES_OUT\n"), 2;
  const auto bench = Bench::open(argv[1], argv[2]);
  if (!bench) return fmt::print(stderr, "bench_peer_data: {}\n", bench.error().message), 1;
  std::ofstream records(argv[3]), queries(argv[4]);
  write_records(*bench->snapshot->image, records);
  write_queries(*bench, queries);
  if (records.flush() && queries.flush()) return 0;
  return fmt::print(stderr, "bench_peer_data: {}, {}: cannot be written\n", argv[3], argv[4]), 1;
}

}  // namespace
}  // namespace filon

int main(int argc, char** argv) { return filon::write_peer_data(argc, argv); }
