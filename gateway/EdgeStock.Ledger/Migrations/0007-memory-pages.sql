-- What the estimators remember, packed: many to a row, a row as large as a page. What stands in `memory` is taken over with the first commit.
CREATE TABLE memory_page(
  n    INTEGER PRIMARY KEY,
  body BLOB NOT NULL
) STRICT;
