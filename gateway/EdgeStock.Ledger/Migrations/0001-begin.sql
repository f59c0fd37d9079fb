-- The first form of the ledger. Entries are append-only and gapless, held by triggers; everything below them can be rebuilt.
CREATE TABLE meta(
  k TEXT PRIMARY KEY,
  v TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE entry(
  seq      INTEGER PRIMARY KEY CHECK(seq > 0),
  kind     TEXT NOT NULL,
  room     TEXT,
  subject  TEXT NOT NULL,
  occurred INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  payload  BLOB NOT NULL,
  hash     BLOB NOT NULL CHECK(length(hash) = 32)
) STRICT;

CREATE TRIGGER entry_append_only_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER entry_append_only_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TRIGGER entry_gapless BEFORE INSERT ON entry
WHEN NEW.seq <> (SELECT coalesce(max(seq), (SELECT CAST(v AS INTEGER) FROM meta WHERE k = 'base_seq')) + 1 FROM entry)
BEGIN SELECT RAISE(ABORT, 'the ledger has no gaps'); END;

-- read models, one JSON document each
CREATE TABLE projection(
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(kind, id)
) STRICT, WITHOUT ROWID;

-- what the estimators remember
CREATE TABLE memory(
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY(kind, id)
) STRICT, WITHOUT ROWID;

-- thousandths of °C and %; null where no good value came
CREATE TABLE climate_minute(
  minute  INTEGER NOT NULL,
  point   TEXT NOT NULL,
  t_mean  INTEGER, t_min INTEGER, t_max INTEGER, t_n INTEGER,
  h_mean  INTEGER, h_min INTEGER, h_max INTEGER, h_n INTEGER,
  quality INTEGER NOT NULL,
  PRIMARY KEY(minute, point)
) STRICT, WITHOUT ROWID;

-- highest sample taken from each firmware-host
CREATE TABLE intake(
  host TEXT PRIMARY KEY,
  n    TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- how far each subscriber of the outbox has come
CREATE TABLE outbox(
  name TEXT PRIMARY KEY,
  seq  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
