// The climate minutes of a point, from the seals of its hours and the minutes behind them.
const minute = 60_000, hour = 60 * minute;
const span = text => { if (text === '-') return null; const [mean, min, max, samples] = text.split(',').map(Number); return { mean, min, max, samples }; };
const join = (a, b) => !a ? b : !b ? a : { mean: Math.trunc((a.mean * a.samples + b.mean * b.samples) / (a.samples + b.samples)), min: Math.min(a.min, b.min), max: Math.max(a.max, b.max), samples: a.samples + b.samples };

/** The entries that seal the hours of the report's point, in the stretch that it names. */
export const sealsOf = (entries, { point, seals: { from, to } }) => entries.filter(e => e.kind.startsWith('climate.hour.') && e.data.point === point && Date.parse(e.data.hour) >= Date.parse(from) && Date.parse(e.data.hour) < Date.parse(to));

/** The minutes, by their start; and the sums of hours whose minutes are not kept. */
export function minutesOf(lines, seals, { quantity, seals: { to } }) {
  const sealed = new Map(seals.map(s => [s.seq, s])), minutes = new Map(), hours = new Map(), told = new Set(), end = Date.parse(to);
  const thousandth = value => value === undefined || value === null ? null : value;
  let seal;
  for (const line of lines) {
    if (line.type === 'entry') seal = sealed.get(line.seq);
    else if (line.type === 'minute' && seal) {
      told.add(seal.data.hour);
      const start = line.start * 1000, before = minutes.get(start), limits = { high: thousandth(seal.data.temperature?.high) };
      if (start < end) minutes.set(start, { temperature: join(before?.temperature, span(line.temperature)), humidity: join(before?.humidity, span(line.humidity)), quality: Math.max(before?.quality ?? 0, line.quality), limits });
    }
  }
  for (const { data, kind } of seals) {
    if (told.has(data.hour) || !data.temperature || kind !== 'climate.hour.v2') continue;
    const t = data.temperature, before = hours.get(Date.parse(data.hour)) ?? { sum: 0, samples: 0, min: Infinity, max: -Infinity, known: 0 };
    hours.set(Date.parse(data.hour), { sum: before.sum + t.sum, samples: before.samples + t.samples, min: Math.min(before.min, t.min), max: Math.max(before.max, t.max), known: before.known + data.good + data.uncertain });
  }
  return {
    end,
    of: at => minutes.get(at)?.[quantity] ?? null,
    quality: at => minutes.get(at)?.quality ?? 0,
    high: at => minutes.get(at)?.limits.high ?? null,
    temperature: at => minutes.get(at)?.temperature ?? null,
    hourOf: at => hours.get(at - at % hour) ?? null,
    means(from, until) {
      const all = [];
      for (let at = Date.parse(from); at < Date.parse(until); at += minute) all.push(this.of(at)?.mean ?? null);
      return all;
    },
  };
}
