#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// A JSON document from outside. Numbers stay as they were written: RapidJSON 1.1 overflows on
/// long exponents (CVE-2024-38517), and a SIRET written as a number must not lose its digits.
/// Reading never asserts: asking a value for what it is not gives an empty answer.
class Json {
 public:
  enum class Type { Null, Bool, Number, String, Array, Object };
  using Member = std::pair<std::string, Json>;

  Json() = default;
  static Json boolean(bool value);
  static Json number(std::string text) { return Json(Type::Number, std::move(text)); }
  static Json string(std::string text) { return Json(Type::String, std::move(text)); }
  static Json array() { return Json(Type::Array, {}); }
  static Json object() { return Json(Type::Object, {}); }

  Type type() const { return type_; }
  bool is(Type type) const { return type_ == type; }

  /// The member of that name (the last one when it stands twice), or a null value.
  const Json& operator[](std::string_view key) const;
  bool has(std::string_view key) const { return find(key) != nullptr; }
  const std::vector<Member>& members() const { return members_; }
  const std::vector<Json>& items() const { return items_; }

  /// The text of a string or number; "" for anything else.
  const std::string& text() const { return text_; }
  /// The value of `true`; also of 1, "true" and "1", as hand-made files write them.
  bool truth() const;
  /// A number, or a string that is wholly one; none otherwise, and for what is not finite.
  std::optional<double> real() const;
  std::optional<long long> integer() const;

  // For the parser.
  void add(std::string key, Json value) { members_.emplace_back(std::move(key), std::move(value)); }
  void add(Json value) { items_.push_back(std::move(value)); }
  Json& last_member() { return members_.back().second; }
  Json& last_item() { return items_.back(); }
  Json take_last_item() {
    Json item = std::move(items_.back());
    items_.pop_back();
    return item;
  }

 private:
  Json(Type type, std::string text) : type_(type), text_(std::move(text)) {}
  const Json* find(std::string_view key) const;

  Type type_ = Type::Null;
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

/// Reads a whole document: UTF-8 (a BOM is skipped), at most 64 levels deep. The error gives the
/// line and what was found there; an HTML page is named as such.
Result<Json> parse_json(std::string_view text);

/// The same of a document that holds a long list: the document itself, or its first member of one
/// of these names. Each item of the list goes to `take` as soon as it is whole, so that the list is
/// never in memory as a tree; it is empty in what is given back. After an error some items may have
/// been taken.
Result<Json> parse_json_list(std::string_view text, std::span<const std::string_view> names,
                             const std::function<void(Json item)>& take);

}  // namespace filon
