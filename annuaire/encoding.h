#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "annuaire/result.h"

namespace filon {

/// A text as UTF-8 in normal form C. It refers to the bytes it was read from unless they had to be
/// converted, so that a file of a hundred megabytes is not copied for being well written.
class Utf8Text {
 public:
  explicit Utf8Text(std::string_view given) : given_(given) {}
  explicit Utf8Text(std::string converted) : converted_(std::move(converted)) {}
  std::string_view view() const { return converted_ ? std::string_view(*converted_) : given_; }

 private:
  std::optional<std::string> converted_;
  std::string_view given_;
};

/// The bytes of a file people made with whatever they had: a byte order mark decides (UTF-8,
/// UTF-16), else `encoding` where one is declared ("windows-1252", "macintosh" …), else UTF-8 when
/// they are valid UTF-8, else Windows-1252, which Excel writes in France. An error only when the
/// declared encoding is not known.
Result<Utf8Text> decode_text(std::string_view bytes, std::string_view encoding = {});

/// UTF-8 once read as Windows-1252 ("lâ€™eau", "Ã©tÃ©") set right. Only a run of signs that is
/// valid UTF-8 when written back, and that stands for a French letter or sign, is touched; text
/// that was never broken comes back as it is.
std::string mend_mojibake(std::string_view text);

/// The text in normal form C ("é" as one code point, where macOS writes two).
std::string compose(std::string_view text);

}  // namespace filon
