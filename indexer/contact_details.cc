#include "indexer/contact_details.h"

#include <algorithm>
#include <array>

#include "annuaire/text.h"
#include "indexer/clean.h"

namespace filon {
namespace {

// "⑴" to "⑼" as plain digits: folding leaves them out.
std::string without_brackets(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const std::string_view sign = text.substr(i, 3);
    if (sign >= "\xE2\x91\xB4" && sign <= "\xE2\x91\xBC" && sign.size() == 3) {
      out += static_cast<char>('1' + (sign[2] - '\xB4'));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// The first of one or several numbers of ten digits written one after the other.
std::string french_number(const std::string& digits) {
  const bool fits = !digits.empty() && digits.size() % 10 == 0 && digits[0] == '0';
  return fits ? digits.substr(0, 10) : "";
}

// Ten digits from 0, of a number written "+33 2 40…", "0033…", "+262 262…" or plainly.
std::string national_number(std::string_view text) {
  std::string digits;
  // Digits in circles or brackets, against robots that collect numbers, are digits.
  for (const char c : fold(without_brackets(text)))
    if (c >= '0' && c <= '9') digits += c;
  const bool plus = text.find('+') != std::string_view::npos;
  if (digits.starts_with("00"))
    digits.erase(0, 2);
  else if (!plus)
    return french_number(digits);
  static constexpr std::array<std::string_view, 8> codes = {"33",  "262", "590", "594",
                                                            "596", "269", "508", "687"};
  for (const std::string_view code : codes)
    if (digits.starts_with(code)) {
      digits.erase(0, code.size());
      if (digits.starts_with('0')) digits.erase(0, 1);  // "+33 (0)2 40…"
      return digits.size() == 9 ? "0" + digits : "";
    }
  return {};
}

bool is_role(std::string_view word) {
  static constexpr auto roles = std::to_array<std::string_view>(
      {"contact",      "accueil",    "info",          "infos",       "information",
       "secretariat",  "direction",  "commercial",    "commerciale", "devis",
       "association",  "asso",       "atelier",       "bureau",      "administration",
       "admin",        "boutique",   "magasin",       "agence",      "siege",
       "commande",     "commandes",  "communication", "hello",       "bonjour",
       "mairie",       "ccas",       "esat",          "ea",          "service",
       "services",     "production", "siae",          "insertion",   "recyclerie",
       "ressourcerie", "traiteur",   "compta",        "comptabilite"});
  return std::find(roles.begin(), roles.end(), word) != roles.end();
}

}  // namespace

std::string organisation_phone(std::string_view text) {
  for (const std::string& part : split_values(text, ";/,|")) {
    const std::string number = national_number(part);
    if (number.empty() || number[1] == '0' || number[1] == '6' || number[1] == '7') continue;
    std::string shown;
    for (size_t i = 0; i < number.size(); i += 2) shown += (i ? " " : "") + number.substr(i, 2);
    return shown;
  }
  return {};
}

std::string organisation_email(std::string_view text, std::string_view organisation_name) {
  const auto parts = split_values(text, ";, |");
  if (parts.empty()) return {};
  const std::string& address = parts[0];
  const size_t at = address.find('@');
  if (at == std::string::npos || at == 0 || address.find('@', at + 1) != std::string::npos ||
      address.find('.', at) == std::string::npos)
    return {};
  const std::string local = fold(address.substr(0, at));
  const std::string first_word = local.substr(0, local.find(' '));
  if (is_role(first_word)) return address;
  const std::string name = " " + fold(organisation_name) + " ";
  std::string joined_name = name, joined_local = local;
  std::erase(joined_name, ' ');
  std::erase(joined_local, ' ');
  const bool says_name =
      joined_local.size() >= 4 &&
      (joined_name.find(joined_local) != std::string::npos ||
       (first_word.size() >= 4 && name.find(" " + first_word + " ") != std::string::npos));
  return says_name ? address : "";
}

std::string mail_domain(std::string_view text) {
  for (const std::string& part : split_values(text, ";, |")) {
    const size_t at = part.find('@');
    if (at == 0 || at == std::string::npos || part.find('.', at) == std::string::npos) continue;
    std::string domain = part.substr(at + 1);
    std::transform(domain.begin(), domain.end(), domain.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return domain.find('@') == std::string::npos ? domain : "";
  }
  return {};
}

}  // namespace filon
