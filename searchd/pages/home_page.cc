#include "searchd/pages/home_page.h"

#include "annuaire/structure_kind.h"
#include "searchd/pages/french.h"
#include "searchd/pages/map_data.h"
#include "searchd/pages/structure_data.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

constexpr size_t shown_examples = 6;

// What buyers ask for most, in their words. Those that find nothing in this index are not shown.
constexpr std::array possible_examples = {"traiteur bio autour de Dijon",
                                          "nettoyage de locaux en Côte-d'Or",
                                          "nettoyage de locaux",
                                          "entretien d'espaces verts",
                                          "traiteur",
                                          "blanchisserie",
                                          "réemploi de matériaux",
                                          "déménagement",
                                          "collecte de papier",
                                          "impression et mise sous pli",
                                          "peinture et rénovation",
                                          "conditionnement",
                                          "restauration collective",
                                          "réparation de vélos"};

std::optional<SearchResult> ask(const SearchRequest& request, const Service& service,
                                std::shared_ptr<const Snapshot> snapshot) {
  const Today today = paris_day(std::chrono::system_clock::now());
  auto result = search(request, std::move(snapshot), service.tables, today);
  if (!result) return std::nullopt;
  return *std::move(result);
}

PageData examples_data(const Service& service, const std::shared_ptr<const Snapshot>& snapshot) {
  PageData list(PageData::type::list);
  size_t shown = 0;
  for (const std::string text : possible_examples) {
    SearchRequest request;
    request.q = text;
    request.per_page = 1;
    const auto result = ask(request, service, snapshot);
    if (!result || result->total == 0 || !result->question.interpretation.corrections.empty() ||
        !result->question.relaxed.empty())
      continue;
    PageData item;
    item.set("text", text);
    item.set("url", "/?q=" + percent_encode(text));
    item.set("count", french_number(result->total));
    list.push_back(item);
    if (++shown == shown_examples) break;
  }
  return list;
}

PageData rights_data(const SearchResult& all) {
  PageData list(PageData::type::list);
  for (const FacetValue& value : all.facet(Facet::Reservation)) {
    const auto code = parse_reservation(value.value());
    if (!code || value.count == 0) continue;
    const ReservationInfo& info = reservation_info(*code);
    PageData item;
    item.set("title", std::string(info.title));
    item.set("article", std::string(info.article));
    item.set("count", counted(value.count, "structure", "structures"));
    item.set("url", "/?reservation=" + std::string(info.code));
    list.push_back(item);
  }
  return list;
}

}  // namespace

void send_home(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
               std::shared_ptr<const Snapshot> snapshot) {
  const Service& service = pages.service;
  SearchRequest everything;
  everything.per_page = 1;
  everything.wanted_facets[static_cast<size_t>(Facet::Departement)] = true;
  everything.wanted_facets[static_cast<size_t>(Facet::Reservation)] = true;
  Page page{.title = "Trouver un fournisseur de l'économie sociale et solidaire", .name = "home"};
  set_list(page.values, "examples", examples_data(service, snapshot));
  page.values.set("sources", sources_data(*snapshot));
  page.values.set("built_at", snapshot->manifest.built_at);
  page.values.set("built_day", french_day(snapshot->manifest.built_at));
  if (const auto all = ask(everything, service, std::move(snapshot))) {
    page.values.set("structures", counted(all->total, "structure", "structures"));
    page.values.set("entities",
                    counted(all->legal_entities, "entité juridique", "entités juridiques"));
    set_list(page.values, "rights", rights_data(*all));
    page.values.set("map",
                    departements_data(*all, {everything, "", {}}, pages.outlines, service.tables));
  }
  pages.send(http, response, page);
}

}  // namespace filon
