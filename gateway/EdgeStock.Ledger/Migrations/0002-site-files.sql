-- The site files that were in force, under the hash that config.applied.v1 entries carry: what stood where at any entry can be read back.
CREATE TABLE site_file(
  hash TEXT PRIMARY KEY CHECK(length(hash) = 64),
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
