#include "indexer/infer_sectors.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "annuaire/text.h"
#include "annuaire/tsv.h"
#include "indexer/links.h"
#include "indexer/references.h"

namespace filon {
namespace {

// How far a text speaks of what the structure sells: its name nearly always, a running text often
// of its public, its partners or its town.
constexpr int name_share = 94, offer_share = 92, description_share = 74;
constexpr int most_confidence = 95;  // nothing inferred is as sure as what is declared
constexpr int scattered_share = 80;  // of words that only stand near each other
constexpr size_t most_inferred = 8;
constexpr size_t short_word = 5;  // letters up to which a stem alone says too little

struct Finding {
  double doubt = 1;  ///< product of what each text leaves open
  int surest = 0;
  std::string because;  ///< of the surest
};

class Inference {
 public:
  Inference(const References& references, const Structure& structure)
      : references_(references), structure_(structure) {}

  std::vector<SectorLink> infer() {
    read_name("nom", structure_.name);
    read_name("marque", structure_.brand);
    for (const Offer& offer : structure_.offers) {
      read("offre", offer.name, offer_share);
      read("offre", offer.description, description_share);
    }
    const bool declares = std::any_of(structure_.sectors.begin(), structure_.sectors.end(),
                                      [](const auto& s) { return s.origin == Origin::Declared; });
    if (!declares) {  // else the description mostly repeats what is declared, or digresses
      read("description", structure_.description, description_share);
      for (const NafSectors::Use& use : references_.naf_sectors.find(structure_.naf))
        find(use.slug, use.confidence, "code NAF " + structure_.naf);
    }
    return links();
  }

 private:
  void find(const std::string& slug, int confidence, std::string because) {
    Finding& finding = findings_[slug];
    finding.doubt *= 1 - confidence / 100.0;
    if (confidence <= finding.surest) return;
    finding.surest = confidence;
    finding.because = std::move(because);
  }

  // What a name says of the house, its status or its place tells no trade: "Fromagerie" is not
  // what "Envie Franche-Comté" does.
  void read_name(std::string_view field, const std::string& name) {
    const std::vector<Word> cut = words(name);
    std::vector<bool> said(cut.size());
    references_.house_words.mark(cut, said);
    const Address& address = structure_.address;
    mark_place_words(cut, address.city, said);
    for (const auto& [kind, code] : {std::pair(TerritoryKind::Epci, &address.epci),
                                     {TerritoryKind::Departement, &address.departement},
                                     {TerritoryKind::Region, &address.region}})
      if (const auto place = references_.territories.find(kind, *code))
        mark_place_words(cut, references_.territories[*place].name, said);
    read(field, name, name_share, said);
  }

  void read(std::string_view field, const std::string& text, int share,
            const std::vector<bool>& said = {}) {
    if (text.empty()) return;
    const std::vector<Word> cut = words(text);
    std::map<std::string, std::pair<int, std::string>> best;  // one text speaks once of a trade
    for (const Mention& mention : references_.vocabulary.mentions(cut)) {
      const Mention::Reading& reading = mention.readings.front();
      if (!mention.settled || !references_.sectors.find(reading.slug)) continue;
      if (only_sounds_like_it(cut, mention) || is_denied(cut, mention)) continue;
      if (!said.empty() && std::all_of(mention.words.begin(), mention.words.end(),
                                       [&](uint32_t word) { return said[word]; }))
        continue;
      const int confidence =
          reading.confidence * share / 100 * (mention.tight ? 100 : scattered_share) / 100;
      auto& known = best[reading.slug];
      if (confidence <= known.first) continue;
      known = {confidence, fmt::format("{} : « {} »", field, quoted(text, cut, mention))};
    }
    for (auto& [slug, found] : best) find(slug, found.first, std::move(found.second));
  }

  /// "Atelier du Port" makes no doors ("portes").
  bool only_sounds_like_it(const std::vector<Word>& cut, const Mention& mention) const {
    const std::string& word = cut[mention.words.front()].text;
    return mention.words.size() == 1 && word.size() <= short_word &&
           !references_.vocabulary.writes(word);
  }

  /// "Des jus sans emballage jetable" packs nothing.
  static bool is_denied(const std::vector<Word>& cut, const Mention& mention) {
    const uint32_t first = mention.words.front();
    return first > 0 && (cut[first - 1].text == "sans" || cut[first - 1].text == "ni");
  }

  static std::string quoted(const std::string& text, const std::vector<Word>& cut,
                            const Mention& mention) {
    const size_t from = byte_of_code_point(text, cut[mention.words.front()].start);
    const size_t to = byte_of_code_point(text, cut[mention.words.back()].end);
    return text.substr(from, to - from);
  }

  std::vector<SectorLink> links() const {
    std::vector<SectorLink> inferred;
    for (const auto& [slug, finding] : findings_) {
      const bool known =
          std::any_of(structure_.sectors.begin(), structure_.sectors.end(),
                      [&wanted = slug](const SectorLink& s) { return s.slug == wanted; });
      const int confidence =
          std::min(most_confidence, static_cast<int>(100 * (1 - finding.doubt) + 0.5));
      if (known || confidence < least_sector_confidence) continue;
      const auto id = references_.sectors.find(slug);
      inferred.push_back(
          {slug, references_.sectors[*id].name, Origin::Inferred, confidence, finding.because});
    }
    std::stable_sort(inferred.begin(), inferred.end(),
                     [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
    if (inferred.size() > most_inferred) inferred.resize(most_inferred);
    return inferred;
  }

  const References& references_;
  const Structure& structure_;
  std::map<std::string, Finding> findings_;
};

}  // namespace

Result<NafSectors> NafSectors::load(const std::filesystem::path& dir, const Sectors& sectors) {
  const auto file = dir / "naf_sectors.tsv";
  const auto table = read_tsv(file, {"naf", "slug", "confidence", "note"});
  if (!table) return fail(table.error());
  NafSectors made;
  for (const Tsv::Row& row : table->rows) {
    int confidence = 0;
    std::from_chars(row.cells[2].data(), row.cells[2].data() + row.cells[2].size(), confidence);
    if (row.cells[0].empty() || !sectors.find(row.cells[1]) || confidence < 1 || confidence > 99)
      return fail(ErrorCode::Invalid,
                  "{}:{}: needs a NAF code or class, a sector, and a confidence of 1 to 99",
                  file.string(), row.line);
    made.uses_[row.cells[0]].push_back({row.cells[1], confidence});
  }
  return made;
}

std::vector<NafSectors::Use> NafSectors::find(const std::string& code) const {
  if (code.empty()) return {};
  auto found = uses_.find(code);
  if (found == uses_.end()) found = uses_.find(code.substr(0, 5));
  return found == uses_.end() ? std::vector<Use>{} : found->second;
}

bool infer_sectors(const References& references, Structure& structure) {
  if (!structure.activities.empty()) return false;
  std::vector<SectorLink> inferred = Inference(references, structure).infer();
  if (inferred.empty()) return false;
  for (SectorLink& link : inferred) structure.sectors.push_back(std::move(link));
  unite_sectors(structure.sectors);
  return true;
}

}  // namespace filon
