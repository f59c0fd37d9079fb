-- Entries about goods, cover and exemptions, which no older release can read back: it must not write here. Reports look their own kinds up by
-- time; the index holds those alone, so that a taking costs no more than before.
CREATE INDEX entry_of_reports ON entry(kind, occurred) WHERE kind IN (
  'coverage.day.v1', 'coverage.state.v1', 'coverage.surge.v1', 'lot.wasted.v1', 'lot.expired.v1', 'lot.fefo-broken.v1', 'hygiene.alarm.v1',
  'climate.alarm.v1', 'exemption.granted.v1', 'exemption.reviewed.v1', 'exemption.ended.v1', 'exemption.review-due.v1');
