#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace httplib {
struct Response;
}

namespace filon {

/// A gzip stream in the making, for answers that are never whole in memory. Compressed bytes are
/// appended to `out` as zlib lets them go.
class Gzip {
 public:
  Gzip();
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;

  void add(std::string_view bytes, std::string& out);
  void finish(std::string& out);

 private:
  void run(std::string_view bytes, int flush, std::string& out);
  struct State;
  std::unique_ptr<State> state_;
};

/// Whether a media type (parameters and all) is text that gets smaller: what httplib knows, and the
/// +json and +xml types (GeoJSON, problems, feeds) that it sends as they are.
bool is_compressible(std::string_view type);

/// A whole body of fewer bytes gains nothing.
inline constexpr size_t least_worth_gzip = 1000;

/// Packs the answer, whole or streamed, and says so in its headers.
void compress(httplib::Response& response);

}  // namespace filon
