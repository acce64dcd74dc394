#include "indexer/generation.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <tuple>

#include "annuaire/schema.h"
#include "annuaire/sha256.h"
#include "indexer/database_writer.h"
#include "indexer/disk.h"
#include "indexer/in_order.h"
#include "indexer/record_counts.h"
#include "indexer/record_writer.h"
#include "indexer/summaries.h"

namespace filon {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view building = ".building-";
constexpr std::string_view link_in_making = ".current-new";
constexpr std::string_view current = "current";
constexpr std::string_view prefix = "gen-";

std::optional<int64_t> number_of(std::string_view name) {
  if (!name.starts_with(prefix)) return std::nullopt;
  int64_t number = 0;
  const char* const last = name.data() + name.size();
  const auto [end, error] = std::from_chars(name.data() + prefix.size(), last, number);
  if (error != std::errc{} || end != last || number < 1) return std::nullopt;
  return number;
}

Status remove_leftovers(const fs::path& index) {
  const auto names = entry_names(index);
  if (!names) return fail(names.error());
  for (const std::string& name : *names)
    if (name.starts_with(building) || name == link_in_making)
      if (Status removed = remove_tree(index / name); !removed) return removed;
  return done();
}

// Bits of both numbers in turn: what is near in both is mostly near in their mix.
uint64_t interleaved(uint32_t a, uint32_t b) {
  uint64_t mixed = 0;
  for (int bit = 0; bit < 32; ++bit)
    mixed |= uint64_t{a >> bit & 1} << (2 * bit + 1) | uint64_t{b >> bit & 1} << (2 * bit);
  return mixed;
}

// Where a record stands on a curve through the country; 0 where its point is not known.
uint64_t place_on_curve(const Structure& s) {
  if (!s.location) return 0;
  const auto whole_millionths = [](double degrees) { return static_cast<uint32_t>(degrees * 1e6); };
  return interleaved(whole_millionths(s.location->point.lat + 90),
                     whole_millionths(s.location->point.lon + 180));
}

/// What a record is put in order by, and counted by.
struct Placed {
  std::string region, departement, insee_code, id;
  uint64_t on_curve;
  bool active;
  std::vector<std::string> sources;
  auto key() const { return std::tie(region, departement, on_curve, insee_code, id); }
};

Placed placed(Structure record) {
  std::vector<std::string> sources;
  for (SourceRef& source : record.sources) sources.push_back(std::move(source.name));
  return {std::move(record.address.region),
          std::move(record.address.departement),
          std::move(record.address.insee_code),
          std::move(record.id),
          place_on_curve(record),
          record.active,
          std::move(sources)};
}

// Neighbours on the ground are neighbours in the index: a place is a run of records, and a circle
// takes or leaves most records together with those around them.
RecordCounts sort_by_place(PackedRecords& records) {
  RecordCounts counts;
  std::vector<Placed> all;
  all.reserve(records.size());
  each_in_order<Placed>(
      records.size(), [&](size_t place) { return placed(records[place]); },
      [&](size_t, Placed one) {
        counts.add(one.active, std::move(one.sources));
        all.push_back(std::move(one));
      });
  std::vector<uint32_t> places(records.size());
  std::iota(places.begin(), places.end(), 0u);
  std::sort(places.begin(), places.end(),
            [&](uint32_t a, uint32_t b) { return all[a].key() < all[b].key(); });
  records.put_in_order(places);
  return counts;
}

Manifest manifest_of(const GenerationContent& content, const RecordCounts& counts,
                     int64_t generation) {
  Manifest manifest;
  manifest.schema_version = schema_version;
  manifest.generation = generation;
  manifest.built_at = content.built_at;
  manifest.structures = counts.all;
  manifest.active = counts.active;
  manifest.sources = content.sources;
  for (Manifest::Source& source : manifest.sources)
    source.structures = counts.of_source(source.name);
  return manifest;
}

Status write_manifest(const fs::path& dir, Manifest& manifest) {
  for (const std::string_view name : {xapian_file, image_file}) {
    const auto hash = sha256_of_file(dir / name);
    if (!hash) return fail(hash.error());
    std::error_code error;
    manifest.files[std::string(name)] = {fs::file_size(dir / name, error), *hash};
    if (error) return disk_failure("measure", dir / name, error.value());
  }
  Status written = write_file(dir / manifest_file, to_json(manifest));
  return written ? fsync_dir(dir) : std::move(written);
}

Status serve(const fs::path& index, int64_t generation) {
  const fs::path link = index / link_in_making;
  if (Status removed = remove_tree(link); !removed) return removed;
  std::error_code error;
  fs::create_symlink(fmt::format("{}{}", prefix, generation), link, error);
  if (error) return disk_failure("make this link", link, error.value());
  return rename_durably(link, index / current);
}

}  // namespace

