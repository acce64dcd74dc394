#include "annuaire/label.h"

#include "annuaire/text.h"

namespace filon {

Result<Labels> Labels::load(const std::filesystem::path& dir) {
  const auto file = dir / "labels.tsv";
  auto list = ReferenceList::load(file, {"slug", "name", "aliases", "ess", "note"});
  if (!list) return std::move(list).failure();
  Labels labels;
  for (const ReferenceList::Item& item : list->items()) {
    const std::string& ess = item.rest[0];
    if (ess != "yes" && ess != "no")
      return fail(ErrorCode::Invalid, "{}:{}: ess: '{}' is not yes or no", file.string(), item.line,
                  ess);
    labels.labels_.push_back({item.slug, item.name, true, ess == "yes", item.rest[1]});
  }
  labels.list_ = *std::move(list);
  return labels;
}

const Label* Labels::find(std::string_view slug) const {
  const auto id = list_.find(slug);
  return id ? &labels_[*id] : nullptr;
}

std::optional<Label> Labels::read(std::string_view text) const {
  if (const auto id = list_.recognise(text)) return labels_[*id];
  std::string slug = slugify(text);
  if (slug.empty()) return std::nullopt;
  return Label{std::move(slug), trimmed(text), false, false, {}};
}

}  // namespace filon
