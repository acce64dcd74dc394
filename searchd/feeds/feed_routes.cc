#include "searchd/feeds/feed_routes.h"

#include <httplib.h>

#include <algorithm>
#include <array>

#include "annuaire/stable_hash.h"
#include "searchd/answer_http.h"
#include "searchd/feeds/feed_formats.h"
#include "searchd/feeds/xml_text.h"
#include "searchd/http/problem_answer.h"
#include "searchd/site_address.h"
#include "searchd/with_index.h"

namespace filon {
namespace {

using Format = std::string (*)(const Feed&);

/// The parameters that say which structures. A feed has an order and a length of its own.
std::vector<std::string> feed_parameters() {
  static constexpr std::array<std::string_view, 6> others = {"page", "per_page", "facets",
                                                             "sort", "seed",     "generation"};
  std::vector<std::string> names = search_parameter_names();
  std::erase_if(names, [](const std::string& name) {
    return std::find(others.begin(), others.end(), name) != others.end();
  });
  return names;
}

IndexHandler feed_handler(const Service& service, const char* type, Format format) {
  return [&service, type, format](const HttpRequest& http, httplib::Response& response,
                                  std::shared_ptr<const Snapshot> snapshot) {
    auto request = parse_search_request(http.params, service.tables, *snapshot, Strictness::Strict);
    if (!request) return write_problem(http, response, request.error());
    request->wanted_facets = {};
    const std::string site = site_address(http, service.public_url);
    // Labels end from one day to the next, without a new index.
    const std::string question =
        fmt::format("{}|{}|{}", normalised_filters(*request, service.tables), site,
                    paris_day(std::chrono::system_clock::now()).text);
    if (not_modified(http, response, etag_of(*snapshot, type, question))) return;
    const auto feed = make_feed(*request, std::move(snapshot), service.tables, site);
    if (!feed) return write_problem(http, response, feed.error());
    response.set_content(format(*feed), type);
  };
}

std::string opensearch(const std::string& site) {
  const std::string address = xml_text(site);
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n"
      "<ShortName>Filon</ShortName>\n"
      "<Description>Fournisseurs de l'économie sociale et solidaire</Description>\n"
      "<Language>fr</Language>\n"
      "<InputEncoding>UTF-8</InputEncoding>\n"
      "<OutputEncoding>UTF-8</OutputEncoding>\n"
      "<Url type=\"text/html\" template=\"{0}/?q={{searchTerms}}\"/>\n"
      "<Url type=\"application/json\" rel=\"suggestions\" "
      "template=\"{0}/api/v1/suggest?q={{searchTerms}}\"/>\n"
      "<Url type=\"application/atom+xml\" template=\"{0}/feed.atom?q={{searchTerms}}\"/>\n"
      "<Url type=\"application/opensearchdescription+xml\" rel=\"self\" "
      "template=\"{0}/opensearch.xml\"/>\n"
      "</OpenSearchDescription>\n",
      address);
}

void answer_opensearch(const Service& service, const HttpRequest& http,
                       httplib::Response& response) {
  const std::string text = opensearch(site_address(http, service.public_url));
  if (not_modified(http, response, fmt::format("\"{:016x}\"", stable_hash(text)))) return;
  response.set_content(text, "application/opensearchdescription+xml");
}

}  // namespace

void add_feed_routes(Router& router, const Service& service) {
  router.add("GET", "/feed.atom",
             with_index(service, feed_parameters(),
                        feed_handler(service, "application/atom+xml", to_atom)));
  router.add("GET", "/feed.json",
             with_index(service, feed_parameters(),
                        feed_handler(service, "application/feed+json", to_json_feed)));
  router.add("GET", "/opensearch.xml",
             [&service](const HttpRequest& http, httplib::Response& response) {
               answer_opensearch(service, http, response);
             });
}

}  // namespace filon
