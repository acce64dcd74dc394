#pragma once

#include <string>
#include <vector>

#include "searchd/api.h"
#include "searchd/http/http_request.h"
#include "searchd/pages/outlines.h"
#include "searchd/pages/page_data.h"
#include "searchd/pages/templates.h"

namespace httplib {
struct Response;
}

namespace filon {

/// What the administrator decides about pages.
struct PageSettings {
  bool demo = false;                ///< say on every page that the structures are invented
  std::vector<std::string> frames;  ///< origins that may show /embed
  std::string tile_url;             ///< {z}/{x}/{y} address of map tiles; none without
  std::string tile_credit;
  std::string contact;     ///< whom to write to: an e-mail or a web address
  std::string public_url;  ///< where the world reaches this server
};

struct Page {
  std::string title;
  std::string name;  ///< of the template; also the class of <body>
  PageData values;
  std::string description;  ///< for search engines; "" for the site's own
  bool has_feed = false;
  std::string feed_query;      ///< of the search this page shows, for its feeds
  std::string structured;      ///< schema.org JSON-LD, or ""
  bool indexed = true;         ///< false: search engines are asked to pass it over
  const char* frame = "page";  ///< the template around it: "page" or "frame"
};

/// Puts pages together and sends them.
class PageWriter {
 public:
  PageWriter(const Service& with, Templates templates, Outlines shapes, std::string files,
             PageSettings decided);

  /// Sends a page with an ETag of its text.
  void send(const HttpRequest& http, httplib::Response& response, const Page& page) const;
  /// A page that says what is wrong; problem+json under /api/.
  void problem(const HttpRequest& http, httplib::Response& response, const Problem& what) const;

  const Service& service;
  const Outlines outlines;
  const PageSettings settings;

 private:
  std::string layout(const Page& page) const;

  const Templates templates_;
  const std::string files_;  ///< base address of the static files
};

}  // namespace filon
