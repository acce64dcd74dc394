#include "indexer/html_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "annuaire/one_of.h"
#include "indexer/clean.h"

namespace filon {
namespace {

constexpr auto named_entities = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"amp", "&"},    {"lt", "<"},     {"gt", ">"},     {"quot", "\""},  {"apos", "'"},
     {"nbsp", " "},   {"rsquo", "’"},  {"lsquo", "‘"},  {"ldquo", "“"},  {"rdquo", "”"},
     {"laquo", "«"},  {"raquo", "»"},  {"hellip", "…"}, {"ndash", "–"},  {"mdash", "—"},
     {"bull", "•"},   {"middot", "·"}, {"deg", "°"},    {"euro", "€"},   {"eacute", "é"},
     {"egrave", "è"}, {"ecirc", "ê"},  {"euml", "ë"},   {"agrave", "à"}, {"acirc", "â"},
     {"ccedil", "ç"}, {"icirc", "î"},  {"iuml", "ï"},   {"ocirc", "ô"},  {"ouml", "ö"},
     {"ucirc", "û"},  {"ugrave", "ù"}, {"uuml", "ü"},   {"oelig", "œ"},  {"aelig", "æ"},
     {"Eacute", "É"}, {"Egrave", "È"}, {"Ecirc", "Ê"},  {"Agrave", "À"}, {"Ccedil", "Ç"},
     {"OElig", "Œ"},  {"Icirc", "Î"},  {"Ocirc", "Ô"},  {"copy", "©"},   {"reg", "®"},
     {"trade", "™"},  {"times", "×"}});

constexpr size_t longest_entity = 11, longest_tag = 10'000;

constexpr auto block_tags = std::to_array<std::string_view>(
    {"br", "p",  "div", "li", "ul", "ol",      "tr",      "table",      "h1", "h2",
     "h3", "h4", "h5",  "h6", "hr", "section", "article", "blockquote", "dt", "dd"});
constexpr auto void_tags =
    std::to_array<std::string_view>({"br", "hr", "img", "input", "meta", "link", "wbr"});

void append_code_point(uint32_t code, std::string& out) {
  if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// Appends what the entity stands for; false when the text is none ("A&B; C").
bool append_entity(std::string_view entity, std::string& out) {
  if (entity.starts_with('#')) {
    const bool hexadecimal = entity.size() > 1 && (entity[1] == 'x' || entity[1] == 'X');
    const char* const first = entity.data() + (hexadecimal ? 2 : 1);
    const char* const last = entity.data() + entity.size();
    uint32_t code = 0;
    const auto [end, error] = std::from_chars(first, last, code, hexadecimal ? 16 : 10);
    if (error != std::errc{} || end != last || first == last) return false;
    append_code_point(code, out);
    return true;
  }
  for (const auto& [name, text] : named_entities)
    if (name == entity) return out += text, true;
  return false;
}

std::string decode_entities(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t sign = std::min(text.find('&', i), text.size());
    out += text.substr(i, sign - i);
    if ((i = sign) == text.size()) break;
    const size_t end = text.substr(0, i + longest_entity).find(';', i);
    if (end != std::string_view::npos && append_entity(text.substr(i + 1, end - i - 1), out))
      i = end;
    else
      out += '&';
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

struct Tag {
  std::string name;  ///< lower case, without the slash
  bool closes = false, hidden = false;
  size_t end = 0;  ///< past the '>'
};

// The tag that begins at this '<'; an empty name when it is only a sign.
Tag tag_at(std::string_view html, size_t at) {
  Tag tag;
  size_t i = at + 1;
  if (html.substr(at).starts_with("<!--")) {
    const size_t end = html.find("-->", at);
    return {"!", false, false, end == std::string_view::npos ? html.size() : end + 3};
  }
  if (i < html.size() && html[i] == '/') tag.closes = true, ++i;
  const size_t name = i;
  while (i < html.size() && (std::isalnum(static_cast<unsigned char>(html[i])) || html[i] == '!'))
    ++i;
  // A text full of '<' must not be searched to its end from each of them.
  const size_t end = html.substr(0, i + longest_tag).find('>', i);
  if (i == name || end == std::string_view::npos ||
      std::isdigit(static_cast<unsigned char>(html[name])))
    return {};
  tag.name = lower_ascii(html.substr(name, i - name));
  std::string attributes = lower_ascii(html.substr(i, end - i));
  std::erase(attributes, ' ');
  tag.hidden = attributes.find("visibility:hidden") != std::string::npos ||
               attributes.find("display:none") != std::string::npos;
  tag.end = end + 1;
  return tag;
}

// Past the end of an element that is not to be seen, with those of the same name inside it.
size_t end_of_element(std::string_view html, const Tag& opening) {
  int depth = 1;
  for (size_t at = html.find('<', opening.end); at != std::string_view::npos;) {
    const Tag tag = tag_at(html, at);
    if (tag.name == opening.name) depth += tag.closes ? -1 : 1;
    if (depth == 0) return tag.end;
    at = html.find('<', tag.name.empty() ? at + 1 : tag.end);
  }
  return html.size();
}

std::string without_tags(std::string_view html) {
  std::string text;
  for (size_t i = 0; i < html.size();) {
    const size_t sign = std::min(html.find('<', i), html.size());
    text += html.substr(i, sign - i);
    if ((i = sign) == html.size()) break;
    const Tag tag = tag_at(html, i);
    if (tag.name.empty()) {
      text += html[i++];
      continue;
    }
    const bool unseen = tag.name == "script" || tag.name == "style" || tag.hidden;
    if (is_one_of(tag.name, block_tags))
      text += '\n';
    else if (tag.name == "td" || tag.name == "th")
      text += ' ';
    i = unseen && !tag.closes && !is_one_of(tag.name, void_tags) ? end_of_element(html, tag)
                                                                 : tag.end;
  }
  return text;
}

}  // namespace

std::string html_text(std::string_view html) {
  std::string once = decode_entities(without_tags(html));
  // Re-imported texts are encoded twice: "&amp;rsquo;", "&lt;p&gt;".
  if (once.find('&') != std::string::npos || once.find('<') != std::string::npos)
    once = decode_entities(without_tags(once));
  std::string text;
  for (std::string_view rest = once; !rest.empty();) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    if (const std::string line = clean_line(rest.substr(0, end)); !line.empty())
      text += (text.empty() ? "" : "\n") + line;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return text;
}

}  // namespace filon
