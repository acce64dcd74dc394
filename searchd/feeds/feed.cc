#include "searchd/feeds/feed.h"

#include <fmt/ranges.h>

#include "annuaire/document.h"
#include "annuaire/stable_hash.h"
#include "annuaire/structure_json.h"
#include "annuaire/structure_kind.h"
#include "searchd/exports/export_note.h"
#include "searchd/tables.h"
#include "searchd/url_text.h"

namespace filon {
namespace {

void add_line(std::string& text, std::string_view name, const std::string& value) {
  if (!value.empty()) text += fmt::format("{}{} : {}", text.empty() ? "" : "\n", name, value);
}

std::string kind_names(const Structure& s) {
  std::vector<std::string> names;
  for (const std::string& code : s.kinds) {
    const auto kind = parse_kind(code);
    names.push_back(kind ? std::string(kind_info(*kind).name) : code);
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string place_name(const Structure& s, const Tables& tables) {
  const auto departement =
      tables.territories.find(TerritoryKind::Departement, s.address.departement);
  if (!departement) return s.address.city;
  const std::string& name = tables.territories[*departement].name;
  return s.address.city.empty() ? name : fmt::format("{} ({})", s.address.city, name);
}

std::string rights(const Structure& s) {
  std::vector<std::string> articles;
  for (const ReservationRight& right : s.reservations)
    articles.push_back(right.article + (right.certain ? "" : " (à vérifier)"));
  return fmt::format("{}", fmt::join(articles, ", "));
}

FeedEntry entry_of(const Structure& s, const Tables& tables, const std::string& site) {
  FeedEntry entry;
  entry.id = "urn:filon:structure:" + percent_encode(s.id);
  entry.title = s.display_name();
  entry.url = site + "/structures/" + percent_encode(s.id);
  entry.published = s.first_seen;
  entry.updated = s.changed_at;
  for (const SectorLink& sector : s.sectors)
    if (sector.origin == Origin::Declared) entry.sectors.push_back(sector.name);
  add_line(entry.text, "Statut", kind_names(s));
  add_line(entry.text, "Réservation possible", rights(s));
  add_line(entry.text, "Lieu", place_name(s, tables));
  add_line(entry.text, "Secteurs", fmt::format("{}", fmt::join(entry.sectors, ", ")));
  add_line(entry.text, "Présentation", s.description);
  return entry;
}

Feed head_of(const Ranked& ranked, const Tables& tables, const std::string& site) {
  const SearchResult& result = ranked.result;
  const std::string filters = normalised_filters(result.request, tables);
  const std::string query = filters.empty() ? "" : "?" + filters;
  Feed feed;
  feed.id = fmt::format("urn:filon:feed:{:016x}", stable_hash(filters));
  feed.title = "Filon, nouveautés : " + note_of(ranked, tables, {}).question_line();
  feed.subtitle =
      "Structures de l'économie sociale et solidaire nouvellement recensées ou modifiées";
  feed.updated = result.snapshot->manifest.built_at;
  feed.page = site + "/" + query;
  feed.atom = site + "/feed.atom" + query;
  feed.json = site + "/feed.json" + query;
  return feed;
}

}  // namespace

Answer<Feed> make_feed(const SearchRequest& request, std::shared_ptr<const Snapshot> snapshot,
                       const Tables& tables, const std::string& site) {
  SearchRequest news = request;
  news.news_only = true;
  news.per_page = most_entries;
  news.seed = "feed";  // equals keep their order from one day to the next
  const Today today = paris_day(std::chrono::system_clock::now());
  const Ranked ranked = rank(news, std::move(snapshot), tables, today);
  Feed feed = head_of(ranked, tables, site);
  for (const Hit& hit : ranked.hits) {
    const auto data = ranked.result.snapshot->record(hit.document);
    if (!data) return refuse(data.error());
    const auto [record, provenance] = split_data(*data);
    const auto structure = structure_from_json(record, provenance);
    if (!structure) return refuse({.code = ProblemCode::Internal});
    feed.entries.push_back(entry_of(*structure, tables, site));
  }
  if (!feed.entries.empty()) feed.updated = feed.entries.front().updated;
  return feed;
}

}  // namespace filon
