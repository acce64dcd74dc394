#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// A field of a form sent as multipart/form-data. The bytes stand in the request's body.
struct FormPart {
  std::string name;
  std::string file_name;  ///< "" for a field that is no file, or a file that was not chosen
  std::string_view bytes;
};

inline constexpr size_t max_form_parts = 64;

/// The fields of a form as browsers send one with a file in it (RFC 7578), in their order. None
/// when the Content-Type is another, or the body is cut, without end, or of too many parts.
std::optional<std::vector<FormPart>> parse_multipart(std::string_view content_type,
                                                     std::string_view body);

}  // namespace filon
