// What the entries of an alarm and of lots tell, told again from the evidence.
const life = ['changed', 'escalated', 'acknowledged', 'confirmed', 'shelved', 'unshelved', 'suppressed', 'unsuppressed', 'out-of-service', 'in-service', 'withdrawn'].map(kind => `alarm.${kind}.v1`);
const said = ['alarm.acknowledged.v1', 'alarm.escalated.v1', 'alarm.confirmed.v1'];

/** The excursions of an alarm: a new one with each new onset; what is said of one that is over concerns the next. */
export function excursionsOf(entries, alarm) {
  const all = [];
  let current, stood;
  const take = (course, entry) => {
    if (!course) return;
    course.entries.push(entry);
    const { data, kind } = entry, changed = kind === 'alarm.changed.v1';
    if (changed && data.condition === 'standing' && !course.seq) Object.assign(course, { seq: entry.seq, stoodAt: data.at, alarm: data.alarm, limits: data.limits });
    if ((changed && data.condition === 'clear') || kind === 'alarm.withdrawn.v1') course.clearedAt ??= data.at; else if (changed) course.clearedAt = undefined;
    if (course.clearedAt && data.state === 'normal') course.endedAt ??= data.at; else course.endedAt = course.clearedAt && course.endedAt;
  };
  for (const entry of entries.filter(e => life.includes(e.kind) && e.data.alarm.id === alarm)) {
    if (entry.kind === 'alarm.changed.v1') {
      if (!current || current.onset !== entry.data.onset || current.room !== entry.data.alarm.room) all.push(current = { onset: entry.data.onset, room: entry.data.alarm.room, entries: [] });
      take(current, entry);
      if (current.seq) stood = current;
    } else if (said.includes(entry.kind)) take(stood ?? current, entry);
    else if (current && !(current.clearedAt && current.endedAt)) take(current, entry);
  }
  return all.filter(course => course.seq);
}

/** The entries about messages to people that tell of an excursion, and what came of them. */
export function messagesOf(entries, excursion, next) {
  const ids = new Set(), alarm = excursion.alarm.id;
  const tells = (seq, data) => seq > excursion.seq && !(seq > next?.seq) && data.alarms.some(a => a.alarm === alarm);
  return entries.filter(e => e.kind.startsWith('notification.') && e.kind !== 'notification.drill-signed.v1').filter(({ seq, kind, data }) => {
    if (kind === 'notification.due.v1') return tells(seq, data) && ids.add(data.notification);
    return data.notification ? ids.has(data.notification) : kind === 'notification.withheld.v1' && tells(seq, data);
  });
}

/** The lots of an excursion, and the entries that name them or decide about them. */
export function lotsOf(entries, report) {
  const own = entries.filter(e => ['excursion.lots.v1', 'excursion.ended.v1', 'lot.decided.v1'].includes(e.kind) && e.data.alarm === report.alarm && e.data.onset === report.onset && e.data.room === report.room);
  const same = (a, b) => a.article === b.article && a.lot === b.lot && a.expiry === b.expiry;
  const plain = ({ article, lot, expiry, pieces, from, until }) => ({ article, lot, expiry, pieces, from, until });
  let lots = [], first = true;
  for (const { kind, data } of own) {
    if (kind === 'excursion.lots.v1') {
      lots.push(...data.lots.filter(l => !lots.some(o => same(l, o))).map(l => plain({ ...l, from: first ? data.onset : data.at })));
      first = false;
    } else if (kind === 'excursion.ended.v1') lots = [...data.lots.map(plain), ...lots.filter(l => !data.lots.some(o => same(l, o)))];
  }
  for (const lot of lots) {
    const last = own.filter(e => e.kind === 'lot.decided.v1' && same(e.data, lot)).at(-1);
    if (last) lot.decision = { seq: last.seq, at: last.data.at, decision: last.data.decision, by: last.data.by, reason: last.data.reason };
  }
  return { entries: own, lots };
}
