#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace filon {

/// What the description of a map's point says, where everything stands in one HTML text.
struct HtmlFacts {
  std::string description;
  std::string address;  ///< street, post code and city on one line
  std::string phone, email, website;
  std::vector<std::string> themes;
};

/// Reads such a text by its signs and headings: "Thèmes :" and the dashes below it, "Description
/// :", 📍 or "Adresse :", 📞 or "Tél. :", 📧 or "E-mail :", 🌐 or "Site :". Opening hours (📅, 🕒) are
/// left out. Text before any of them is description.
HtmlFacts html_facts(std::string_view html);

}  // namespace filon
