#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "annuaire/schema.h"
#include "annuaire/territory.h"
#include "searchd/http/http_request.h"
#include "searchd/problem.h"

namespace filon {

struct Snapshot;
struct Tables;

enum class Sort { Relevance, Distance, Name, Newest };

/// What is asked, typed and bounded: every value is known to be sound. One parser serves the API,
/// the pages, exports and feeds.
struct SearchRequest {
  struct Near {
    Point point;
    std::string text;  ///< as given: "lat,lon" or a commune code
    int radius_km = 0;
  };

  std::string q;
  bool interpret = true;
  std::vector<std::string> ignore;   ///< ids of readings switched off
  std::vector<std::string> sectors;  ///< slugs of sectors or groups, sorted
  bool declared_only = false;
  std::vector<PlaceId> territories;  ///< sorted
  bool located_only = false;         ///< reach=located
  bool national = true;
  std::optional<Near> near;
  /// Being near is enough, and so is answering for the territory: "autour de Dijon" in `q`.
  bool near_or_territory = false;
  /// What distances are measured from where the search was widened past the place asked.
  std::optional<Point> origin;
  /// Values asked of the facets that are parameters of their own (not sector, not places).
  std::array<std::vector<std::string>, facet_count> values;
  bool label_expired = false;
  bool inactive = false;
  int page = 1;
  int per_page = 20;
  Sort sort = Sort::Relevance;
  std::array<bool, facet_count> wanted_facets{};
  bool news_only = false;  ///< what a feed tells: news, newest first, whatever `sort` says
  /// What the pages before came from, where given: another one is a problem for a script.
  std::optional<int64_t> generation;
  std::string seed;                  ///< as given; "" lets the day and the filters choose
  std::vector<Problem> passed_over;  ///< values a page could not use, to be told to who reads it

  const std::vector<std::string>& asked(Facet facet) const {
    return values[static_cast<size_t>(facet)];
  }
};

inline constexpr size_t max_q_bytes = 2000;
inline constexpr int max_per_page = 100;
inline constexpr int max_rank = 10000;  ///< page × per_page

/// Strict for scripts: an unknown parameter or value is refused with the near one. Lenient for
/// pages: what is not ours (fbclid …) is passed over; so is a value no table knows, which is told.
enum class Strictness { Strict, Lenient };

Answer<SearchRequest> parse_search_request(const Parameters& parameters, const Tables& tables,
                                           const Snapshot& snapshot, Strictness strictness);

/// The filters and the text, sorted and spelled one way, without paging, facets, order or seed:
/// equal questions are equal texts. It is a query string, and makes the default seed.
std::string normalised_filters(const SearchRequest& request, const Tables& tables);

/// The whole question in that form: what an ETag and a kept answer depend on.
std::string normalised_request(const SearchRequest& request, const Tables& tables);

/// What distances are measured from: the circle's centre, else that of the one territory.
std::optional<Point> origin_of(const SearchRequest& request, const Territories& territories);

/// The parameters of the search, for error messages and the OpenAPI document.
const std::vector<std::string>& search_parameter_names();

std::string_view to_string(Sort sort);

}  // namespace filon
