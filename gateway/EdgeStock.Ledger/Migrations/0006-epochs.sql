-- Under which epoch each entry is published: the genesis's at first, and a new one from each restore on. An entry keeps its epoch for ever.
CREATE TABLE epoch(
  first_seq INTEGER PRIMARY KEY CHECK(first_seq > 0),
  epoch     INTEGER NOT NULL
) STRICT;

INSERT INTO epoch(first_seq, epoch)
SELECT CAST((SELECT v FROM meta WHERE k = 'base_seq') AS INTEGER) + 1, CAST((SELECT v FROM meta WHERE k = 'epoch') AS INTEGER);

CREATE TRIGGER epoch_append_only_delete BEFORE DELETE ON epoch
BEGIN SELECT RAISE(ABORT, 'epochs are append-only'); END;

CREATE TRIGGER epoch_append_only_update BEFORE UPDATE ON epoch
BEGIN SELECT RAISE(ABORT, 'epochs are append-only'); END;

CREATE TRIGGER epoch_grows BEFORE INSERT ON epoch
WHEN NEW.first_seq <= (SELECT max(first_seq) FROM epoch) OR NEW.epoch <= (SELECT max(epoch) FROM epoch)
BEGIN SELECT RAISE(ABORT, 'a new epoch is higher and begins later'); END;
