#include "annuaire/json.h"

#include <rapidjson/error/en.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace filon {
namespace {

constexpr size_t max_depth = 64;

// Builds the tree from RapidJSON's events. `open_` is the way from the root to the value being
// filled; pointers into vectors stay good because only the last element of each ever grows.
class TreeBuilder : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, TreeBuilder> {
 public:
  using Take = std::function<void(Json item)>;
  TreeBuilder() = default;
  /// Items of the list of one of these names are given away, not kept.
  TreeBuilder(std::span<const std::string_view> names, const Take& take)
      : list_names_(names), take_(&take) {}

  bool Null() { return put(Json()); }
  bool Bool(bool value) { return put(Json::boolean(value)); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) {
    return put(Json::number({text, size}));
  }
  bool String(const char* text, rapidjson::SizeType size, bool) {
    return put(Json::string({text, size}));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool) {
    key_.assign(text, size);
    return true;
  }
  bool StartObject() { return open(Json::object()); }
  bool StartArray() { return open(Json::array()); }
  bool EndObject(rapidjson::SizeType) { return close(); }
  bool EndArray(rapidjson::SizeType) { return close(); }

  bool too_deep() const { return too_deep_; }
  Json take() { return std::move(root_); }

 private:
  Json* place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back();
    if (parent.is(Json::Type::Object)) {
      parent.add(std::move(key_), std::move(value));
      return &parent.last_member();
    }
    parent.add(std::move(value));
    return &parent.last_item();
  }
  bool put(Json value) {
    place(std::move(value));
    return give_away_item();
  }
  bool open(Json value) {
    if (open_.size() >= max_depth) return !(too_deep_ = true);
    const bool begins_list = value.is(Json::Type::Array) && is_the_list();
    open_.push_back(place(std::move(value)));
    if (begins_list) list_ = open_.back();
    return true;
  }
  bool close() {
    open_.pop_back();
    return give_away_item();
  }

  // Whether an array that begins here is the one whose items are given away.
  bool is_the_list() const {
    if (!take_ || list_) return false;
    if (open_.empty()) return true;
    return open_.size() == 1 && open_.back()->is(Json::Type::Object) &&
           std::find(list_names_.begin(), list_names_.end(), key_) != list_names_.end();
  }
  bool give_away_item() {
    if (list_ && !open_.empty() && open_.back() == list_) (*take_)(list_->take_last_item());
    return true;
  }

  Json root_;
  std::string key_;
  std::vector<Json*> open_;
  bool too_deep_ = false;
  std::span<const std::string_view> list_names_;
  const Take* take_ = nullptr;
  Json* list_ = nullptr;
};

std::string_view without_bom(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
}

bool looks_like_html(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '<';
}

}  // namespace

Json Json::boolean(bool value) { return Json(Type::Bool, value ? "true" : ""); }

const Json* Json::find(std::string_view key) const {
  const auto found = std::find_if(members_.rbegin(), members_.rend(),
                                  [&](const Member& member) { return member.first == key; });
  return found == members_.rend() ? nullptr : &found->second;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json null;
  const Json* found = find(key);
  return found ? *found : null;
}

bool Json::truth() const { return text_ == "true" || text_ == "1"; }

std::optional<double> Json::real() const {
  if (type_ != Type::Number && type_ != Type::String) return std::nullopt;
  double value = 0;
  const char* const last = text_.data() + text_.size();
  const auto [end, error] = std::from_chars(text_.data(), last, value);
  if (error != std::errc{} || end != last || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<long long> Json::integer() const {
  if (type_ != Type::Number && type_ != Type::String) return std::nullopt;
  long long value = 0;
  const char* const last = text_.data() + text_.size();
  const auto [end, error] = std::from_chars(text_.data(), last, value);
  if (error != std::errc{} || end != last) return std::nullopt;
  return value;
}

namespace {

template <class Builder>
Result<Json> parse_with(std::string_view text, Builder builder) {
  text = without_bom(text);
  if (looks_like_html(text))
    return fail(ErrorCode::Invalid, "this is an HTML page, not JSON (an error or a login page?)");
  constexpr unsigned flags = rapidjson::kParseIterativeFlag |
                             rapidjson::kParseValidateEncodingFlag |
                             rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  if (reader.Parse<flags>(stream, builder)) return builder.take();
  const size_t at = std::min(reader.GetErrorOffset(), text.size());
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<ptrdiff_t>(at), '\n');
  if (builder.too_deep())
    return fail(ErrorCode::Invalid, "line {}: nested deeper than {} levels", line, max_depth);
  return fail(ErrorCode::Invalid, "line {}: {}", line,
              rapidjson::GetParseError_En(reader.GetParseErrorCode()));
}

}  // namespace

Result<Json> parse_json(std::string_view text) { return parse_with(text, TreeBuilder()); }

Result<Json> parse_json_list(std::string_view text, std::span<const std::string_view> names,
                             const std::function<void(Json item)>& take) {
  return parse_with(text, TreeBuilder(names, take));
}

}  // namespace filon
