#include "indexer/sources/list_row.h"

#include <algorithm>
#include <array>

#include "annuaire/stable_hash.h"
#include "annuaire/text.h"
#include "indexer/address_text.h"
#include "indexer/clean.h"
#include "indexer/html_facts.h"
#include "indexer/sources/geometry.h"

namespace filon {
namespace {

// "29600.0": a column of whole numbers with a hole in it becomes one of decimals on its way
// through many tools.
std::string without_decimal_zero(std::string text) {
  const bool is_number = text.size() > 2 && text.ends_with(".0") &&
                         text.find_first_not_of("0123456789") == text.size() - 2;
  return is_number ? text.substr(0, text.size() - 2) : text;
}

std::optional<bool> truth_of(const std::string& text) {
  static constexpr auto yes =
      std::to_array<std::string_view>({"true", "1", "oui", "o", "yes", "y", "vrai", "actif",
                                       "active", "a", "ouvert", "ouverte", "x"});
  static constexpr auto no = std::to_array<std::string_view>(
      {"false", "0", "non", "n", "no", "faux", "inactif", "inactive", "f", "c", "ferme", "fermee",
       "cesse", "cessee", "radiee"});
  const std::string folded = fold(text);
  if (std::find(yes.begin(), yes.end(), folded) != yes.end()) return true;
  if (std::find(no.begin(), no.end(), folded) != no.end()) return false;
  return std::nullopt;
}

class RowMapper {
 public:
  RowMapper(const ListMapping& mapping, const RowValues& values, const Themes* themes)
      : mapping_(mapping), values_(values), themes_(themes) {}

  SourceRecord map() {
    read_identity();
    read_html();
    read_place();
    read_texts();
    read_lists();
    if (record_.id.empty() && record_.siret.empty()) record_.id = id_of_name();
    return std::move(record_);
  }

 private:
  std::vector<std::string> all(std::string_view field) const {
    const auto rule = mapping_.fields.find(field);
    return rule == mapping_.fields.end() ? std::vector<std::string>()
                                         : field_values(rule->second, values_);
  }
  // Raw: descriptions keep their lines.
  std::string text(std::string_view field) const {
    std::string joined;
    for (const std::string& value : all(field)) joined += (joined.empty() ? "" : " ") + value;
    return joined;
  }
  std::string value(std::string_view field) const { return clean_value(text(field)); }
  std::string code(std::string_view field) const { return without_decimal_zero(value(field)); }
  std::vector<std::string> list(std::string_view field) const {
    std::vector<std::string> found;
    for (const std::string& cell : all(field))
      for (std::string& one : split_values(cell, mapping_.list_separators))
        found.push_back(std::move(one));
    return found;
  }

  void read_identity() {
    if (const std::string id = code("id"); !id.empty()) record_.id = safe_id(id);
    record_.siret = code("siret");
    record_.siren = code("siren");
    record_.name = value("name");
    record_.brand = value("brand");
    record_.naf = value("naf");
    record_.kinds = list("kind");
    record_.url = value("url");
    record_.updated_at = value("updated_at");
    const std::string active = value("active");
    if (active.empty()) return;
    const auto truth = truth_of(active);
    record_.active = truth.value_or(true);
    if (!truth) record_.doubts.push_back(fmt::format("activité « {} » : ni oui ni non", active));
  }

  void read_html() {
    const std::string html = text("html");
    if (html.empty()) return;
    HtmlFacts facts = html_facts(html);
    record_.description = std::move(facts.description);
    record_.website = std::move(facts.website);
    record_.phone = std::move(facts.phone);
    record_.email = std::move(facts.email);
    record_.street = std::move(facts.address);
    themes_told_ = std::move(facts.themes);
  }

