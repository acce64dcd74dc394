#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annuaire/result.h"

namespace filon {

/// What a disk operation that failed says: the path and the system's text for the errno. A full or
/// read-only disk, a quota and a missing permission are all ErrorCode::Disk: nothing in the data
/// is wrong, and the operator has to act.
Failure<Error> disk_failure(std::string_view doing, const std::filesystem::path& path,
                            int error_number);

/// Writes a file so that a crash at any instant, power cut included, leaves the old content or the
/// new one: temporary name in the same folder, fsync, rename, fsync of the folder.
Status write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// Writes a file and fsyncs it. Not atomic: for files of a folder that is itself renamed into
/// place.
Status write_file(const std::filesystem::path& path, std::string_view bytes);
/// The same of bytes that lie in several places.
Status write_file(const std::filesystem::path& path, std::span<const std::string_view> pieces);

/// The whole content; ErrorCode::NotFound when there is no such file.
Result<std::string> read_file(const std::filesystem::path& path);

/// Renames, then fsyncs the folder that holds the new name: only then does the rename last.
Status rename_durably(const std::filesystem::path& from, const std::filesystem::path& to);

Status fsync_dir(const std::filesystem::path& dir);

/// The names of what a folder holds, in no order; none when the folder is missing.
Result<std::vector<std::string>> entry_names(const std::filesystem::path& dir);

/// Makes the folder and its parents where they are missing.
Status make_dirs(const std::filesystem::path& dir);

/// Removes a file, or a folder with all it holds; nothing there is fine.
Status remove_tree(const std::filesystem::path& path);

/// Renames a folder to `doomed`, beside it, then removes it: a run killed halfway leaves a folder
/// whose name says that it is nothing any more, and not half a folder under its good name.
Status remove_by_name(const std::filesystem::path& dir, std::string_view doomed);

}  // namespace filon
