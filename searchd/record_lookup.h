#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "searchd/http/http_request.h"
#include "searchd/problem.h"

namespace httplib {
struct Response;
}

namespace filon {

struct Snapshot;

/// Where an id leads: to a document, or to the id that answers in its stead.
struct RecordPlace {
  std::optional<uint32_t> document;
  std::string moved_to;  ///< "" when there is a document
};

/// The problem is Gone when the structure was removed or no source has it any more, NotFound when
/// no record ever bore the id.
Answer<RecordPlace> find_record(const Snapshot& snapshot, const std::string& id);

/// Sends the client of "…/structures/{id}" or "…/structures/{id}/…" to the same route of another
/// id: 308, the query kept.
void redirect_to_record(const HttpRequest& request, httplib::Response& response,
                        const std::string& id);

}  // namespace filon
