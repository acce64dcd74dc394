#pragma once

#include <string>
#include <string_view>

namespace filon {

/// The first number of an organisation in the text, as "02 40 00 00 00" (French, overseas
/// included). Mobile numbers (06, 07) are a person's and are never given.
std::string organisation_phone(std::string_view text);

/// The address when it is the organisation's own: its local part is a role ("contact", "accueil")
/// or says the organisation's name. A person's is never given: when in doubt, none.
std::string organisation_email(std::string_view text, std::string_view organisation_name);

/// What follows the "@" of the first address in the text, in lower case; "" of none. The person
/// before it is not kept.
std::string mail_domain(std::string_view text);

}  // namespace filon
