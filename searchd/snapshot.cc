#include "searchd/snapshot.h"

#include <fcntl.h>
#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <numeric>

#include "searchd/match/record_sets.h"
#include "searchd/spelling.h"
#include "searchd/tables.h"

namespace filon {

/// A database of the snapshot's, for as long as the scope lasts.
class Snapshot::Borrowed {
 public:
  explicit Borrowed(const Snapshot& snapshot) : snapshot_(snapshot) {
    {
      const std::lock_guard guard(snapshot_.lock_);
      if (!snapshot_.spare_.empty()) {
        database_ = std::move(snapshot_.spare_.back());
        snapshot_.spare_.pop_back();
      }
    }
    if (!database_) database_ = snapshot_.open_records();
  }
  ~Borrowed() {
    const std::lock_guard guard(snapshot_.lock_);
    snapshot_.spare_.push_back(std::move(database_));
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  const Xapian::Database& operator*() const { return *database_; }
  const Xapian::Database* operator->() const { return database_.get(); }

 private:
  const Snapshot& snapshot_;
  std::unique_ptr<Xapian::Database> database_;
};

namespace {

void invert_sectors(Snapshot& snapshot) {
  const auto& column = snapshot.image->facet(Facet::Sector);
  auto& starts = snapshot.sector_starts;
  starts.assign(column.values.size() + 1, 0);
  for (const uint16_t value : column.of_document.values) ++starts[value + 1u];
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  snapshot.sector_documents.resize(column.of_document.values.size());
  std::vector<uint32_t> next(starts.begin(), starts.end() - 1);
  for (uint32_t document = 0; document < snapshot.image->documents; ++document)
    for (const uint16_t value : column.of_document[document])
      snapshot.sector_documents[next[value]++] = document;
}

void count_coverage(Snapshot& snapshot) {
  const Image& image = *snapshot.image;
  for (uint32_t d = 0; d < image.documents; ++d) {
    snapshot.entities = std::max(snapshot.entities, image.entity[d] + 1);
    if (!(image.flags[d] & flag_active)) continue;
    if (image.facet(Facet::Departement).of_document[d].empty()) continue;
    ++snapshot.active_located;
    if (image.flags[d] & flag_has_sector) ++snapshot.active_with_sector;
  }
}

void find_groups(Snapshot& snapshot, const Tables& tables) {
  const StringList& sectors = snapshot.image->facet(Facet::Sector).values;
  for (size_t i = 0; i < sectors.size(); ++i) {
    const auto sector = tables.sectors.find(sectors[i]);
    snapshot.group_of_sector.push_back(sector ? tables.sectors[*sector].group : UINT16_MAX);
  }
}

void find_areas(Snapshot& snapshot, const Tables& tables) {
  const StringList& areas = snapshot.image->areas;
  for (size_t i = 0; i < areas.size(); ++i) {
    const auto place = tables.territories.parse(areas[i]);
    snapshot.place_of_area.push_back(place ? std::optional(*place) : std::nullopt);
  }
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const std::filesystem::path& generation,
                                                       const Tables& tables, size_t sent_budget) {
  auto manifest = read_manifest(generation);
  if (!manifest) return std::move(manifest).failure();
  if (auto whole = verify(generation, *manifest); !whole) return std::move(whole).failure();
  auto image = Image::open(generation / std::string(image_file));
  if (!image) return std::move(image).failure();
  auto snapshot = std::make_shared<Snapshot>(sent_budget);
  snapshot->ready = true;
  snapshot->records_ =
      ::open((generation / std::string(xapian_file)).c_str(), O_RDONLY | O_CLOEXEC);
  snapshot->manifest = *std::move(manifest);
  snapshot->image = *std::move(image);
  snapshot->etag =
      fmt::format("g{}-{}", snapshot->manifest.generation,
                  snapshot->manifest.files[std::string(image_file)].sha256.substr(0, 12));
  find_groups(*snapshot, tables);
  snapshot->sets = std::make_unique<const RecordSets>(*snapshot->image, tables.set_weights,
                                                      snapshot->group_of_sector);
  snapshot->word_letters = letters_of_words(*snapshot->image);
  count_coverage(*snapshot);
  invert_sectors(*snapshot);
  find_areas(*snapshot, tables);
  snapshot->facet_texts = FacetTexts(*snapshot->image, tables);
  snapshot->labels = suggest_labels(tables.labels, snapshot->image->facet(Facet::Label));
  try {
    const Borrowed database(*snapshot);
    if (database->get_doccount() != snapshot->image->documents)
      return fail(ErrorCode::Damaged, "{}: {} records where the image has {}",
                  (generation / std::string(xapian_file)).string(), database->get_doccount(),
                  snapshot->image->documents);
  } catch (const Xapian::Error& error) {
    return fail(ErrorCode::Damaged, "{}: {}", (generation / std::string(xapian_file)).string(),
                error.get_msg());
  }
  return std::shared_ptr<const Snapshot>(std::move(snapshot));
}

std::shared_ptr<const Snapshot> Snapshot::empty() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->image = Image::none();
  snapshot->etag = "none";
  return snapshot;
}

Snapshot::Snapshot(size_t sent_budget)
    : sets(std::make_unique<const RecordSets>()), sent(sent_budget) {}

Snapshot::~Snapshot() {
  if (records_ >= 0) close(records_);
}

std::unique_ptr<Xapian::Database> Snapshot::open_records() const {
  // Through the descriptor, not the path: the indexer may have pruned this generation since. Opened
  // anew, as a duplicate would share its offset with the others.
  const int own = ::open(fmt::format("/proc/self/fd/{}", records_).c_str(), O_RDONLY | O_CLOEXEC);
  if (own < 0) throw Xapian::DatabaseOpeningError("cannot open the records again", errno);
  return std::make_unique<Xapian::Database>(own);  // which closes it
}

Answer<std::string> Snapshot::record(uint32_t document) const {
  try {
    const Borrowed database(*this);
    // The image has as many documents: Xapian need not look for this one twice.
    return database->get_document(document + 1, Xapian::DOC_ASSUME_VALID).get_data();
  } catch (const Xapian::Error& error) {
    return refuse({.code = ProblemCode::Internal,
                   .reason_fr = error.get_msg(),
                   .reason_en = error.get_msg()});
  }
}

Answer<std::string> Snapshot::shown_record(uint32_t document) const {
  if (const auto held = kept_records.find(document)) return *held;
  auto read = record(document);
  if (read) kept_records.keep(document, *read);
  return read;
}

std::vector<uint32_t> Snapshot::with_term(const std::string& term) const {
  std::vector<uint32_t> found;
  if (!ready || term.empty() || term.size() > 245) return found;
  try {
    const Borrowed database(*this);
    for (auto it = database->postlist_begin(term); it != database->postlist_end(term); ++it)
      found.push_back(*it - 1);
  } catch (const Xapian::Error&) {
    found.clear();  // a term no index can hold names no record
  }
  return found;
}

std::optional<OldId> Snapshot::old_id(const std::string& id) const {
  const std::string key = std::string(old_id_prefix) + id;
  if (!ready || id.empty() || key.size() > 245) return std::nullopt;
  try {
    const Borrowed database(*this);
    const std::string stored = database->get_metadata(key);
    if (!stored.empty()) return old_id_from_stored(stored);
  } catch (const Xapian::Error&) {
    // As in with_term: what no index can hold names nothing.
  }
  return std::nullopt;
}

}  // namespace filon
