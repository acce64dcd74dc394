#include "indexer/geocode_service.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "annuaire/table.h"
#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

/// Below it the service has guessed.
constexpr double least_score = 0.5;

std::string quoted(const std::string& cell) {
  std::string out = "\"";
  for (const char c : clean_line(cell)) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::optional<double> real_of(const std::string& text) {
  double value = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (text.empty() || error != std::errc{} || end != last || !std::isfinite(value))
    return std::nullopt;
  return value;
}

class AnswerReader {
 public:
  explicit AnswerReader(const Table& table) : table_(table) {}

  std::string cell(const TableRow& row, std::string_view column) const {
    const auto found = std::find(table_.header.begin(), table_.header.end(), column);
    return found == table_.header.end()
               ? std::string()
               : row.cells[static_cast<size_t>(found - table_.header.begin())];
  }

  GeocodeAnswer read(const TableRow& row, const GeocodeQuery& query) const {
    const auto lat = real_of(cell(row, "latitude")), lon = real_of(cell(row, "longitude"));
    const auto score = real_of(cell(row, "result_score"));
    if (!lat || !lon || !score || *score < least_score) return {};
    const std::string commune = cell(row, "result_citycode");
    if (!query.insee_code.empty() && commune != query.insee_code) return {};
    const std::string type = cell(row, "result_type");
    const bool is_address = type == "housenumber" || type == "street";
    return {Point{std::round(*lat * 1e6) / 1e6, std::round(*lon * 1e6) / 1e6},
            is_address ? PointPrecision::Address : PointPrecision::Commune};
  }

 private:
  const Table& table_;
};

}  // namespace

std::string GeocodeQuery::key() const {
  return fold(street) + '|' + fold(post_code) + '|' + fold(city) + '|' + insee_code;
}

std::string geocode_form(const std::vector<GeocodeQuery>& queries, std::string_view boundary) {
  std::string csv = "id,adresse,code_postal,ville\n";
  for (size_t i = 0; i < queries.size(); ++i)
    csv += fmt::format("{},{},{},{}\n", i, quoted(queries[i].street), quoted(queries[i].post_code),
                       quoted(queries[i].city));
  std::string form;
  const auto part = [&](std::string_view disposition, std::string_view content) {
    form += fmt::format("--{}\r\nContent-Disposition: form-data; {}\r\n\r\n{}\r\n", boundary,
                        disposition, content);
  };
  part("name=\"columns\"", "adresse");
  part("name=\"columns\"", "ville");
  part("name=\"postcode\"", "code_postal");
  for (const char* column :
       {"latitude", "longitude", "result_score", "result_type", "result_citycode"})
    part("name=\"result_columns\"", column);
  form += fmt::format(
      "--{}\r\nContent-Disposition: form-data; name=\"data\"; filename=\"data.csv\"\r\n"
      "Content-Type: text/csv; charset=utf-8\r\n\r\n{}\r\n--{}--\r\n",
      boundary, csv, boundary);
  return form;
}

Result<std::vector<GeocodeAnswer>> read_geocode_answer(const std::vector<GeocodeQuery>& queries,
                                                       std::string_view csv) {
  const auto table = read_table(csv);
  if (!table) return fail(table.error());
  if (table->rows.size() != queries.size())
    return fail(ErrorCode::Fetch, "{} addresses were asked for, {} came back", queries.size(),
                table->rows.size());
  const AnswerReader reader(*table);
  std::vector<GeocodeAnswer> answers(queries.size());
  for (const TableRow& row : table->rows) {
    const auto number = real_of(reader.cell(row, "id"));
    if (!number || *number < 0 || *number >= static_cast<double>(queries.size()))
      return fail(ErrorCode::Fetch, "line {}: no address of that number was asked for", row.line);
    const auto i = static_cast<size_t>(*number);
    answers[i] = reader.read(row, queries[i]);
  }
  return answers;
}

}  // namespace filon
