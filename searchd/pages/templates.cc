#include "searchd/pages/templates.h"

#include <fstream>
#include <kainjow/mustache.hpp>
#include <sstream>

namespace filon {
namespace {

using Data = kainjow::mustache::data;
using Texts = std::map<std::string, std::string>;

/// Finds {{> name}} among the templates, whatever the values are called.
class WithPartials : public kainjow::mustache::context<std::string> {
 public:
  WithPartials(const Data& values, const Texts& texts) : context(&values), texts_(texts) {}
  const Data* get_partial(const std::string& name) const override {
    const auto text = texts_.find(name);
    if (text == texts_.end()) return nullptr;
    return &parts_.emplace(name, Data(text->second)).first->second;
  }

 private:
  const Texts& texts_;
  mutable std::map<std::string, Data> parts_;
};

}  // namespace

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

std::string Templates::render(const std::string& name, const Data& values) const {
  // Rendering changes a parsed template, so threads cannot share one; parsing takes microseconds.
  kainjow::mustache::mustache parsed(texts_.at(name));
  WithPartials context(values, texts_);
  return parsed.render(context);
}

}  // namespace filon
