#include "searchd/interpret/read_places.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace filon {
namespace {

constexpr size_t longest_name = 12;  // words: "saint remy en bouzemont saint genest et isson"
constexpr int least_km = 1, most_km = 500;

template <size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool names_distance(std::string_view word) {
  static constexpr std::array<std::string_view, 5> units = {"km", "kms", "kilometre", "kilometres",
                                                            "kilometer"};
  return is_one_of(word, units);
}

// What is counted, when a number of two or five digits stands before it.
bool is_unit(std::string_view word) {
  static constexpr std::array<std::string_view, 44> units = {
      "m2",        "m",       "m3",     "ha",          "h",         "heures",   "heure",
      "euros",     "eur",     "e",      "k",           "ml",        "kg",       "g",
      "tonnes",    "t",       "litres", "l",           "personnes", "convives", "couverts",
      "repas",     "agents",  "postes", "exemplaires", "ex",        "plis",     "jours",
      "jour",      "mois",    "ans",    "an",          "semaines",  "fois",     "lots",
      "flux",      "velos",   "sites",  "enfants",     "unites",    "pieces",   "ordinateurs",
      "vehicules", "pourcent"};
  return is_one_of(word, units);
}

bool is_month(std::string_view word) {
  static constexpr std::array<std::string_view, 12> months = {
      "janvier", "fevrier", "mars",      "avril",   "mai",      "juin",
      "juillet", "aout",    "septembre", "octobre", "novembre", "decembre"};
  return is_one_of(word, months);
}

class PlaceFinder {
 public:
  PlaceFinder(const Tokens& tokens, const std::vector<size_t>& weight, const PlaceLexicon& lexicon,
              const Territories& territories)
      : tokens_(tokens), weight_(weight), lexicon_(lexicon), territories_(territories) {}

  PlaceMentions find() {
    find_distance();
    for (size_t i = 0; i < tokens_.size();) {
      const size_t past = std::max({read_name(i), read_post_code(i), read_departement(i)});
      i = past > i ? past : i + 1;
    }
    return std::move(found_);
  }

