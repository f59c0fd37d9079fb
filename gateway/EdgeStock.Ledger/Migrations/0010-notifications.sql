-- Entries about notifications, lots in an excursion, sensors that disagree and windows of maintenance, which no older release can read back: it
-- must not write here.
-- The report of an excursion looks its lots, the decisions about them and the site file of its time up by kind.
CREATE INDEX entry_of_excursions ON entry(kind) WHERE kind IN ('config.applied.v1', 'excursion.lots.v1', 'excursion.ended.v1', 'lot.decided.v1');
