#include "searchd/pages/developers_page.h"

#include "searchd/site_address.h"

namespace filon {

void send_developers(const PageWriter& pages, const HttpRequest& http, httplib::Response& response,
                     std::shared_ptr<const Snapshot>) {
  Page page{.title = "Développeurs", .name = "developers"};
  page.values.set("site", site_address(http, pages.settings.public_url));
  pages.send(http, response, page);
}

}  // namespace filon
