#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>

#include "annuaire/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace filon {

/// A prepared statement. Parameters and columns count from 0.
class SqliteStatement {
 public:
  Status bind(int parameter, int64_t value);
  Status bind(int parameter, std::string_view value);
  Status bind(int parameter, std::optional<int64_t> value);

  /// Steps to the next row; false when there is none left.
  Result<bool> next();
  /// Runs a statement that gives no rows, and makes it ready for other values.
  Status run();

  int64_t integer(int column) const;
  std::optional<int64_t> integer_or_null(int column) const;
  std::string text(int column) const;

 private:
  friend class SqliteDatabase;
  struct Finalise {
    void operator()(sqlite3_stmt* statement) const;
  };
  Status bound(int code);
  std::unique_ptr<sqlite3_stmt, Finalise> statement_;
};

/// A SQLite file. A refused write is ErrorCode::Disk, a file that is no database or a broken one
/// ErrorCode::Damaged, one that another process keeps busy ErrorCode::Locked.
class SqliteDatabase {
 public:
  /// Opens or makes it, in WAL mode: a reader never waits for the writer.
  static Result<SqliteDatabase> open(const std::filesystem::path& file);

  Status execute(const std::string& sql);
  Result<SqliteStatement> prepare(std::string_view sql);

  /// Brings the file from the step it is at (user_version) to the last one, all or nothing.
  /// Steps are only ever added at the end. A file beyond the last one is refused.
  Status migrate(std::span<const std::string_view> steps);

  /// Runs `work` in one transaction: all of it lasts, or nothing does.
  template <class Work>
  Status transaction(Work&& work) {
    if (Status begun = execute("BEGIN IMMEDIATE"); !begun) return begun;
    Status finished = work();
    if (finished) finished = execute("COMMIT");
    if (!finished) std::ignore = execute("ROLLBACK");
    return finished;
  }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Result<int64_t> user_version();
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace filon