  void read_place() {
    // The lines of an address tell its parts: they are cleaned after it is split.
    if (const std::string street = text("street"); !clean_value(street).empty())
      record_.street = street;
    record_.post_code = code("post_code");
    record_.city = value("city");
    record_.insee_code = code("insee_code");
    if (record_.post_code.empty() && record_.insee_code.empty()) {
      AddressText address = split_address(record_.street);
      if (!address.post_code.empty()) {
        record_.street = std::move(address.street);
        record_.post_code = std::move(address.post_code);
        if (record_.city.empty()) record_.city = std::move(address.city);
      }
    }
    record_.street = clean_value(record_.street);
    read_point();
  }

  void read_point() {
    const auto lat = decimal_of(value("latitude")), lon = decimal_of(value("longitude"));
    if (lat && lon) record_.point = Point{*lat, *lon};
    const std::string point = value("point");
    if (point.empty()) return;
    if (const auto read = point_of_text(point, mapping_.latitude_first))
      record_.point = read;
    else
      record_.doubts.push_back(fmt::format("point « {} » illisible : écarté", point));
  }

  void read_texts() {
    if (std::string said = text("description"); !clean_value(said).empty())
      record_.description = std::move(said);
    if (std::string site = text("website"); !clean_value(site).empty())
      record_.website = std::move(site);
    if (std::string phone = value("phone"); !phone.empty()) record_.phone = std::move(phone);
    if (std::string email = value("email"); !email.empty()) record_.email = std::move(email);
  }

  void read_lists() {
    for (std::string& sector : list("sectors")) record_.sectors.push_back({"", std::move(sector)});
    for (std::string& network : list("networks"))
      record_.networks.push_back({"", std::move(network)});
    for (std::string& label : list("labels"))
      record_.labels.push_back({"", std::move(label), Proof::Relayed, code("valid_until")});
    for (std::string& offer : list("offers")) record_.offers.push_back({std::move(offer), ""});
    record_.criteria = list("criteria");
    record_.prestations = list("prestations");
    record_.zones = list("zones");
    for (std::string& theme : list("themes")) themes_told_.push_back(std::move(theme));
    read_themes();
  }

  // Themes nobody has translated are words all the same: people may search for them.
  void read_themes() {
    for (const std::string& theme : themes_told_) {
      if (themes_ && themes_->knows(theme)) {
        for (const SectorLink& link : themes_->sectors_of(theme))
          record_.inferred_sectors.push_back(link);
      } else {
        record_.offers.push_back({theme, ""});
      }
    }
  }

  std::string id_of_name() const {
    const std::string name = record_.name.empty() ? record_.brand : record_.name;
    if (name.empty()) return {};
    return safe_id(name + " " + record_.post_code + " " + record_.city);
  }

  const ListMapping& mapping_;
  const RowValues& values_;
  const Themes* themes_;
  SourceRecord record_;
  std::vector<std::string> themes_told_;
};

}  // namespace

SourceRecord map_row(const ListMapping& mapping, const RowValues& values, const Themes* themes) {
  return RowMapper(mapping, values, themes).map();
}

std::vector<std::string> field_values(const FieldRule& rule, const RowValues& values) {
  for (const auto& choice : rule.choices) {
    if (choice.size() == 1 && !choice[0].is_constant) {
      std::vector<std::string> found;
      for (std::string& value : values(choice[0].text))
        if (!clean_value(value).empty()) found.push_back(std::move(value));
      if (!found.empty()) return found;
      continue;
    }
    std::string joined;
    for (const FieldRule::Part& part : choice)
      for (const std::string& value : part.is_constant ? std::vector{part.text} : values(part.text))
        if (!clean_value(value).empty()) joined += (joined.empty() ? "" : " ") + value;
    if (!joined.empty()) return {joined};
  }
  return {};
}

std::string safe_id(const std::string& text) {
  constexpr size_t longest = 80;
  const bool is_safe = text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
                         return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                                (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' ||
                                c == '~';
                       });
  if (is_safe) return text;
  // Two texts may give one slug: a few signs of their hash keep them apart.
  const std::string folded = fold(text);
  std::string slug = slugify(text).substr(0, longest);
  while (slug.ends_with('-')) slug.pop_back();
  return fmt::format("{}-{:06x}", slug, stable_hash(folded) & 0xFFFFFF);
}

}  // namespace filon
