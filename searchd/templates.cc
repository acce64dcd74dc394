#include "searchd/templates.h"

#include <fstream>
#include <kainjow/mustache.hpp>
#include <sstream>

namespace filon {

Result<Templates> Templates::load(const std::filesystem::path& folder) {
  Templates templates;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    if (entry.path().extension() != ".mustache") continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    kainjow::mustache::mustache parsed(text.str());
    if (!in || !parsed.is_valid())
      return fail(ErrorCode::Invalid, "{}: {}", entry.path().string(), parsed.error_message());
    templates.texts_[entry.path().stem()] = text.str();
  }
  if (templates.texts_.empty())
    return fail(ErrorCode::NotFound, "{}: no templates here; see --web-root", folder.string());
  return templates;
}

std::string Templates::render(const std::string& name,
                              const kainjow::mustache::data& values) const {
  // Rendering changes a parsed template, so threads cannot share one; parsing takes microseconds.
  kainjow::mustache::mustache parsed(texts_.at(name));
  return parsed.render(values);
}

}  // namespace filon
