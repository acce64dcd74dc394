#include <algorithm>

#include "searchd/pages/embed_page.h"
#include "searchd/pages/structure_data.h"
#include "searchd/site_address.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

/// What the form of the page asks for.
struct Wishes {
  std::string typed, unknown, territory, place_name, sector, label, theme, language;
};

Wishes read_wishes(const Parameters& parameters, const Tables& tables) {
  Wishes wishes;
  wishes.typed = value_of(parameters, "lieu");
  if (!wishes.typed.empty()) {
    const auto parsed = tables.territories.parse(wishes.typed);
    const auto found =
        parsed ? std::vector<PlaceId>{*parsed} : tables.territories.search(wishes.typed, 1);
    if (found.empty()) wishes.unknown = wishes.typed;
    for (const PlaceId place : found) {
      wishes.territory = tables.territories.to_string(place);
      wishes.place_name = tables.territories[place].name;
    }
  }
  wishes.sector = value_of(parameters, "sector");
  if (tables.sectors.resolve(wishes.sector).empty()) wishes.sector.clear();
  wishes.label = value_of(parameters, "label");
  const auto& labels = tables.labels.all();
  if (std::none_of(labels.begin(), labels.end(),
                   [&](const Label& label) { return label.slug == wishes.label; }))
    wishes.label.clear();
  const std::string theme = value_of(parameters, "theme");
  wishes.theme = theme == "light" || theme == "dark" ? theme : "auto";
  wishes.language = value_of(parameters, "language") == "en" ? "en" : "fr";
  return wishes;
}

std::string element_code(const std::string& site, const Wishes& wishes, const std::string& query) {
  std::string attributes;
  const auto add = [&](const char* name, const std::string& value, const char* usual) {
    if (!value.empty() && value != usual) attributes += fmt::format(" {}=\"{}\"", name, value);
  };
  add("territory", wishes.territory, "");
  add("sectors", wishes.sector, "");
  add("labels", wishes.label, "");
  add("theme", wishes.theme, "auto");
  add("language", wishes.language, "fr");
  return fmt::format(
      "<script src=\"{0}/widget.js\" defer></script>\n"
      "<filon-recherche{1}>\n"
      "  <a href=\"{0}/{2}\">Chercher un fournisseur de l'ESS</a>\n"
      "</filon-recherche>",
      site, attributes, query.empty() ? "" : "?" + query);
}

std::string frame_code(const std::string& site, const std::string& query) {
  return fmt::format(
      "<iframe src=\"{0}/embed?{1}\" title=\"Chercher un fournisseur de l'ESS\"\n"
      "  width=\"100%\" height=\"700\" loading=\"lazy\"></iframe>\n"
      "<script src=\"{0}/widget.js\" defer></script>",
      site, query);
}

std::string form_code(const std::string& site, const Wishes& wishes) {
  std::string fields;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty())
      fields += fmt::format("  <input type=\"hidden\" name=\"{}\" value=\"{}\">\n", name, value);
  };
  add("territory", wishes.territory);
  add("sector", wishes.sector);
  add("label", wishes.label);
  return fmt::format(
      "<form action=\"{}/\" method=\"get\">\n"
      "  <label for=\"filon-q\">Chercher un fournisseur de l'ESS</label>\n"
      "  <input id=\"filon-q\" name=\"q\" type=\"search\">\n{}"
      "  <button type=\"submit\">Rechercher</button>\n"
      "</form>",
      site, fields);
}

PageData option_data(const std::string& value, const std::string& name, const std::string& wanted) {
  PageData item;
  item.set("value", value);
  item.set("name", name);
  item.set("selected", value == wanted);
  return item;
}

PageData choices_data(const Wishes& wishes, const Tables& tables) {
  PageData data, groups(PageData::type::list), labels(PageData::type::list);
  for (const SectorGroup& group : tables.sectors.groups())
    groups.push_back(option_data(group.slug, group.name, wishes.sector));
  for (const Label& label : tables.labels.all())
    labels.push_back(option_data(label.slug, label.name, wishes.label));
  PageData themes(PageData::type::list), languages(PageData::type::list);
  for (const auto& [value, name] :
       {std::pair{"auto", "Celui de la personne qui lit"}, {"light", "Clair"}, {"dark", "Sombre"}})
    themes.push_back(option_data(value, name, wishes.theme));
  for (const auto& [value, name] : {std::pair{"fr", "Français"}, {"en", "English"}})
    languages.push_back(option_data(value, name, wishes.language));
  data.set("sectors", groups);
  data.set("labels", labels);
  data.set("themes", themes);
  data.set("languages", languages);
  return data;
}

}  // namespace

void send_integrate(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                    std::shared_ptr<const Snapshot>) {
  const Tables& tables = pages.service.tables;
  const Wishes wishes = read_wishes(http.params, tables);
  QueryString query;
  query.add("territory", wishes.territory);
  query.add("sector", wishes.sector);
  query.add("label", wishes.label);
  const std::string site = site_address(http, pages.settings.public_url);
  Page page{.title = "Intégrer la recherche à un intranet", .name = "integrate"};
  page.values.set("choices", choices_data(wishes, tables));
  set_text(page.values, "lieu", wishes.place_name.empty() ? wishes.typed : wishes.place_name);
  set_text(page.values, "unknown_place", wishes.unknown);
  page.values.set("element", element_code(site, wishes, query.text()));
  page.values.set("form", form_code(site, wishes));
  query.add("theme", wishes.theme == "auto" ? "" : wishes.theme);
  page.values.set("frame", frame_code(site, query.text()));
  page.values.set("site", site);
  page.values.set("territory", wishes.territory);
  page.values.set("sector", wishes.sector);
  page.values.set("label", wishes.label);
  page.values.set("theme", wishes.theme);
  page.values.set("language", wishes.language);
  pages.send(http, response, page);
}

}  // namespace filon
