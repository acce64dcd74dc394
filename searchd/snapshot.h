#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/image.h"
#include "annuaire/letter_set.h"
#include "annuaire/manifest.h"
#include "annuaire/old_id.h"
#include "searchd/facet_texts.h"
#include "searchd/kept_answers.h"
#include "searchd/kept_records.h"
#include "searchd/lately_asked.h"
#include "searchd/match/known_counts.h"
#include "searchd/match/place_plan.h"
#include "searchd/problem.h"
#include "searchd/sent_answers.h"
#include "searchd/suggest_tables.h"

namespace Xapian {
class Database;
}

namespace filon {

struct RecordSets;
struct Tables;

/// One generation, open and never changed: all that answers come from. Handed to requests by
/// shared pointer; the last one to let go closes it.
struct Snapshot {
  /// Checks the files against the manifest's hashes, maps the image, opens the records. The error
  /// names the file that is damaged. `sent_budget`: bytes of answers to keep.
  static Result<std::shared_ptr<const Snapshot>> open(
      const std::filesystem::path& generation, const Tables& tables,
      size_t sent_budget = SentAnswers::default_budget);
  /// A snapshot of no records, for the time before the first index.
  static std::shared_ptr<const Snapshot> empty();
  explicit Snapshot(size_t sent_budget = SentAnswers::default_budget);
  ~Snapshot();

  /// The stored data of a document number: the record's JSON, then its provenance (see document.h).
  Answer<std::string> record(uint32_t document) const;
  /// The same of one of a page, which others will ask for too: it is kept for a while.
  Answer<std::string> shown_record(uint32_t document) const;
  /// The document numbers that carry a boolean term ("Q" + id, "XSIRET" + …), in order.
  std::vector<uint32_t> with_term(const std::string& term) const;

  /// What became of an id that no record bears any more; none when it was never given.
  std::optional<OldId> old_id(const std::string& id) const;

  bool ready = false;
  Manifest manifest;
  std::unique_ptr<Image> image;
  std::unique_ptr<const RecordSets> sets;  ///< made of the image
  LetterSets word_letters;                 ///< of image->words
  /// Group of each value of the sector facet, as its number in Tables::sectors.
  std::vector<uint16_t> group_of_sector;
  std::vector<std::optional<PlaceId>> place_of_area;  ///< by value of image->areas
  FacetTexts facet_texts;                             ///< of the image and the tables
  LabelSuggestions labels;  ///< the labels this generation or the tables know
  /// The records that have a value of the sector facet, declared or inferred, in order.
  std::span<const uint32_t> documents_with_sector(size_t value) const {
    return std::span(sector_documents)
        .subspan(sector_starts[value], sector_starts[value + 1] - sector_starts[value]);
  }
  std::vector<uint32_t> sector_starts, sector_documents;  ///< by value of the sector facet
  uint32_t entities = 0;            ///< one more than the largest of image->entity
  uint32_t active_located = 0;      ///< active records with a known département
  uint32_t active_with_sector = 0;  ///< of these, the ones with a known sector
  mutable KeptAnswers kept;         ///< what was asked of it before
  mutable SentAnswers sent;         ///< the same, as the API said it
  mutable KeptRecords kept_records;
  /// By the ids of the places, as bytes. Most that are asked are départements, and towns of many:
  /// room for all départements and regions of two million records, some 300 kB each.
  mutable LatelyAsked<std::string, PlacePlan> kept_places{64 << 20};
  /// Some kilobytes for each frequent word.
  mutable LatelyAsked<uint64_t, CountsOfFacets> known_counts{16 << 20};
  std::string etag;  ///< names the generation

 private:
  class Borrowed;
  std::unique_ptr<Xapian::Database> open_records() const;
  int records_ = -1;  ///< the records' file, good even after the indexer has removed the generation
  // A Xapian object belongs to one thread at a time: a request borrows one and brings it back.
  mutable std::mutex lock_;
  mutable std::vector<std::unique_ptr<Xapian::Database>> spare_;
};

}  // namespace filon
