-- Entries about notifications, lots in an excursion, sensors that disagree and windows of maintenance, which no older release can read back: it
-- must not write here.

-- The key figures of alarms look up what was judged of them.
CREATE INDEX entry_of_judgements ON entry(seq) WHERE kind = 'alarm.judged.v1';

-- Messages to people, looked up by time: the index holds them alone.
CREATE INDEX entry_of_notifications ON entry(occurred) WHERE kind IN (
  'notification.due.v1', 'notification.sent.v1', 'notification.failed.v1', 'notification.withheld.v1', 'notification.drill-signed.v1');

-- The report of an excursion looks its lots, the decisions about them and the site file of its time up by kind.
CREATE INDEX entry_of_excursions ON entry(kind) WHERE kind IN ('config.applied.v1', 'excursion.lots.v1', 'excursion.ended.v1', 'lot.decided.v1');