 private:
  std::string_view text(size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].text) : std::string_view();
  }
  std::string_view before(size_t i, size_t back) const {
    return i >= back ? text(i - back) : std::string_view();
  }

  void find_distance() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      const std::string& word = tokens_[i].text;
      int km = 0;
      const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), km);
      if (error != std::errc{} || km < least_km || km > most_km) continue;
      const std::string_view unit(end, static_cast<size_t>(word.data() + word.size() - end));
      const bool together = names_distance(unit);
      if (!together && !(unit.empty() && names_distance(text(i + 1)))) continue;
      DistanceMention distance{i, i + (together ? 1u : 2u), km};
      widen(distance);
      found_.distance = distance;
      return;
    }
  }

  // "dans un rayon de 30 km", "à moins de 20 km", "20 km à la ronde".
  void widen(DistanceMention& distance) const {
    static constexpr std::array<std::string_view, 10> leading = {
        "rayon", "de", "un", "dans", "a", "moins", "environ", "perimetre", "maximum", "max"};
    static constexpr std::array<std::string_view, 6> trailing = {"a",       "la",  "ronde",
                                                                 "maximum", "max", "environ"};
    while (distance.first > 0 && is_one_of(text(distance.first - 1), leading)) --distance.first;
    size_t past = distance.past;
    while (past < tokens_.size() && is_one_of(text(past), trailing)) ++past;
    // "20 km à Dijon": the "à" is the town's.
    if (past > distance.past && (text(past - 1) == "ronde" || text(past - 1).starts_with("max")))
      distance.past = past;
  }

  bool in_distance(size_t i) const {
    return found_.distance && i >= found_.distance->first && i < found_.distance->past;
  }

  // The words of names as lexicon keys have them.
  std::string name_word(size_t i, bool first) const {
    const std::string& word = tokens_[i].text;
    if (first && (word == "au" || word == "du")) return "le";
    if (first && (word == "aux" || word == "des")) return "les";
    if (word == "st" && i + 1 < tokens_.size()) return "saint";
    if (word == "ste" && i + 1 < tokens_.size()) return "sainte";
    return word;
  }

  // The longest name at a token that may be read; returns the token after it, or the token.
  size_t read_name(size_t first) {
    if (in_distance(first)) return first;
    std::string key;
    std::vector<std::pair<size_t, std::string>> keys;
    for (size_t i = first; i < std::min(first + longest_name, tokens_.size()); ++i) {
      if (i > first && tokens_[i].broken) break;
      if (!key.empty()) key += ' ';
      key += name_word(i, i == first);
      if (lexicon_.find(key)) keys.emplace_back(i + 1, key);
      if (!lexicon_.begins(key)) break;
    }
    for (auto it = keys.rbegin(); it != keys.rend(); ++it)
      if (const auto mention = accept(first, it->first, it->second)) {
        found_.places.push_back(*mention);
        return it->first;
      }
    return first;
  }

  std::optional<PlaceMention> accept(size_t first, size_t past, const std::string& key) const {
    PlaceMention mention{first, past, first, *lexicon_.find(key)};
    see_preposition(key, mention);
    size_t other = 0;
    for (size_t i = first; i < past; ++i) other = std::max(other, weight_[i]);
    const size_t own = content(first, past);
    if (own == 0) return std::nullopt;
    // A longer term holds the words ("bois de chauffage" is not the town of Bois).
    if (other > own) return std::nullopt;
    const bool is_word =
        other == own || lexicon_.is_word(key) || (key.size() < 4 && !lexicon_.is_alias(key));
    if (lexicon_.is_verb(key) && !beside_code(mention)) return std::nullopt;
    if (is_word && !has_reason(mention)) return std::nullopt;
    return mention;
  }

  size_t content(size_t first, size_t past) const {
    size_t count = 0;
    for (size_t i = first; i < past; ++i) count += !tokens_[i].link;
    return count;
  }

  // What says that a word is a place.
  bool has_reason(const PlaceMention& mention) const {
    if (mention.at || mention.around) return true;
    if (mention.with_article && is_departement(mention)) return !counted_after(mention.past);
    return beside_code(mention);
  }

  bool counted_after(size_t i) const { return i < tokens_.size() && tokens_[i].number; }

  bool is_departement(const PlaceMention& mention) const {
    return std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& m) {
      return m.places.size() == 1 && territories_[m.places[0]].kind != TerritoryKind::Commune;
    });
  }

  // "Orange 84", "84100 Orange", "Orange (84)", "Orange, Vaucluse".
  bool beside_code(const PlaceMention& mention) const {
    const auto names = [&](std::string_view word) {
      if (word.size() != 2 && word.size() != 3 && word.size() != 5) return false;
      std::string code(word);
      if (code[0] == '2' && (code[1] == 'a' || code[1] == 'b'))
        code[1] = static_cast<char>(code[1] - 32);
      return std::any_of(mention.meanings.begin(), mention.meanings.end(), [&](const auto& m) {
        const Territory& place = territories_[m.places[0]];
        const auto& codes = place.post_codes;
        const auto& parent = place.parents.departement;
        return std::find(codes.begin(), codes.end(), code) != codes.end() ||
               (parent && territories_[*parent].code == code);
      });
    };
    return names(text(mention.past)) || names(before(mention.first, 1)) ||
           (mention.first >= 2 && names(before(mention.first, 2)));
  }

  // Reads what stands before a name: "à", "autour de", "dans le", "à côté de" …
  void see_preposition(const std::string& key, PlaceMention& mention) const {
    size_t i = mention.first;
    if (text(i) == "au" || text(i) == "aux") mention.at = true;
    static constexpr std::array<std::string_view, 4> articles = {"le", "la", "les", "l"};
    if (key.starts_with("le ") && text(i) != "au") mention.with_article = text(i) == "du";
    if (i > 0 && is_one_of(text(i - 1), articles) && !tokens_[i].broken)
      mention.with_article = true, --i;
    const std::string_view one = before(i, 1), two = before(i, 2), three = before(i, 3);
    const bool of = one == "de" || one == "d" || one == "du" || one == "des";
    const std::string_view noun = of ? two : one;
    static constexpr std::array<std::string_view, 9> surroundings = {
        "autour", "pres",      "proche",     "environs", "alentours",
        "cote",   "proximite", "peripherie", "abords"};
    static constexpr std::array<std::string_view, 10> towns = {
        "ville",   "commune", "mairie", "agglo", "agglomeration",
        "secteur", "bassin",  "canton", "cote",  "village"};
    if (is_one_of(noun, surroundings)) {
      mention.around = true;
      mention.from = of ? i - 2 : i - 1;
      while (mention.from > 0 && tokens_[mention.from - 1].link) --mention.from;
      return;
    }
    mention.at |= one == "a" || (one == "sur" && !tokens_[mention.first].link) || one == "vers" ||
                  (of && is_one_of(two, towns)) || is_one_of(one, towns);
    if (of && two == "departement") mention.with_article = true;
    if (one == "departement" || (one == "en" && is_departement(mention)))
      mention.with_article = true;
    if (one == "dans" && mention.with_article) mention.with_article = true;
    (void)three;
    mention.from = i;
    if (one == "a" || one == "sur" || one == "dans" || one == "en" || one == "vers" || of)
      mention.from = i - 1;
  }

  size_t read_post_code(size_t i) {
    const Token& token = tokens_[i];
    if (!token.number || token.text.size() != 5 || in_distance(i)) return i;
    if (is_unit(text(i + 1))) return i;
    PlaceMention mention{i, i + 1, i, {}};
    mention.post_code = true;
    for (const PlaceId commune : territories_.communes_of_post_code(token.text))
      mention.meanings.push_back({{commune}, NameRank::Name, ""});
    if (mention.meanings.empty()) {
      const auto departement = territories_.departement_of_post_code(token.text);
      if (!departement) return i;
      mention.meanings.push_back({{*departement},
                                  NameRank::Former,
                                  "code postal inconnu (CEDEX ?) : le département est pris"});
    }
    // "50000 plis" is a quantity: a thing follows that no comma parts from it.
    const bool round = token.text.ends_with("000");
    if (round && i + 1 < tokens_.size() && !tokens_[i + 1].broken && weight_[i + 1] > 0 &&
        !tokens_[i + 1].link && before(i, 1) != "a")
      return i;
    found_.places.push_back(std::move(mention));
    return i + 1;
  }

  // "le 21", "dans le 2A", "(39)", "dpt 25", "traiteur 21".
  size_t read_departement(size_t i) {
    std::string code = tokens_[i].text;
    if (code == "2a" || code == "2b") code[1] = static_cast<char>(code[1] - 32);
    const bool corsican = code == "2A" || code == "2B";
    if (!corsican && !(tokens_[i].number && (code.size() == 2 || code.size() == 3))) return i;
    if (in_distance(i) || is_unit(text(i + 1)) || is_month(text(i + 1))) return i;
    const auto departement = territories_.find(TerritoryKind::Departement, code);
    if (!departement || territories_[*departement].code != code) return i;
    static constexpr std::array<std::string_view, 8> says_so = {
        "departement", "departements", "dept", "dpt", "dep", "dt", "depts", "dpts"};
    const std::string_view one = before(i, 1), two = before(i, 2);
    const bool named = is_one_of(one, says_so) || is_one_of(two, says_so);
    const bool article = one == "le" || one == "du" || (one == "en" && code.size() == 2);
    const bool after_word = i > 0 && !tokens_[i - 1].link && !tokens_[i - 1].number &&
                            !is_counter(one) && !(weight_[i - 1] > 0 && is_counter(one));
    const bool last = i + 1 == tokens_.size() || tokens_[i + 1].broken || joins(i + 1);
    const bool listed = !found_.places.empty() && found_.places.back().past + 1 >= i &&
                        (one == "et" || one == "ou" || tokens_[i].broken);
    const bool alone = last && (after_word || i == 0 || (i > 0 && tokens_[i].broken));
    if (!(named || (article && last) || listed || alone || (article && corsican))) return i;
    if (code.size() == 3 && !named && !article && !alone && !listed) return i;
    size_t first = i;
    while (first > 0 && (is_one_of(text(first - 1), says_so) || text(first - 1) == "le" ||
                         text(first - 1) == "dans"))
      --first;
    PlaceMention mention{i, i + 1, first, {{{*departement}, NameRank::Name, ""}}};
    mention.with_article = true;
    found_.places.push_back(std::move(mention));
    return i + 1;
  }

  // Words a number is the number of: "lot 12", "article 13".
  static bool is_counter(std::string_view word) {
    static constexpr std::array<std::string_view, 16> counters = {
        "lot",   "lots",    "article", "art", "n",   "no",    "numero", "marche",
        "phase", "tranche", "norme",   "iso", "bio", "covid", "page",   "bac"};
    return is_one_of(word, counters);
  }
  bool joins(size_t i) const {
    static constexpr std::array<std::string_view, 9> joining = {"et",   "ou",  "pour", "avec", "en",
                                                                "dans", "par", "pour", "qui"};
    return is_one_of(text(i), joining);
  }

  const Tokens& tokens_;
  const std::vector<size_t>& weight_;
  const PlaceLexicon& lexicon_;
  const Territories& territories_;
  PlaceMentions found_;
};

}  // namespace

PlaceMentions find_places(const Tokens& tokens, const std::vector<size_t>& weight,
                          const PlaceLexicon& lexicon, const Territories& territories) {
  return PlaceFinder(tokens, weight, lexicon, territories).find();
}

}  // namespace filon
