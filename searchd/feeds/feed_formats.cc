#include "searchd/feeds/feed_formats.h"

#include "annuaire/json_writer.h"
#include "searchd/feeds/xml_text.h"

namespace filon {
namespace {

void add_element(std::string& xml, std::string_view name, std::string_view text) {
  xml += fmt::format("<{0}>{1}</{0}>\n", name, xml_text(text));
}

void add_link(std::string& xml, std::string_view relation, std::string_view type,
              std::string_view address) {
  xml += fmt::format("<link rel=\"{}\" type=\"{}\" href=\"{}\"/>\n", relation, type,
                     xml_text(address));
}

void add_entry(std::string& xml, const FeedEntry& entry) {
  xml += "<entry>\n";
  add_element(xml, "id", entry.id);
  add_element(xml, "title", entry.title);
  add_link(xml, "alternate", "text/html", entry.url);
  add_element(xml, "published", entry.published);
  add_element(xml, "updated", entry.updated);
  for (const std::string& sector : entry.sectors)
    xml += fmt::format("<category term=\"{}\"/>\n", xml_text(sector));
  xml += fmt::format("<content type=\"text\">{}</content>\n", xml_text(entry.text));
  xml += "</entry>\n";
}

}  // namespace

std::string to_atom(const Feed& feed) {
  std::string xml =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"fr\">\n";
  add_element(xml, "id", feed.id);
  add_element(xml, "title", feed.title);
  add_element(xml, "subtitle", feed.subtitle);
  add_element(xml, "updated", feed.updated);
  xml += "<author><name>Filon</name></author>\n<generator>Filon</generator>\n";
  add_link(xml, "self", "application/atom+xml", feed.atom);
  add_link(xml, "alternate", "text/html", feed.page);
  add_link(xml, "alternate", "application/feed+json", feed.json);
  for (const FeedEntry& entry : feed.entries) add_entry(xml, entry);
  return xml + "</feed>\n";
}

std::string to_json_feed(const Feed& feed) {
  JsonWriter json;
  json.begin_object().key("version").string("https://jsonfeed.org/version/1.1");
  json.key("title").string(feed.title).key("description").string(feed.subtitle);
  json.key("home_page_url").string(feed.page).key("feed_url").string(feed.json);
  json.key("language").string("fr").key("items").begin_array();
  for (const FeedEntry& entry : feed.entries) {
    json.begin_object().key("id").string(entry.id).key("url").string(entry.url);
    json.key("title").string(entry.title).key("content_text").string(entry.text);
    json.key("date_published").string(entry.published);
    json.key("date_modified").string(entry.updated);
    json.key("tags").strings(entry.sectors).end_object();
  }
  json.end_array().end_object();
  return json.take();
}

}  // namespace filon
