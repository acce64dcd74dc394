#include "indexer/state.h"

#include <array>

#include "indexer/disk.h"

namespace filon {
namespace {

// A step that was released is never edited: a change is a new step at the end.
constexpr std::array<std::string_view, 2> steps = {R"(
  CREATE TABLE structures (
    id TEXT PRIMARY KEY,
    first_seen INTEGER NOT NULL,
    last_seen INTEGER NOT NULL,
    hash TEXT NOT NULL,
    gone INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE keys (source_key TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE aliases (old_id TEXT PRIMARY KEY, id TEXT NOT NULL) STRICT, WITHOUT ROWID;
)",
                                                   // What the first run of an older store saw
                                                   // is what its sources began with.
                                                   R"(
  CREATE TABLE sources (name TEXT PRIMARY KEY, first_indexed INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO sources (name, first_indexed)
    SELECT substr(source_key, 1, instr(source_key, ':') - 1), min(first_seen)
    FROM keys JOIN structures USING (id) WHERE source_key NOT LIKE 'siret:%' GROUP BY 1;
  ALTER TABLE structures ADD COLUMN changed_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE structures ADD COLUMN from_first_harvest INTEGER NOT NULL DEFAULT 0;
  UPDATE structures SET changed_at = first_seen,
    from_first_harvest = (first_seen = (SELECT min(first_seen) FROM structures));
)"};

constexpr std::string_view put_structure = R"(
  INSERT INTO structures (id, first_seen, last_seen, hash, gone, changed_at, from_first_harvest)
  VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET first_seen = excluded.first_seen, last_seen = excluded.last_seen,
                                 hash = excluded.hash, gone = excluded.gone,
                                 changed_at = excluded.changed_at,
                                 from_first_harvest = excluded.from_first_harvest)";

}  // namespace

Result<State> State::open(const std::filesystem::path& store) {
  if (const Status made = make_dirs(store); !made) return fail(made.error());
  Result<SqliteDatabase> database = SqliteDatabase::open(store / "state.sqlite");
  if (!database) return fail(database.error());
  if (const Status migrated = database->migrate(steps); !migrated) return fail(migrated.error());
  return State(*std::move(database));
}

Result<KnownStructures> State::load() {
  KnownStructures known;
  Status loaded = load_structures(known);
  if (loaded) loaded = load_pairs("SELECT source_key, id FROM keys", known.ids);
  if (loaded) loaded = load_pairs("SELECT old_id, id FROM aliases", known.aliases);
  if (loaded) loaded = load_sources(known);
  if (!loaded) return fail(loaded.error());
  return known;
}

Status State::load_structures(KnownStructures& known) {
  Result<SqliteStatement> rows = database_.prepare(
      "SELECT id, first_seen, last_seen, hash, gone, changed_at, from_first_harvest FROM "
      "structures");
  if (!rows) return fail(rows.error());
  for (;;) {
    const Result<bool> row = rows->next();
    if (!row) return fail(row.error());
    if (!*row) return done();
    known.structures.emplace(
        rows->text(0),
        KnownStructure{rows->integer(1), rows->integer(2), rows->text(3), rows->integer_or_null(4),
                       rows->integer(5), rows->integer(6) != 0});
  }
}

Status State::load_sources(KnownStructures& known) {
  Result<SqliteStatement> rows = database_.prepare("SELECT name, first_indexed FROM sources");
  if (!rows) return fail(rows.error());
  for (;;) {
    const Result<bool> row = rows->next();
    if (!row) return fail(row.error());
    if (!*row) return done();
    known.sources.emplace(rows->text(0), rows->integer(1));
  }
}

Status State::load_pairs(std::string_view sql, std::unordered_map<std::string, std::string>& into) {
  Result<SqliteStatement> rows = database_.prepare(sql);
  if (!rows) return fail(rows.error());
  for (;;) {
    const Result<bool> row = rows->next();
    if (!row) return fail(row.error());
    if (!*row) return done();
    into.emplace(rows->text(0), rows->text(1));
  }
}

Status State::apply(const StateChanges& changes) {
  return database_.transaction([&]() -> Status {
    Status applied = forget("DELETE FROM keys WHERE source_key = ?", changes.forgotten_keys);
    if (applied)
      applied = forget("DELETE FROM aliases WHERE old_id = ?", changes.forgotten_aliases);
    if (applied) applied = put_structures(changes);
    if (applied)
      applied =
          put_pairs("INSERT OR REPLACE INTO keys (source_key, id) VALUES (?, ?)", changes.ids);
    if (applied)
      applied =
          put_pairs("INSERT OR REPLACE INTO aliases (old_id, id) VALUES (?, ?)", changes.aliases);
    if (applied) applied = put_sources(changes);
    return applied;
  });
}

Status State::put_structures(const StateChanges& changes) {
  Result<SqliteStatement> put = database_.prepare(put_structure);
  if (!put) return fail(put.error());
  for (const auto& [id, structure] : changes.structures) {
    Status written = put->bind(0, id);
    if (written) written = put->bind(1, structure.first_seen);
    if (written) written = put->bind(2, structure.last_seen);
    if (written) written = put->bind(3, structure.hash);
    if (written) written = put->bind(4, structure.gone);
    if (written) written = put->bind(5, structure.changed_at);
    if (written) written = put->bind(6, int64_t{structure.from_first_harvest});
    if (written) written = put->run();
    if (!written) return written;
  }
  return done();
}

Status State::put_pairs(std::string_view sql,
                        const std::vector<std::pair<std::string, std::string>>& pairs) {
  Result<SqliteStatement> put = database_.prepare(sql);
  if (!put) return fail(put.error());
  for (const auto& [from, to] : pairs) {
    Status written = put->bind(0, from);
    if (written) written = put->bind(1, to);
    if (written) written = put->run();
    if (!written) return written;
  }
  return done();
}

Status State::put_sources(const StateChanges& changes) {
  Result<SqliteStatement> put =
      database_.prepare("INSERT OR IGNORE INTO sources (name, first_indexed) VALUES (?, ?)");
  if (!put) return fail(put.error());
  for (const auto& [name, first_indexed] : changes.sources) {
    Status written = put->bind(0, name);
    if (written) written = put->bind(1, first_indexed);
    if (written) written = put->run();
    if (!written) return written;
  }
  return done();
}

Status State::forget(std::string_view sql, const std::vector<std::string>& keys) {
  Result<SqliteStatement> drop = database_.prepare(sql);
  if (!drop) return fail(drop.error());
  for (const std::string& key : keys) {
    Status dropped = drop->bind(0, key);
    if (dropped) dropped = drop->run();
    if (!dropped) return dropped;
  }
  return done();
}

Status check_state(const std::filesystem::path& store) {
  const auto file = store / "state.sqlite";
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return done();
  auto database = SqliteDatabase::open(file);
  if (!database) return fail(database.error());
  auto query = database->prepare("PRAGMA quick_check(1)");
  if (!query) return fail(query.error());
  const auto row = query->next();
  if (!row) return fail(row.error());
  if (query->text(0) == "ok") return done();
  return fail(ErrorCode::Damaged, "{}: {}", file.string(), query->text(0));
}

}  // namespace filon
