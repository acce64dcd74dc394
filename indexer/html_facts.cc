#include "indexer/html_facts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "annuaire/text.h"
#include "indexer/clean.h"
#include "indexer/html_text.h"

namespace filon {
namespace {

enum class Part { Description, Themes, Address, Phone, Email, Website, Hours };

struct Heading {
  std::string_view sign;  ///< of the line's beginning
  Part part;
};
constexpr auto signs = std::to_array<Heading>({{"📍", Part::Address},
                                               {"📞", Part::Phone},
                                               {"☎", Part::Phone},
                                               {"📱", Part::Phone},
                                               {"📧", Part::Email},
                                               {"✉", Part::Email},
                                               {"🌐", Part::Website},
                                               {"📅", Part::Hours},
                                               {"🕒", Part::Hours}});
constexpr auto headings = std::to_array<Heading>({{"theme", Part::Themes},
                                                  {"themes", Part::Themes},
                                                  {"categories", Part::Themes},
                                                  {"description", Part::Description},
                                                  {"adresse", Part::Address},
                                                  {"tel", Part::Phone},
                                                  {"telephone", Part::Phone},
                                                  {"e mail", Part::Email},
                                                  {"email", Part::Email},
                                                  {"mail", Part::Email},
                                                  {"site", Part::Website},
                                                  {"site internet", Part::Website},
                                                  {"site web", Part::Website},
                                                  {"horaires", Part::Hours}});

// The part a line opens, which loses its sign or heading; none when it goes on with the one before.
bool opens_part(std::string& line, Part& part) {
  for (const Heading& sign : signs)
    if (line.starts_with(sign.sign)) {
      line = clean_line(std::string_view(line).substr(sign.sign.size()));
      if (line.starts_with("\xEF\xB8\x8F")) line = clean_line(line.substr(3));  // "shown in colour"
      part = sign.part;
      return true;
    }
  const size_t colon = line.find(':');
  if (colon == std::string::npos || colon > 30) return false;
  const std::string folded = fold(line.substr(0, colon));
  for (const Heading& heading : headings)
    if (folded == heading.sign) {
      line = clean_line(std::string_view(line).substr(colon + 1));
      part = heading.part;
      return true;
    }
  return false;
}

// What stands around a link's address while its text is read: signs of nobody's alphabet.
constexpr std::string_view link_open = "\xEE\x80\x80", link_close = "\xEE\x80\x81";
constexpr size_t longest_link_tag = 2'000;

// The address a tag leads to, where it is one of the web.
std::string_view target_of(std::string_view tag) {
  const size_t href = tag.find("href=");
  if (href == std::string_view::npos || href + 6 >= tag.size()) return {};
  const char quote = tag[href + 5];
  if (quote != '"' && quote != '\'') return {};
  const std::string_view target = tag.substr(href + 6, tag.find(quote, href + 6) - href - 6);
  return target.starts_with("http") ? target : std::string_view();
}

// The same text, with the address of each link after its opening tag.
std::string with_targets(std::string_view html) {
  std::string out;
  for (size_t i = 0; i < html.size();) {
    const size_t end = html.substr(i, 3) == "<a "
                           ? html.substr(0, i + longest_link_tag).find('>', i)
                           : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += html[i++];
      continue;
    }
    const std::string_view tag = html.substr(i, end + 1 - i), target = target_of(tag);
    out += tag;
    if (!target.empty()) out += fmt::format("{}{}{}", link_open, target, link_close);
    i = end + 1;
  }
  return out;
}

// Takes the addresses out of the line; gives them.
std::string take_targets(std::string& line) {
  std::string targets;
  for (size_t open; (open = line.find(link_open)) != std::string::npos;) {
    const size_t close = std::min(line.find(link_close, open), line.size());
    const size_t start = open + link_open.size();
    if (close > start) targets += (targets.empty() ? "" : ";") + line.substr(start, close - start);
    line.erase(open, std::min(close + link_close.size(), line.size()) - open);
  }
  return targets;
}

void append(std::string& text, const std::string& line, std::string_view separator) {
  if (!line.empty()) text += (text.empty() ? "" : std::string(separator)) + line;
}

}  // namespace

HtmlFacts html_facts(std::string_view html) {
  HtmlFacts facts;
  Part part = Part::Description;
  const std::string text = html_text(with_targets(html));
  for (std::string_view rest = text; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    std::string line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const std::string targets = take_targets(line);
    opens_part(line, part);
    switch (part) {
      case Part::Description:
        append(facts.description, line, "\n");
        break;
      case Part::Address:
        append(facts.address, line, ", ");
        break;
      case Part::Phone:
        append(facts.phone, line, ";");
        break;
      case Part::Email:
        append(facts.email, line, ";");
        break;
      case Part::Website:  // a link's address, rather than the words it is hidden behind
        append(facts.website, targets.empty() ? line : targets, ";");
        break;
      case Part::Hours:
        break;
      case Part::Themes:
        if (line.starts_with("-") || line.starts_with("•"))
          line = clean_line(line.substr(line.starts_with("-") ? 1 : 3));
        if (!line.empty()) facts.themes.push_back(std::move(line));
        break;
    }
  }
  return facts;
}

}  // namespace filon
