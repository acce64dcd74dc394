#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>
#include <sstream>

#include "annuaire/json.h"
#include "searchd/legal/legal.h"

namespace filon {
namespace {

using Type = Json::Type;

bool is_digits(std::string_view text, size_t count) {
  return text.size() == count &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_iso_day(const std::string& text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !is_digits(text.substr(0, 4), 4) ||
      !is_digits(text.substr(5, 2), 2) || !is_digits(text.substr(8), 2))
    return false;
  return std::chrono::year_month_day(std::chrono::year(std::stoi(text.substr(0, 4))),
                                     std::chrono::month(std::stoul(text.substr(5, 2))),
                                     std::chrono::day(std::stoul(text.substr(8))))
      .ok();
}

// One object of the file and where it stands. The first thing wrong is kept, and what follows is
// read as empty: a reader asks for all members, then looks at the problem once.
class Place {
 public:
  Place(const Json& json, std::string path, std::string& problem)
      : json_(json), path_(std::move(path)), problem_(problem) {
    if (!json.is(Type::Object)) report("", "is not an object");
  }

  void report(std::string_view member, std::string_view reason) const {
    if (!problem_.empty()) return;
    problem_ = fmt::format("{}: {}", member.empty() ? path_ : path_of(member), reason);
  }

  // A misspelt member would else be a rule that silently does not hold.
  void allow(std::initializer_list<std::string_view> names) const {
    for (const auto& [name, value] : json_.members()) {
      if (std::find(names.begin(), names.end(), name) == names.end())
        report(name, "is no member that is known here");
      if (std::count_if(json_.members().begin(), json_.members().end(),
                        [&name = name](const Json::Member& m) { return m.first == name; }) > 1)
        report(name, "stands twice");
    }
  }

  std::string text(std::string_view name) const {
    const Json& value = json_[name];
    if (!value.is(Type::String) || value.text().empty()) report(name, "is not a text");
    return value.text();
  }
  std::string text_or_null(std::string_view name) const {
    if (json_.has(name) && json_[name].is(Type::Null)) return "";
    return text(name);
  }
  bool truth(std::string_view name) const {
    if (!json_[name].is(Type::Bool)) report(name, "is neither true nor false");
    return json_[name].truth();
  }
  double amount(std::string_view name) const {
    const auto value = json_[name].real();
    if (!json_[name].is(Type::Number) || !value || *value <= 0)
      report(name, "is no amount above 0");
    return value.value_or(0);
  }
  std::string day(std::string_view name) const { return checked_day(name, text(name)); }
  std::string day_or_null(std::string_view name) const {
    const std::string day = text_or_null(name);
    return day.empty() ? day : checked_day(name, day);
  }
  bool has(std::string_view name) const { return json_.has(name); }
  Place member(std::string_view name) const { return {json_[name], path_of(name), problem_}; }

  template <class Read>
  void each_text(std::string_view name, const Read& read) const {
    each(name, [&](const Json& item, const std::string& path) {
      if (!item.is(Type::String) || item.text().empty())
        return Place::report_at(path, "is not a text", problem_);
      if (const std::string reason = read(item.text()); !reason.empty())
        report_at(path, reason, problem_);
    });
  }
  template <class Read>
  void each_object(std::string_view name, const Read& read) const {
    each(name,
         [&](const Json& item, const std::string& path) { read(Place(item, path, problem_)); });
  }

 private:
  static void report_at(const std::string& path, std::string_view reason, std::string& problem) {
    if (problem.empty()) problem = fmt::format("{}: {}", path, reason);
  }
  std::string path_of(std::string_view name) const {
    return path_.empty() ? std::string(name) : fmt::format("{}.{}", path_, name);
  }
  std::string checked_day(std::string_view name, std::string day) const {
    if (!is_iso_day(day)) report(name, fmt::format("'{}' is no day like 2026-04-01", day));
    return day;
  }
  template <class Read>
  void each(std::string_view name, const Read& read) const {
    if (!json_[name].is(Type::Array)) return report(name, "is not a list");
    const auto& items = json_[name].items();
    for (size_t i = 0; i < items.size(); ++i)
      read(items[i], fmt::format("{}[{}]", path_of(name), i));
  }