fs::path generation_dir(const fs::path& index, int64_t generation) {
  return index / fmt::format("{}{}", prefix, generation);
}

Result<std::vector<int64_t>> generations(const fs::path& index) {
  const auto names = entry_names(index);
  if (!names) return fail(names.error());
  std::vector<int64_t> numbers;
  for (const std::string& name : *names)
    if (const auto number = number_of(name)) numbers.push_back(*number);
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

std::optional<int64_t> current_generation(const fs::path& index) {
  std::error_code error;
  const fs::path target = fs::read_symlink(index / current, error);
  return error ? std::nullopt : number_of(target.filename().string());
}

Result<Manifest> write_generation(const fs::path& index, GenerationContent content,
                                  const Territories& territories, const OnProgress& on_progress) {
  Status ready = make_dirs(index);
  if (ready) ready = remove_leftovers(index);
  if (!ready) return std::move(ready).failure();
  const auto numbers = generations(index);
  if (!numbers) return fail(numbers.error());
  const int64_t next = numbers->empty() ? 1 : numbers->back() + 1;
  const fs::path dir = index / fmt::format("{}{}", building, next);
  const RecordCounts counts = sort_by_place(content.records);
  Manifest manifest = manifest_of(content, counts, next);
  Status written = make_dirs(dir);
  if (written) written = write_records(dir, content, territories, on_progress);
  if (written) written = write_manifest(dir, manifest);
  if (written) written = rename_durably(dir, generation_dir(index, next));
  if (written) return manifest;
  // The room it took is given back; when even that fails, the next run tries again.
  std::ignore = remove_tree(dir);
  return std::move(written).failure();
}

Status discard_generation(const fs::path& index, int64_t generation) {
  return remove_by_name(generation_dir(index, generation), std::string(building) + "gone");
}

Status publish_generation(const fs::path& index, int64_t generation, size_t keep) {
  if (Status kept = keep_summary(index, generation); !kept) return kept;
  if (Status served = serve(index, generation); !served) return served;
  auto numbers = generations(index);
  if (!numbers) return fail(numbers.error());
  std::erase(*numbers, generation);
  while (numbers->size() + 1 > std::max<size_t>(keep, 1)) {
    // The new one is served: room that is not given back now is given back by the next run.
    std::ignore = discard_generation(index, numbers->front());
    numbers->erase(numbers->begin());
  }
  return done();
}

Result<int64_t> roll_back(const fs::path& index) {
  const auto served = current_generation(index);
  if (!served) return fail(ErrorCode::NotFound, "{}: no generation is served", index.string());
  const auto numbers = generations(index);
  if (!numbers) return fail(numbers.error());
  for (auto number = numbers->rbegin(); number != numbers->rend(); ++number) {
    if (*number >= *served) continue;
    const auto manifest = read_manifest(generation_dir(index, *number));
    if (!manifest || !verify(generation_dir(index, *number), *manifest)) continue;
    if (Status back = serve(index, *number); !back) return std::move(back).failure();
    return *number;
  }
  return fail(ErrorCode::NotFound, "{}: no whole generation before {}", index.string(), *served);
}

Result<std::vector<std::string>> stored_records(const fs::path& index,
                                                const std::string& id_or_siret) {
  const auto served = current_generation(index);
  if (!served) return fail(ErrorCode::NotFound, "{}: no generation is served", index.string());
  const fs::path file = generation_dir(index, *served) / xapian_file;
  std::vector<std::string> found;
  for (const std::string_view named_by : {id_prefix, siret_prefix}) {
    const auto stored = records_of_term(file, std::string(named_by) + id_or_siret);
    if (!stored) return fail(stored.error());
    for (const std::string& record : *stored)
      if (std::find(found.begin(), found.end(), record) == found.end()) found.push_back(record);
  }
  return found;
}

}  // namespace filon
