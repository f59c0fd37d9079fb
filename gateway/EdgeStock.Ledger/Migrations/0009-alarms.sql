-- Entries about the life cycle of alarms, which no older release can read back: it must not write here. The key figures of alarms look them up
-- by time; the index holds those alone.
CREATE INDEX entry_of_alarms ON entry(occurred) WHERE kind IN (
  'alarm.changed.v1', 'alarm.escalated.v1', 'alarm.acknowledged.v1', 'alarm.confirmed.v1', 'alarm.shelved.v1', 'alarm.unshelved.v1', 'alarm.suppressed.v1',
  'alarm.unsuppressed.v1', 'alarm.out-of-service.v1', 'alarm.in-service.v1', 'alarm.withdrawn.v1');
