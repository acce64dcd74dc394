#include "searchd/pages/lots_page.h"

#include <httplib.h>

#include "searchd/depth/need_text.h"
#include "searchd/http/request_target.h"
#include "searchd/pages/french.h"
#include "searchd/pages/lots_data.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

// Request lines end at 8 KiB, and the form may grow by a lot.
constexpr size_t most_in_address = 6000;

// The fields of a form sent by POST are written as a query is.
Answer<Parameters> fields_of(const HttpRequest& http) {
  if (http.method != "POST") return http.params;
  if (!http.header("content-type").starts_with("application/x-www-form-urlencoded"))
    return refuse({.code = ProblemCode::UnsupportedMediaType});
  HttpRequest form;
  if (const auto read = parse_target("/lots?" + http.body, form); !read)
    return refuse({.code = ProblemCode::InvalidValue,
                   .param = "besoin",
                   .value = "…",
                   .reason_fr = std::string(read.error().detail)});
  return std::move(form.params);
}

std::string place_in_words(const LotsForm& form) {
  if (form.place_name.empty()) return "";
  return form.request.where.near
             ? fmt::format("{} km autour de {}", form.radius_km, form.place_name)
             : form.place_name;
}

PageData bodies_data(const std::vector<const Relay*>& bodies) {
  PageData list(PageData::type::list);
  for (const Relay* body : bodies) {
    PageData item;
    item.set("name", body->name);
    item.set("kind", body->kind);
    set_text(item, "url", body->url);
    list.push_back(item);
  }
  return list;
}

void add_answer(PageData& values, const Depth& depth, const Tables& tables) {
  values.set("results", lots_depth_data(depth, tables));
  values.set("groupings", lots_groupings_data(depth, tables));
  values.set("many", depth.lots.size() > 1);
  values.set("located", counted(depth.coverage.located, "structure connue", "structures connues"));
  values.set("with_sector", french_number(depth.coverage.with_sector));
  values.set("legal_day", french_day(tables.legal.as_of()));
  values.set("legal_notice", tables.legal.notice());
  values.set("seed", depth.seed);
  values.set("need", need_text(depth, tables));
}

// Who helps where the need is, and where it goes on; France for what is said of no place.
void add_bodies(PageData& values, const LotsForm& form, const Tables& tables) {
  const PlaceId place = form.place_id.value_or(tables.territories.france());
  set_text(values, "territory_url",
           form.place_id
               ? "/territoires/" + percent_encode(tables.territories.to_string(*form.place_id))
               : "");
  set_list(values, "relays", bodies_data(relays_of(place, tables.relays, tables.territories)));
  set_list(values, "links", bodies_data(relays_of(place, tables.links, tables.territories)));
}

}  // namespace

void send_lots(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
               std::shared_ptr<const Snapshot> snapshot) {
  const Tables& tables = pages.service.tables;
  const auto fields = fields_of(http);
  if (!fields) return pages.problem(http, response, fields.error());
  LotsForm form = read_lots_form(*fields, tables);
  Page page{.title = "Profondeur d'un marché, lot par lot", .name = "lots"};
  std::optional<Depth> depth;
  if (!form.request.lots.empty()) {
    page.indexed = false;
    depth = measure_depth(form.request, std::move(snapshot), tables,
                          paris_day(std::chrono::system_clock::now()));
    for (size_t i = 0; i < form.read.size(); ++i)
      if (!form.read[i].empty()) depth->lots[i].sectors = form.read[i];  // with their words
    form.request.where.seed = depth->seed;
    add_answer(page.values, *depth, tables);
    add_bodies(page.values, form, tables);
  }
  const std::string query = lots_query(form);
  const bool fits = query.size() <= most_in_address;
  set_text(page.values, "link", fits ? "/lots?" + query : "");
  page.values.set("method", std::string(fits ? "get" : "post"));
  page.values.set("asked", depth.has_value());
  page.values.set("form", lots_form_data(form, depth ? &*depth : nullptr, tables));
  set_text(page.values, "place_name", place_in_words(form));
  PageData unknown(PageData::type::list);
  for (const std::string& text : form.unknown) unknown.push_back(text);
  page.values.set("unknown", unknown);
  pages.send(http, response, page);
}

}  // namespace filon
