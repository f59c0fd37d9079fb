-- Signed statements of where the chain stood, and every public key that signed one. Outside the chain: a replay makes none.
CREATE TABLE signing_key(
  id    TEXT PRIMARY KEY CHECK(length(id) = 64),
  pem   TEXT NOT NULL,
  since INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER signing_key_append_only_delete BEFORE DELETE ON signing_key
BEGIN SELECT RAISE(ABORT, 'signing keys are append-only'); END;

CREATE TRIGGER signing_key_append_only_update BEFORE UPDATE ON signing_key
BEGIN SELECT RAISE(ABORT, 'signing keys are append-only'); END;

CREATE TABLE checkpoint(
  seq       INTEGER NOT NULL CHECK(seq >= 0),
  at        INTEGER NOT NULL,
  hash      BLOB NOT NULL CHECK(length(hash) = 32),
  key       TEXT NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY(seq, at)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER checkpoint_append_only_delete BEFORE DELETE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;

CREATE TRIGGER checkpoint_append_only_update BEFORE UPDATE ON checkpoint
BEGIN SELECT RAISE(ABORT, 'checkpoints are append-only'); END;
