-- Climate minutes are append-only in their order of arrival: a minute that closes twice (a clock set back, a point that comes back, a late
-- backlog) is two rows. n counts the rows of a point's hour as they came, from 1. Old rows stood once each and came in order of time.
CREATE TABLE climate_minute_kept(
  minute  INTEGER NOT NULL,
  point   TEXT NOT NULL,
  n       INTEGER NOT NULL CHECK(n > 0),
  t_mean  INTEGER, t_min INTEGER, t_max INTEGER, t_n INTEGER,
  h_mean  INTEGER, h_min INTEGER, h_max INTEGER, h_n INTEGER,
  quality INTEGER NOT NULL,
  PRIMARY KEY(minute, point, n)
) STRICT, WITHOUT ROWID;

INSERT INTO climate_minute_kept
SELECT minute, point, minute % 3600 / 60 + 1, t_mean, t_min, t_max, t_n, h_mean, h_min, h_max, h_n, quality FROM climate_minute ORDER BY minute, point;

DROP TABLE climate_minute;
ALTER TABLE climate_minute_kept RENAME TO climate_minute;

CREATE TRIGGER climate_minute_no_update BEFORE UPDATE ON climate_minute
BEGIN SELECT RAISE(ABORT, 'climate minutes are append-only'); END;

-- minutes_before: unix seconds; stands from the commit of a climate.thinned entry until the last slice of minutes before it is gone
CREATE TRIGGER climate_minute_kept_for_its_time BEFORE DELETE ON climate_minute
WHEN OLD.minute >= coalesce((SELECT CAST(v AS INTEGER) FROM meta WHERE k = 'minutes_before'), -9223372036854775808)
BEGIN SELECT RAISE(ABORT, 'climate minutes are kept for their time'); END;

-- What the climate.hour entries say, for charts of old times. Thousandths of °C and %; null where an entry does not say it.
CREATE TABLE climate_hour(
  point     TEXT NOT NULL,
  hour      INTEGER NOT NULL,
  seq       INTEGER NOT NULL,
  minutes   INTEGER NOT NULL,
  dropped   INTEGER NOT NULL,
  good      INTEGER, uncertain INTEGER, bad INTEGER,
  t_n INTEGER, t_sum INTEGER, t_min INTEGER, t_max INTEGER, t_above INTEGER, t_below INTEGER, t_low INTEGER, t_high INTEGER,
  h_n INTEGER, h_sum INTEGER, h_min INTEGER, h_max INTEGER, h_above INTEGER, h_below INTEGER, h_low INTEGER, h_high INTEGER,
  PRIMARY KEY(point, hour, seq)
) STRICT, WITHOUT ROWID;

-- Entries of the first form hold decimal numbers: the sum is rounded to thousandths, halves away from zero.
INSERT OR IGNORE INTO climate_hour
SELECT p ->> 'point', CAST(unixepoch(p ->> 'hour') AS INTEGER), seq, p ->> 'minutes', 0, NULL, NULL, NULL,
  p ->> '$.temperature.samples',
  CAST(round((p ->> '$.temperature.mean') * 1000) AS INTEGER) * (p ->> '$.temperature.samples'),
  CAST(round((p ->> '$.temperature.min') * 1000) AS INTEGER), CAST(round((p ->> '$.temperature.max') * 1000) AS INTEGER), NULL, NULL, NULL, NULL,
  p ->> '$.humidity.samples',
  CAST(round((p ->> '$.humidity.mean') * 1000) AS INTEGER) * (p ->> '$.humidity.samples'),
  CAST(round((p ->> '$.humidity.min') * 1000) AS INTEGER), CAST(round((p ->> '$.humidity.max') * 1000) AS INTEGER), NULL, NULL, NULL, NULL
FROM (SELECT seq, CAST(payload AS TEXT) AS p FROM entry WHERE kind = 'climate.hour.v1' AND json_valid(CAST(payload AS TEXT)));