  const Json& json_;
  std::string path_;
  std::string& problem_;
};

LegalArticle read_article(const Place& place) {
  place.allow({"code", "opens", "text", "url"});
  LegalArticle article;
  article.code = place.text("code");
  place.each_text("opens", [&](const std::string& code) -> std::string {
    const auto reservation = parse_reservation(code);
    if (!reservation) return reservation.error().message;
    article.opens.push_back(*reservation);
    return {};
  });
  if (article.opens.size() == 1 && reservation_info(article.opens[0]).article != article.code)
    place.report("code", fmt::format("is not {}, the article by which statuses open '{}'",
                                     reservation_info(article.opens[0]).article,
                                     reservation_info(article.opens[0]).code));
  article.text = place.text("text");
  article.url = place.text("url");
  if (!article.url.starts_with("https://")) place.report("url", "does not begin with https://");
  return article;
}

LegalServices read_services(const Place& place) {
  place.allow({"cpv", "verified"});
  LegalServices services;
  place.each_text("cpv", [&](const std::string& text) -> std::string {
    const size_t dash = std::min(text.find('-'), text.size());
    CpvRange range{text.substr(0, dash), dash == text.size() ? text : text.substr(dash + 1)};
    if (!is_digits(range.first, 8) || !is_digits(range.last, 8) || range.last < range.first)
      return fmt::format("'{}' is neither eight digits nor two such codes in order", text);
    services.cpv.push_back(std::move(range));
    return {};
  });
  services.verified = place.truth("verified");
  return services;
}

Threshold read_threshold(const Place& place) {
  place.allow({"id", "name", "amount", "unit", "valid_from", "valid_to", "reference", "verified"});
  Threshold threshold;
  threshold.id = place.text("id");
  threshold.name = place.text("name");
  threshold.amount = place.amount("amount");
  threshold.unit = place.text("unit");
  threshold.valid_from = place.day("valid_from");
  threshold.valid_to = place.day_or_null("valid_to");
  threshold.reference = place.text("reference");
  threshold.verified = place.truth("verified");
  if (!threshold.valid_to.empty() && threshold.valid_to < threshold.valid_from)
    place.report("valid_to", "is before valid_from");
  return threshold;
}

bool overlap(const Threshold& a, const Threshold& b) {
  return (a.valid_to.empty() || b.valid_from <= a.valid_to) &&
         (b.valid_to.empty() || a.valid_from <= b.valid_to);
}

}  // namespace

class LegalReader {
 public:
  Result<Legal> read(const Json& json) {
    const Place root(json, "", problem_);
    if (!json.is(Type::Object)) return fail(ErrorCode::Invalid, "is not an object");
    root.allow({"as_of", "notice", "articles", "levers", "thresholds"});
    legal_.as_of_ = root.day("as_of");
    legal_.notice_ = root.text("notice");
    root.each_object("articles", [&](const Place& place) { add_article(place); });
    root.each_object("levers", [&](const Place& place) { add_lever(place); });
    root.each_object("thresholds", [&](const Place& place) { add_threshold(place); });
    for (const ReservationInfo& info : all_reservations())
      if (!legal_.article(info.article))
        root.report("articles",
                    fmt::format("{}, which opens '{}', is missing", info.article, info.code));
    if (!problem_.empty()) return fail(ErrorCode::Invalid, "{}", problem_);
    return std::move(legal_);
  }

 private:
  void add_article(const Place& place) {
    LegalArticle article = read_article(place);
    if (legal_.article(article.code)) place.report("code", article.code + " stands twice");
    legal_.articles_.push_back(std::move(article));
  }

  void add_lever(const Place& place) {
    place.allow(
        {"id", "name", "articles", "supply", "explanation", "conditions", "services", "sentence"});
    Lever lever;
    lever.id = place.text("id");
    if (legal_.lever(lever.id)) place.report("id", lever.id + " stands twice");
    lever.name = place.text("name");
    read_lever_articles(place, lever);
    lever.supply = read_supply(place);
    lever.explanation = place.text("explanation");
    place.each_object("conditions", [&](const Place& condition) {
      condition.allow({"text", "verified"});
      lever.conditions.push_back({condition.text("text"), condition.truth("verified")});
    });
    if (place.has("services")) lever.services = read_services(place.member("services"));
    lever.sentence = place.text_or_null("sentence");
    legal_.levers_.push_back(std::move(lever));
  }

  void read_lever_articles(const Place& place, Lever& lever) const {
    place.each_text("articles", [&](const std::string& code) -> std::string {
      const LegalArticle* const article = legal_.article(code);
      if (!article) return fmt::format("{} is not among the articles", code);
      for (const ReservationCode opened : article->opens)
        if (std::find(lever.opens.begin(), lever.opens.end(), opened) == lever.opens.end())
          lever.opens.push_back(opened);
      lever.articles.push_back(code);
      return {};
    });
    if (lever.articles.empty()) place.report("articles", "a lever needs one");
  }

  static LeverSupply read_supply(const Place& place) {
    const std::string supply = place.text("supply");
    for (const LeverSupply known : {LeverSupply::Service, LeverSupply::Any})
      if (supply == to_string(known)) return known;
    place.report("supply", fmt::format("'{}' is neither service nor any", supply));
    return LeverSupply::Any;
  }

  void add_threshold(const Place& place) {
    Threshold threshold = read_threshold(place);
    for (const Threshold& known : legal_.thresholds_)
      if (known.id == threshold.id && overlap(known, threshold))
        place.report("valid_from",
                     fmt::format("another {} holds on some of these days", threshold.id));
    legal_.thresholds_.push_back(std::move(threshold));
  }

  std::string problem_;
  Legal legal_;
};

Result<Legal> Legal::load(const std::filesystem::path& dir) {
  const auto file = dir / "legal.json";
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  if (!in) return fail(ErrorCode::NotFound, "{}: cannot be read", file.string());
  const auto json = parse_json(text.str());
  if (!json) return fail(ErrorCode::Invalid, "{}: {}", file.string(), json.error().message);
  auto legal = LegalReader().read(*json);
  if (!legal) return fail(ErrorCode::Invalid, "{}: {}", file.string(), legal.error().message);
  return legal;
}

}  // namespace filon
