#include "searchd/depth/levers_json.h"

namespace filon {
namespace {

void write_articles(JsonWriter& json, const Lever& lever, const Legal& legal) {
  json.key("articles").begin_array();
  for (const std::string& code : lever.articles) {
    json.begin_object().key("article").string(code);
    const LegalArticle* const article = legal.article(code);
    json.key("text").string_or_null(article ? article->text : "");
    json.key("url").string_or_null(article ? article->url : "").end_object();
  }
  json.end_array();
}

void write_conditions(JsonWriter& json, const Lever& lever) {
  json.key("conditions").begin_array();
  for (const LegalText& condition : lever.conditions)
    json.begin_object()
        .key("text")
        .string(condition.text)
        .key("verified")
        .boolean(condition.verified)
        .end_object();
  json.end_array();
}

void write_lever(JsonWriter& json, const LeverCount& count, const Legal& legal) {
  const Lever& lever = *count.lever;
  const uint64_t found = count.service + count.staff;
  json.begin_object().key("id").string(lever.id).key("name").string(lever.name);
  json.key("opens").begin_array();
  for (const ReservationCode code : lever.opens) json.string(reservation_info(code).code);
  json.end_array();
  json.key("legal_entities").integer(static_cast<int64_t>(found));
  json.key("by_family").begin_object();
  json.key("service").integer(static_cast<int64_t>(count.service));
  json.key("staff").integer(static_cast<int64_t>(count.staff)).end_object();
  json.key("cutoff");
  count.cutoff ? json.integer(*count.cutoff) : json.null();
  json.key("enough");
  count.cutoff ? json.boolean(found >= static_cast<uint64_t>(*count.cutoff)) : json.null();
  json.key("explanation").string(lever.explanation);
  write_articles(json, lever, legal);
  write_conditions(json, lever);
  // Whether the lot is one of the services the law lists is the buyer's to say.
  json.key("limited_to_listed_services").boolean(lever.services.has_value());
  json.key("sentence").string_or_null(lever.sentence).end_object();
}

}  // namespace

void write_levers(JsonWriter& json, const std::vector<LeverCount>& levers, const Legal& legal) {
  json.begin_array();
  for (const LeverCount& count : levers) write_lever(json, count, legal);
  json.end_array();
}

}  // namespace filon
