#include "indexer/room.h"

#include <sys/statvfs.h>
#include <cerrno>

#include "indexer/disk.h"

namespace filon {
namespace {

// Measured in November 2026 on 3,853 records of Le Marché: 1.2 kB a record once made; while it is
// made, Xapian's database is there twice, before and after compaction.
constexpr uint64_t bytes_of_a_record = 1'200;
constexpr double while_it_is_made = 1.7;

}  // namespace

uint64_t room_needed(size_t records, const std::optional<Manifest>& served) {
  uint64_t bytes = 0;
  if (served)
    for (const auto& [name, file] : served->files) bytes += file.bytes;
  const bool measured = served && served->structures > 0;
  const double each = measured
                          ? static_cast<double>(bytes) / static_cast<double>(served->structures)
                          : static_cast<double>(bytes_of_a_record);
  return static_cast<uint64_t>(while_it_is_made * each * static_cast<double>(records));
}

Status check_room(const std::filesystem::path& dir, uint64_t needed) {
  struct statvfs system {};
  if (::statvfs(dir.c_str(), &system) != 0)
    return disk_failure("measure the room left", dir, errno);
  const uint64_t left = uint64_t{system.f_bavail} * system.f_frsize;
  if (left >= needed) return done();
  return fail(ErrorCode::Disk, "{}: {:.1f} MB left, the new index takes about {:.1f} MB",
              dir.string(), static_cast<double>(left) / 1e6, static_cast<double>(needed) / 1e6);
}

}  // namespace filon
