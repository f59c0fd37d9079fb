-- Entries about notifications, lots in an excursion, sensors that disagree and windows of maintenance, which no older release can read back: it
-- must not write here.

-- The key figures of alarms look up what was judged of them.
CREATE INDEX entry_of_judgements ON entry(seq) WHERE kind = 'alarm.judged.v1';
