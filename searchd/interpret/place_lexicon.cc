#include "searchd/interpret/place_lexicon.h"

#include <algorithm>
#include <array>

#include "annuaire/reference_list.h"
#include "annuaire/text.h"
#include "annuaire/tsv.h"

namespace filon {
namespace {

constexpr size_t least_word = 3;

bool drop_beginning(std::string& key, std::string_view beginning) {
  if (key.size() <= beginning.size() || !std::string_view(key).starts_with(beginning)) return false;
  key.erase(0, beginning.size());
  return true;
}

bool drop_ending(std::string& key, std::string_view ending) {
  if (key.size() <= ending.size() || !std::string_view(key).ends_with(ending)) return false;
  key.resize(key.size() - ending.size());
  return true;
}

// What people call an EPCI, from its official name.
std::vector<std::string> usual_epci_names(const std::string& official) {
  std::vector<std::string> names;
  std::string key = place_key(official.substr(0, official.find(" - ")));
  for (const char* kind :
       {"cc ", "ca ", "cu ", "communaute de communes ", "communaute d agglomeration ",
        "communaute urbaine ", "agglomeration ", "agglo "})
    if (drop_beginning(key, kind)) break;
  for (const char* link : {"de la ", "de l ", "du ", "des ", "de ", "d ", "le ", "la ", "les "})
    if (drop_beginning(key, link)) break;
  names.push_back(key);
  std::string bare = key;
  for (const char* ending : {" metropole", " agglomeration", " agglo", " communaute"})
    if (drop_ending(bare, ending)) break;
  if (bare != key) names.push_back(bare);
  if (std::string rest = bare; drop_beginning(rest, "grand ")) names.push_back(rest + " metropole");
  return names;
}

// What people call a town of a long name: "Chalon" for Chalon-sur-Saône, "Lons", "Clermont".
std::string short_town_name(const Territory& town) {
  constexpr int64_t known_by_it = 8000, known_whatever_follows = 40000;  // people
  constexpr size_t least_letters = 4;
  const size_t hyphen = town.name.find('-');
  if (town.kind != TerritoryKind::Commune || town.population < known_by_it ||
      hyphen == std::string::npos)
    return "";
  const std::string key = place_key(town.name.substr(0, hyphen));
  const std::string follows = place_key(town.name.substr(hyphen + 1));
  const std::string link = follows.substr(0, follows.find(' '));
  static constexpr std::array<std::string_view, 14> links = {"sur",  "en",  "les",   "le",    "la",
                                                             "de",   "du",  "d",     "l",     "aux",
                                                             "sous", "des", "saint", "sainte"};
  const bool linked = std::find(links.begin(), links.end(), link) != links.end();
  const bool plain = key.find(' ') == std::string::npos && key.size() >= least_letters &&
                     !key.starts_with("saint");
  return plain && (linked || town.population >= known_whatever_follows) ? key : "";
}

// "cote d or" is also typed "cote dor".
std::string without_elision_gap(const std::string& key) {
  std::string joined;
  for (size_t i = 0; i < key.size(); ++i) {
    const bool gap = key[i] == ' ' && i >= 1 && (key[i - 1] == 'd' || key[i - 1] == 'l') &&
                     (i == 1 || key[i - 2] == ' ');
    if (!gap) joined += key[i];
  }
  return joined;
}

}  // namespace

void PlaceLexicon::add(const std::string& key, PlaceMeaning meaning) {
  if (key.empty()) return;
  for (size_t space = key.find(' '); space != std::string::npos; space = key.find(' ', space + 1))
    beginnings_.insert(key.substr(0, space));
  std::vector<PlaceMeaning>& known = meanings_[key];
  if (std::none_of(known.begin(), known.end(),
                   [&](const PlaceMeaning& m) { return m.places == meaning.places; }))
    known.push_back(std::move(meaning));
}

void PlaceLexicon::count_words(const std::string& key, int64_t population) {
  for (size_t start = 0; start < key.size();) {
    const size_t end = std::min(key.find(' ', start), key.size());
    if (end - start >= least_word) {
      int64_t& most = name_words_[key.substr(start, end - start)];
      most = std::max(most, population);
    }
    start = end + 1;
  }
}

// "Fains" alone is the village, not the first word of a larger "Fains-Véel".
void PlaceLexicon::count_whole_names(const Territories& territories) {
  for (auto& [word, most] : name_words_) {
    const auto* meanings = find(word);
    if (!meanings) continue;
    most = 0;
    for (const PlaceMeaning& meaning : *meanings)
      for (const PlaceId place : meaning.places)
        most = std::max(most, territories[place].population);
  }
}

// An EPCI must not take the name of a commune: "Bordeaux" is the town.
void PlaceLexicon::add_epci_names(const Territories& territories, PlaceId id) {
  for (const std::string& name : usual_epci_names(territories[id].name)) {
    const bool one_word = name.find(' ') == std::string::npos;
    if (name.size() < 4 || meanings_.count(name) || (one_word && words_.count(name))) continue;
    add(name, {{id}, NameRank::Name, ""});
  }
}

Status PlaceLexicon::add_aliases(const std::filesystem::path& dir, const Territories& territories) {
  const auto file = dir / "place_aliases.tsv";
  const auto table = read_tsv(file, {"names", "places", "note"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows) {
    PlaceMeaning meaning{{}, NameRank::Name, row.cells[2]};
    for (size_t start = 0; start < row.cells[1].size();) {
      const size_t end = std::min(row.cells[1].find(' ', start), row.cells[1].size());
      const auto place = territories.parse(row.cells[1].substr(start, end - start));
      if (!place)
        return fail(ErrorCode::Invalid, "{}:{}: {}", file.string(), row.line,
                    place.error().message);
      meaning.places.push_back(*place);
      start = end + 1;
    }
    for (const std::string& name : split_list(row.cells[0])) {
      meanings_.erase(place_key(name));  // by hand comes before what was derived
      add(place_key(name), meaning);
      aliases_.insert(place_key(name));
      count_words(place_key(name), 20000);
    }
  }
  return done();
}

Status PlaceLexicon::add_words(const std::filesystem::path& dir) {
  const auto file = dir / "place_words.tsv";
  const auto table = read_tsv(file, {"names", "sort"});
  if (!table) return fail(table.error());
  for (const Tsv::Row& row : table->rows)
    for (const std::string& name : split_list(row.cells[0])) {
      if (place_key(name) != name)
        return fail(ErrorCode::Invalid, "{}:{}: '{}' is not folded", file.string(), row.line, name);
      words_.insert(name);
      if (row.cells[1] == "verb") verbs_.insert(name);
      if (row.cells[1] == "town") towns_.insert(name);
    }
  return done();
}

Result<PlaceLexicon> PlaceLexicon::load(const std::filesystem::path& dir,
                                        const Territories& territories) {
  PlaceLexicon lexicon;
  if (auto read = lexicon.add_words(dir); !read) return std::move(read).failure();
  territories.for_each_name([&](const std::string& key, PlaceId place, NameRank rank) {
    const Territory& territory = territories[place];
    const bool doubled = territory.kind == TerritoryKind::Region && territory.code.size() == 3;
    if (doubled) return;  // overseas: the département of the same name and communes stands for it
    lexicon.add(key, {{place}, rank, ""});
    if (const std::string joined = without_elision_gap(key); joined != key)
      lexicon.add(joined, {{place}, NameRank::Former, ""});
    lexicon.count_words(key, territory.population);
    if (const std::string usual = short_town_name(territory);
        rank == NameRank::Name && !usual.empty() && !lexicon.is_word(usual))
      lexicon.add(usual, {{place}, rank, ""});
  });
  lexicon.count_whole_names(territories);
  for (const PlaceId id : territories.all(TerritoryKind::Epci))
    lexicon.add_epci_names(territories, id);
  if (auto read = lexicon.add_aliases(dir, territories); !read) return std::move(read).failure();
  return lexicon;
}

const std::vector<PlaceMeaning>* PlaceLexicon::find(const std::string& key) const {
  const auto found = meanings_.find(key);
  return found == meanings_.end() ? nullptr : &found->second;
}

}  // namespace filon
