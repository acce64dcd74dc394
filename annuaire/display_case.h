#pragma once

#include <string>
#include <string_view>

namespace filon {

/// A name as people would write it, where its source shouts: "ASSOC LES JARDINS DE L'ESPOIR" is
/// "Assoc les Jardins de l'Espoir". Legal forms ("SCOP"), initials ("F.A.D.S.E.P.L.", "BTP"), words
/// with digits ("A2I") and short names that are one word ("ENVIE") stay as they are, and so does a
/// name with a small letter anywhere: somebody chose it. Folding gives the same text as before.
std::string display_case(std::string_view name);

}  // namespace filon
