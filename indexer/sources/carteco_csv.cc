#include "indexer/sources/carteco_csv.h"

#include <algorithm>
#include <array>
#include <map>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/sources/carteco_element.h"

namespace filon {
namespace {

// Persons' data of an admin's export: never read, whatever it holds.
bool is_private(const std::string& column) {
  static constexpr auto exact = std::to_array<std::string_view>(
      {"userowneremail", "subscriberemails", "reports", "contributions", "votes", "history"});
  static constexpr auto parts = std::to_array<std::string_view>(
      {"contact", "responsable", "referent", "prenom", "dirigeant"});
  const std::string folded = fold(column);
  return std::find(exact.begin(), exact.end(), folded) != exact.end() ||
         std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return folded.find(part) != std::string::npos; });
}

bool is_address_part(const std::string& column) {
  static constexpr auto parts =
      std::to_array<std::string_view>({"streetNumber", "streetAddress", "addressLocality",
                                       "postalCode", "addressCountry", "customFormatedAddress"});
  return std::find(parts.begin(), parts.end(), column) != parts.end();
}

/// Names by id, learnt from the rows themselves.
class CategoryNames {
 public:
  CategoryNames(const Table& table, size_t names, size_t ids) {
    for (const TableRow& row : table.rows) {
      const auto numbers = split_values(row.cells[ids], ",");
      const auto parts = split_values(row.cells[names], ",");
      if (numbers.size() == 1) known_.try_emplace(numbers[0], clean_value(row.cells[names]));
      if (numbers.size() == parts.size())
        for (size_t i = 0; i < numbers.size(); ++i) known_.try_emplace(numbers[i], parts[i]);
    }
  }

  /// None when one of the ids was never seen in a row that leaves no doubt.
  std::vector<std::string> names_of(std::string_view ids) const {
    std::vector<std::string> names;
    for (const std::string& id : split_values(ids, ",")) {
      const auto name = known_.find(id);
      if (name == known_.end()) return {};
      names.push_back(name->second);
    }
    return names;
  }

 private:
  std::map<std::string, std::string> known_;
};

class CsvElements {
 public:
  CsvElements(const Table& table, const CartecoCategories& categories)
      : table_(table), categories_(categories) {
    const auto& header = table.header;
    names_ =
        static_cast<size_t>(std::find(header.begin(), header.end(), "categories") - header.begin());
    ids_ = static_cast<size_t>(std::find(header.begin(), header.end(), "categories_ids") -
                               header.begin());
    if (names_ < header.size() && ids_ < header.size()) learnt_.emplace(table, names_, ids_);
  }

  /// The row with the keys of the JSON element.
  Json element(const TableRow& row) const {
    Json element = Json::object(), address = Json::object();
    for (size_t i = 0; i < row.cells.size(); ++i) {
      const std::string& column = table_.header[i];
      const std::string& cell = row.cells[i];
      if (cell.empty() || column == "categories" || is_private(column)) continue;
      (is_address_part(column) ? address : element).add(column, Json::string(cell));
    }
    element.add("address", std::move(address));
    if (names_ < row.cells.size()) {
      Json categories = Json::array();
      for (std::string& name : category_names(row)) categories.add(Json::string(std::move(name)));
      element.add("categories", std::move(categories));
    }
    return element;
  }

 private:
  std::vector<std::string> category_names(const TableRow& row) const {
    std::vector<std::string> greedy = categories_.split(row.cells[names_]);
    if (!learnt_ || split_values(row.cells[ids_], ",").size() == greedy.size()) return greedy;
    auto learnt = learnt_->names_of(row.cells[ids_]);
    return learnt.empty() ? greedy : learnt;
  }

  const Table& table_;
  const CartecoCategories& categories_;
  size_t names_ = 0, ids_ = 0;
  std::optional<CategoryNames> learnt_;
};

}  // namespace

bool is_carteco_csv(const std::vector<std::string>& header) {
  const auto has = [&](std::string_view column) {
    return std::find(header.begin(), header.end(), column) != header.end();
  };
  return has("name") && (has("categories_ids") || has("addressLocality"));
}

void read_carteco_csv(const Table& table, const SourcePage& page,
                      const CartecoCategories& categories, const RowSink& sink) {
  const CsvElements elements(table, categories);
  for (const TableNote& note : table.notes)
    sink.warn(fmt::format("{}:{}: {}", page.file, note.line, note.text));
  for (const TableRow& row : table.rows)
    read_carteco_element(elements.element(row), fmt::format("{}:{}", page.file, row.line), page,
                         categories, sink);
}

}  // namespace filon
