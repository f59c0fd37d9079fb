// The figures of an excursion, reckoned again from its minutes by the formulas of docs/climate.md and docs/excursions.md.
const minute = 60_000, day = 1440;
const iso = ms => new Date(ms).toISOString();
const floor = ms => ms - ms % minute;
const windows = { room: { minutes: 30 * day, low: 5, high: 40 }, cold: { minutes: day, low: -10, high: 30 }, frozen: { minutes: day, low: -40, high: 30 } };
const rate = celsius => Math.exp(10_000 * (1 / 298.15 - 1 / (celsius + 273.15)));
const celsius = r => 1 / (1 / 298.15 - Math.log(r) / 10_000) - 273.15;

/** Heat of a course of which mean, lowest and highest are known: least if the mean stood all the time, most if only the extremes occurred. */
function heat({ mean, min, max }, share) {
  const low = rate(mean / 1000), most = max > min ? rate(min / 1000) + (rate(max / 1000) - rate(min / 1000)) * Math.min(1, Math.max(0, (mean - min) / (max - min))) : low;
  return { low: low * share, high: Math.max(low, most) * share, known: share, missing: 1 - share };
}

function heatAt(minutes, at) {
  const t = minutes.temperature(at), sums = t || minutes.hourOf(at);
  if (t) return heat(t, 1);
  return sums ? heat({ mean: Math.trunc(sums.sum / sums.samples), min: sums.min, max: sums.max }, Math.min(60, Math.max(0, sums.known)) / 60) : { low: 0, high: 0, known: 0, missing: 1 };
}

function heats(minutes, end, length) {
  return Array.from({ length }, (_, i) => { const at = end - (length - i) * minute; return at < minutes.end ? heatAt(minutes, at) : { low: 0, high: 0, known: 0, missing: 1 }; });
}

function seen(minutes, window, end) {
  let { low, high } = window;
  for (let at = end - window.minutes * minute; at < Math.min(end, minutes.end); at += minute) {
    const t = minutes.temperature(at);
    if (t) [low, high] = [Math.min(low, t.min / 1000), Math.max(high, t.max / 1000)];
  }
  return { low, high };
}

const total = list => list.reduce((a, h) => ({ low: a.low + h.low, high: a.high + h.high, known: a.known + h.known, missing: a.missing + h.missing }), { low: 0, high: 0, known: 0, missing: 0 });

/** What minutes of a stretch say against the alarm's limit. */
export function count(minutes, report, from, to) {
  const limit = Math.round(report.limits.limit * 1000), high = report.side === 'high', found = { outside: 0, unknown: 0, uncertain: 0, peak: null, peakAt: null, first: null, last: null };
  for (let at = from; at < to; at += minute) {
    const span = minutes.of(at);
    if (!span) found.unknown++;
    else if (high ? span.mean > limit : span.mean < limit) {
      const far = high ? span.max : span.min;
      found.outside++;
      found.uncertain += minutes.quality(at) === 0 ? 0 : 1;
      if (found.peak === null || (high ? far > found.peak : far < found.peak)) [found.peak, found.peakAt] = [far, at];
      [found.first, found.last] = [found.first ?? at, at];
    }
  }
  return { ...found, peak: found.peak === null ? null : found.peak / 1000 };
}

/** The judgement; null when no minute was outside. */
export function judge(minutes, report, { onset, clearedAt }) {
  const begin = Date.parse(report.seals.from), found = count(minutes, report, floor(Date.parse(onset)), clearedAt ? Math.min(floor(Date.parse(clearedAt)) + minute, minutes.end) : minutes.end);
  if (!found.outside) return null;
  let [earliest, latest] = [found.first, found.last + minute];
  while (earliest > begin && !minutes.of(earliest - minute)) earliest -= minute;
  while (latest < minutes.end && !minutes.of(latest)) latest += minute;
  const whole = count(minutes, report, earliest, latest), end = found.last + minute;
  const judged = {
    startEarliest: iso(earliest), start: iso(found.first), end: iso(end), endLatest: iso(latest), ongoing: !clearedAt, peak: whole.peak, peakAt: iso(whole.peakAt),
    minutesOutside: whole.outside, minutesUnknown: whole.unknown, minutesUncertain: whole.uncertain };
  return report.quantity === 'temperature' ? { ...judged, ...kinetic(minutes, report, found.first, clearedAt ? end : minutes.end, whole.peak, !clearedAt) } : judged;
}

