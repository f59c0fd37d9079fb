-- Who is behind a pseudonym that entries carry. Beside the chain, so that a name can be erased and the chain stays whole.
CREATE TABLE person(
  pseudonym TEXT PRIMARY KEY,
  account   TEXT UNIQUE,
  name      TEXT,
  since     INTEGER NOT NULL,
  erased    INTEGER
) STRICT, WITHOUT ROWID;

CREATE TRIGGER person_kept BEFORE DELETE ON person
BEGIN SELECT RAISE(ABORT, 'a pseudonym is never given twice: erase the name, keep the row'); END;
