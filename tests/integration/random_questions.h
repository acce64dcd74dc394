#pragma once

#include <array>
#include <random>
#include <string>
#include <vector>

#include "annuaire/data_dir.h"
#include "annuaire/reference_list.h"
#include "annuaire/tsv.h"
#include "tests/integration/test_index.h"

namespace filon {

/// Questions of all sorts, the same for a seed on every machine.
class Asker {
 public:
  Asker(uint32_t seed, const Snapshot& snapshot) : random_(seed), snapshot_(snapshot) {
    static constexpr std::array said = {"chantier d'insertion",
                                        "ESAT",
                                        "autour de",
                                        "près de Dijon",
                                        "20 km",
                                        "dans le 21",
                                        "21000",
                                        "Grand Besançon",
                                        "BFC",
                                        "zéro déchet",
                                        "bio",
                                        "99900101300015",
                                        "90910000-9",
                                        "775 671 878",
                                        "esus",
                                        "réservé",
                                        "à",
                                        "Saint-Denis",
                                        "Bar",
                                        "le",
                                        "?",
                                        "''",
                                        "-",
                                        "<script>",
                                        "%",
                                        "\\",
                                        "AND (",
                                        "œuvre",
                                        "ÉVÈNEMENT",
                                        "日本",
                                        "🙂",
                                        "restauration",
                                        "couche"};
    for (const char* text : said) texts_.emplace_back(text);
    const auto vocabulary =
        read_tsv(data_dir() / "vocabulary.tsv", {"slug", "confidence", "terms"});
    for (const Tsv::Row& row : vocabulary->rows)
      for (const std::string& term : split_list(row.cells[2])) texts_.push_back(term);
    for (int i = 0; i < 300; ++i) {
      texts_.push_back(
          shipped_tables()
              .territories[pick(static_cast<uint32_t>(shipped_tables().territories.size()))]
              .name);
      texts_.emplace_back(snapshot.image->shown_names[pick(snapshot.image->documents)]);
    }
  }

  Parameters ask() {
    Parameters params;
    if (!chance(5)) params.emplace("q", text());
    for (const Facet facet :
         {Facet::Sector, Facet::Kind, Facet::Label, Facet::Network, Facet::Source,
          Facet::Reservation, Facet::Criterion, Facet::Prestation})
      if (chance(14)) params.emplace(facet_name(facet), value(facet));
    if (chance(5)) params.emplace("territory", territory());
    if (chance(9)) params.emplace("near", one_of({"21231", "47.3,5.0", "x", "91,0", "21231,"}));
    if (params.count("near") && !chance(5))
      params.emplace("radius_km", one_of({"1", "50", "500", "0", "1e9"}));
    for (const char* flag : {"interpret", "national", "inactive", "label_expired"})
      if (chance(8)) params.emplace(flag, one_of({"true", "false", "false", "peut-être"}));
    if (chance(8)) params.emplace("reach", one_of({"located", "serves", "LOCATED"}));
    if (chance(8)) params.emplace("origin", "declared");
    if (chance(6))
      params.emplace("sort", one_of({"relevance", "distance", "name", "newest", "price"}));
    if (chance(30)) params.emplace(one_of({"Q", "utm_source", "", "page[]"}), "1");
    if (chance(30))
      params.emplace("page", one_of({"0", "-1", "2", "10001", "9999999999999999999"}));
    return params;
  }

  bool chance(uint32_t one_in) { return pick(one_in) == 0; }
  uint32_t pick(uint32_t n) { return static_cast<uint32_t>(random_() % n); }

 private:
  std::string one_of(const std::vector<std::string>& values) {
    return values[pick(static_cast<uint32_t>(values.size()))];
  }

  std::string text() {
    std::string text = one_of(texts_);
    for (uint32_t more = pick(4); more > 0; --more) text += ' ' + one_of(texts_);
    if (chance(300)) text = std::string(1 + pick(2100), "ae 1"[pick(4)]);
    for (uint32_t changes = chance(2) ? pick(4) : 0; changes > 0 && !text.empty(); --changes) {
      const size_t at = pick(static_cast<uint32_t>(text.size()));
      switch (pick(3)) {
        case 0:
          text.erase(at, 1);
          break;
        case 1:
          text.insert(at, 1, static_cast<char>('a' + pick(26)));
          break;
        default:
          text[at] = static_cast<char>(chance(4) ? pick(256) : 'a' + pick(26));
      }
    }
    return text;
  }

  std::string value(Facet facet) {
    const StringList& values = snapshot_.image->facet(facet).values;
    if (values.size() == 0 || chance(10)) return text();
    return std::string(values[pick(static_cast<uint32_t>(values.size()))]);
  }

  std::string territory() {
    if (chance(6)) return one_of({"france", "commune:99999", "dijon", "epci:", "région:27"});
    const Territories& places = shipped_tables().territories;
    return places.to_string(pick(static_cast<uint32_t>(places.size())));
  }

  std::mt19937 random_;
  const Snapshot& snapshot_;
  std::vector<std::string> texts_;
};

}  // namespace filon
