#pragma once

#include <string>

#include "annuaire/structure.h"
#include "searchd/pages/page_data.h"
#include "searchd/pages/page_state.h"
#include "searchd/searcher.h"

namespace filon {

/// A stored record, read back.
Result<Structure> read_structure(std::string_view data);

/// Whether a link may point there: http and https alone, never javascript: or data:.
bool is_web_address(const std::string& url);

/// "Dijon (Côte-d'Or)", or what is known of it.
std::string place_in_words(const Structure& structure, const Tables& tables);

/// The point of `near` in words: a commune's name, or the coordinates as given.
std::string near_in_words(const std::string& near, const Tables& tables);

/// "Le Marché de l'inclusion" for "lemarche"; a source of the administrator's own keeps its name.
std::string source_in_french(const std::string& name);

/// "vérifié", "repris", "déclaré": the three levels of proof, in different words.
std::string_view proof_in_french(Proof proof);

/// What a structure's card and page both show: name, kinds, rights, sectors, labels, address.
PageData structure_data(const Structure& structure, const Tables& tables);

/// One hit of a search: the above, with why it is here and the link that retains it.
PageData hit_data(const FoundStructure& found, const Structure& structure, const PageState& state,
                  const Tables& tables);

/// Under what licence a source gives, and whom to name.
void add_licence(PageData& data, const Manifest::Source& source);

/// The sources of a generation, for pages that name them.
PageData sources_data(const Snapshot& snapshot);

}  // namespace filon