function kinetic(minutes, report, start, end, peak, ongoing) {
  // The rule is the profile's, and the report says it; where it does not, that of the kind of store.
  const high = minutes.high(start), said = report.judgement?.meanKineticTemperature;
  const window = said?.rangeLow !== undefined ? { minutes: said.windowHours * 60, low: said.rangeLow, high: said.rangeHigh }
    : high === null ? windows.room : high <= 0 ? windows.frozen : high <= 15_000 ? windows.cold : windows.room;
  const windowEnd = warmest(minutes, window, start, end), credible = seen(minutes, window, windowEnd), sum = total(heats(minutes, windowEnd, window.minutes)), time = sum.known + sum.missing;
  const bounds = { low: celsius((sum.low + sum.missing * rate(credible.low)) / time), high: celsius((sum.high + sum.missing * rate(credible.high)) / time) };
  const limit = said ? said.limit ?? null : high === null ? null : high / 1000;
  const mkt = { windowHours: window.minutes / 60, windowEnd: iso(windowEnd), measured: sum.known > 0 ? celsius((sum.low + sum.high) / 2 / sum.known) : null, ...bounds, coverage: sum.known / time, gapLow: credible.low, gapHigh: credible.high, rangeLow: window.low, rangeHigh: window.high };
  if (limit !== null) Object.assign(mkt, { limit, verdict: bounds.high <= limit ? 'within' : bounds.low > limit ? 'exceeded' : 'unknown' });
  if (report.side !== 'high' || limit === null) return { meanKineticTemperature: mkt };
  let at = peak;
  if (ongoing) { let last = minutes.end - minute; while (!minutes.temperature(last) && last > start) last -= minute; at = minutes.temperature(last).mean / 1000; }
  const list = heats(minutes, end, window.minutes), range = seen(minutes, window, end);
  return { meanKineticTemperature: mkt, budget: { at, hoursAtLeast: budget(list, at, limit, h => h.high + h.missing * rate(range.high)), hoursAtMost: budget(list, at, limit, h => h.low + h.missing * rate(range.low)) } };
}

/** A window cannot hold an excursion that is longer than itself: then the warmest one that ends within it. */
function warmest(minutes, window, start, end) {
  const begin = start + window.minutes * minute;
  if (begin >= end) return end;
  const most = h => h.high + h.missing * rate(window.high);
  let heatNow = heats(minutes, begin, window.minutes).reduce((a, h) => a + most(h), 0), best = begin, top = heatNow;
  for (let at = begin; at < end; at += minute) {
    heatNow += most(heatAt(minutes, at)) - most(heatAt(minutes, at - window.minutes * minute));
    if (heatNow > top) [best, top] = [at + minute, heatNow];
  }
  return best;
}

/** Hours until the running window passes its limit when a temperature stands from now on; null for never. */
function budget(list, at, limitCelsius, of) {
  const limit = rate(limitCelsius) * list.length, entering = rate(at), rounding = 1 + 1e-10;
  let now = list.reduce((a, h) => a + of(h), 0), passed = 0;
  if (now > limit * rounding) return 0;
  for (const h of list) {
    const change = entering - of(h);
    if (now + change > limit * rounding) return (passed + Math.min(1, Math.max(0, (limit - now) / change))) / 60;
    [now, passed] = [now + change, passed + 1];
  }
  return null;
}

/** The minutes of the excursion in which a lot was there. */
export function lotMinutes(minutes, report, judged, lot) {
  if (!judged) return { outside: 0, unknown: 0, peak: null };
  const earliest = Date.parse(judged.startEarliest), latest = Date.parse(judged.endLatest), from = Date.parse(lot.from);
  const begin = from <= Date.parse(judged.start) || floor(from) < earliest ? earliest : floor(from), end = lot.until && Date.parse(lot.until) < latest ? floor(Date.parse(lot.until)) : latest;
  return end > begin ? count(minutes, report, begin, end) : { outside: 0, unknown: 0, peak: null };
}
