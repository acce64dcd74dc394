#include "indexer/sqlite.h"

#include <sqlite3.h>

namespace filon {
namespace {

ErrorCode code_of(int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return ErrorCode::Disk;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::Damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::Locked;
    default:
      return ErrorCode::Internal;
  }
}

Failure<Error> failure(sqlite3* database) {
  const char* const file = sqlite3_db_filename(database, "main");
  return fail(code_of(sqlite3_extended_errcode(database)), "{}: {}", file ? file : "sqlite",
              sqlite3_errmsg(database));
}

}  // namespace

void SqliteStatement::Finalise::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

Status SqliteStatement::bound(int code) {
  if (code != SQLITE_OK) return failure(sqlite3_db_handle(statement_.get()));
  return done();
}

Status SqliteStatement::bind(int parameter, int64_t value) {
  return bound(sqlite3_bind_int64(statement_.get(), parameter + 1, value));
}

Status SqliteStatement::bind(int parameter, std::string_view value) {
  const char* const bytes = value.empty() ? "" : value.data();  // a null pointer would bind NULL
  return bound(sqlite3_bind_text64(statement_.get(), parameter + 1, bytes, value.size(),
                                   SQLITE_TRANSIENT, SQLITE_UTF8));
}

Status SqliteStatement::bind(int parameter, std::optional<int64_t> value) {
  if (value) return bind(parameter, *value);
  return bound(sqlite3_bind_null(statement_.get(), parameter + 1));
}

Result<bool> SqliteStatement::next() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return failure(sqlite3_db_handle(statement_.get()));
}

Status SqliteStatement::run() {
  const Result<bool> row = next();
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
  if (!row) return fail(row.error());
  return done();
}

int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::optional<int64_t> SqliteStatement::integer_or_null(int column) const {
  if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return std::nullopt;
  return integer(column);
}

std::string SqliteStatement::text(int column) const {
  const unsigned char* const bytes = sqlite3_column_text(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes ? std::string(bytes, bytes + size) : std::string();
}

Result<SqliteDatabase> SqliteDatabase::open(const std::filesystem::path& file) {
  SqliteDatabase database;
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  database.database_.reset(opened);
  if (!opened) return fail(ErrorCode::Internal, "{}: sqlite is out of memory", file.string());
  sqlite3_extended_result_codes(opened, 1);
  if (code != SQLITE_OK)
    return fail(code_of(code), "{}: {}", file.string(), sqlite3_errmsg(opened));
  sqlite3_busy_timeout(opened, 5000);
  // FULL: in WAL mode NORMAL may lose the last transactions to a power cut, and with them ids
  // that were published already.
  Status ready = database.execute("PRAGMA journal_mode = WAL");
  if (ready) ready = database.execute("PRAGMA synchronous = FULL");
  if (!ready) return fail(ready.error());
  return database;
}

Status SqliteDatabase::execute(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return failure(database_.get());
  return done();
}

Result<SqliteStatement> SqliteDatabase::prepare(std::string_view sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      &prepared, nullptr);
  SqliteStatement statement;
  statement.statement_.reset(prepared);
  if (code != SQLITE_OK) return failure(database_.get());
  return statement;
}

Result<int64_t> SqliteDatabase::user_version() {
  Result<SqliteStatement> query = prepare("PRAGMA user_version");
  if (!query) return fail(query.error());
  const Result<bool> row = query->next();
  if (!row) return fail(row.error());
  return query->integer(0);
}

Status SqliteDatabase::migrate(std::span<const std::string_view> steps) {
  return transaction([&]() -> Status {
    const Result<int64_t> reached = user_version();
    if (!reached) return fail(reached.error());
    const auto last = static_cast<int64_t>(steps.size());
    if (*reached < 0 || *reached > last)
      return fail(ErrorCode::Invalid,
                  "{}: made by a newer version of Filon (step {}, this one knows {})",
                  sqlite3_db_filename(database_.get(), "main"), *reached, last);
    for (int64_t step = *reached; step < last; ++step) {
      if (Status applied = execute(std::string(steps[static_cast<size_t>(step)])); !applied)
        return applied;
    }
    return execute(fmt::format("PRAGMA user_version = {}", last));
  });
}

}  // namespace filon
