// Checks the report of an excursion against an evidence file: node verify.js EVIDENCE REPORT [FINGERPRINT]. Plain Node 18 or later; nothing to install.
// What is checked, and how each figure is reckoned, stands in docs/excursions.md. Exit code 0: all agrees. 1: something does not. 2: cannot be read.
import { createHash, createPublicKey, verify as isSigned } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { verify as holds } from '../ledger-verify/verify.mjs';
import { readReport } from './report.js';
import { judge, lotMinutes } from './figures.js';
import { minutesOf, sealsOf } from './minutes.js';
import { excursionsOf, lotsOf, messagesOf } from './story.js';

const need = (fine, problem) => { if (!fine) throw new Error(problem); };
const same = (said, found, what) => need(JSON.stringify(said ?? null) === JSON.stringify(found ?? null), `${what}: the report says ${JSON.stringify(said ?? null)}, the ledger ${JSON.stringify(found ?? null)}`);
const near = (said, found, what) => need((said ?? null) === null ? (found ?? null) === null : found !== null && Math.abs(said - found) <= 0.00011, `${what}: the report says ${said ?? null}, the minutes ${found ?? null}`);
const iso = ms => ms === null || ms === undefined ? undefined : new Date(ms).toISOString();

/** Every check of a report, as [name, function]; what one finds the next ones use. */
export function checks(evidence, file, trusted) {
  const { report, signature, signed } = readReport(file);
  const found = {};
  return [
    ['the evidence holds', () => {
      found.about = holds(evidence, trusted);
      found.lines = evidence.toString('utf8').trimEnd().split('\n').map(line => JSON.parse(line));
      for (const name of ['site', 'gateway', 'epoch']) same(report[name], found.about[name], name);
    }],
    ['the report is signed by a key of that gateway', () => {
      const key = found.lines.find(l => l.type === 'key' && l.id === signature.key);
      need(key && (!trusted || signature.key === trusted), 'its key is not in the evidence, or not the one given');
      const sha256 = createHash('sha256').update(signed).digest('hex'), value = Buffer.from(signature.value, 'base64');
      need(value.toString('base64') === signature.value && isSigned('sha256', Buffer.from(`edgestock excursion report 1\n${sha256}\n`), createPublicKey(key.pem), value), 'something in it was changed since it was signed');
    }],
    ['the evidence reaches as far as the report', () => {
      found.entries = found.lines.filter(l => l.type === 'entry' && 'payload' in l && l.seq <= report.ledger.seq).map(l => ({ ...l, data: JSON.parse(l.payload) }));
      const head = found.entries.find(e => e.seq === report.ledger.seq);
      need(head, `entry ${report.ledger.seq} is not in it: export from ${report.evidence.from} to ${report.evidence.to}`);
      same(report.ledger.hash, head.hash, 'hash of the last entry');
      if (report.checkpoint) need(report.checkpoint.seq <= report.ledger.seq && (found.entries.find(e => e.seq === report.checkpoint.seq)?.hash ?? report.checkpoint.hash) === report.checkpoint.hash, 'its checkpoint is not of this chain');
    }],
    ['each entry that it cites is in the evidence', () => {
      const bySeq = new Map(found.entries.map(e => [e.seq, e]));
      need(report.timeline.length > 0, 'it cites none');
      for (const told of report.timeline) {
        const entry = bySeq.get(told.seq);
        need(entry, `entry ${told.seq} is not in it: export from ${report.evidence.from} to ${report.evidence.to}`);
        for (const name of ['hash', 'kind']) same(told[name], entry[name], `${name} of entry ${told.seq}`);
        same(told.at, iso(entry.occurred), `time of entry ${told.seq}`);
        const data = { ...entry.data, ...(entry.kind.startsWith('lot.') && { state: undefined }) };
        for (const name of Object.keys(told).filter(n => !['seq', 'hash', 'kind', 'at'].includes(n))) typeof told[name] === 'number' ? near(told[name], data[name], `${name} of entry ${told.seq}`) : same(told[name], data[name], `${name} of entry ${told.seq}`);
        for (const name of ['by', 'reason', 'action', 'decision', 'state', 'until'].filter(n => data[n] !== undefined && !entry.kind.startsWith('excursion.'))) same(told[name], data[name], `${name} of entry ${told.seq}`);
      }
    }],
    ['it is the excursion that the alarm tells, and no entry of it is left out', () => {
      const all = excursionsOf(found.entries, report.alarm), excursion = all.find(e => e.seq === report.seq), next = all[all.indexOf(excursion) + 1];
      need(excursion, `entry ${report.seq} begins no excursion of ${report.alarm}`);
      found.excursion = excursion;
      found.lots = lotsOf(found.entries, report);
      for (const [name, value] of Object.entries({ kind: excursion.alarm.kind, severity: excursion.alarm.severity, room: excursion.alarm.room, point: excursion.alarm.subject.split('/')[0], quantity: excursion.alarm.subject.split('/')[1], side: ['high', 'highHigh', 'atOnce'].includes(excursion.alarm.kind) ? 'high' : 'low', onset: excursion.onset, stoodAt: excursion.stoodAt, clearedAt: excursion.clearedAt, endedAt: excursion.endedAt })) same(report[name], value, name);
      for (const name of ['limit', 'deadband', 'onDelaySeconds', 'offDelaySeconds']) near(report.limits[name], excursion.limits[name] ?? null, name);
      same(report.limits.because, excursion.limits.because, 'reason of the limit');
      same(report.timeline.map(t => t.seq), [...excursion.entries, ...found.lots.entries, ...messagesOf(found.entries, excursion, next)].map(e => e.seq).sort((a, b) => a - b), 'entries');
    }],
    ['the hours that it was judged by are all there', () => {
      const seals = sealsOf(found.entries, report);
      same(report.seals.count, seals.length, 'sealed hours');
      same(report.seals.sha256, createHash('sha256').update(seals.map(s => `${s.hash}\n`).join('')).digest('hex'), 'hash of the seals');
      found.minutes = minutesOf(found.lines, seals, report);
      if (report.siteFile) need(found.lines.some(l => l.type === 'site' && l.hash === report.siteFile), 'the site file of that time is not in the evidence: export from an earlier instant on');
    }],
    ['the picture shows the minutes that were recorded', () => same(report.course.means, found.minutes.means(report.course.from, report.course.to), 'means')],
    ['onset, end, peak, minutes and heat agree with the minutes', () => {
      const judged = judge(found.minutes, report, found.excursion);
      found.judged = judged;
      need(Boolean(report.judgement) === Boolean(judged), judged ? 'the report does not say what the minutes do' : 'no minute was outside');
      for (const [name, value] of Object.entries(judged ?? {})) {
        const said = report.judgement[name];
        if (value && typeof value === 'object') {
          need(said, `${name} is missing`);
          for (const [part, figure] of Object.entries(value)) typeof figure === 'number' || figure === null ? near(said[part], figure, `${name}.${part}`) : same(said[part], figure, `${name}.${part}`);
          need(Object.keys(said).every(k => k in value), `${name} holds what the minutes do not say`);
        } else typeof value === 'number' ? near(said, value, name) : same(said, value, name);
      }
      need(Object.keys(report.judgement ?? {}).every(k => (judged[k] ?? null) !== null), 'the judgement holds what the minutes do not say');
    }],
    ['lots and decisions agree with the entries', () => {
      same(report.lots.length, found.lots.lots.length, 'lots');
      report.lots.forEach((told, i) => {
        const lot = found.lots.lots[i], count = lotMinutes(found.minutes, report, found.judged, lot), what = `lot ${told.article} ${told.lot ?? ''}`;
        for (const name of ['article', 'lot', 'expiry', 'pieces', 'from', 'until']) same(told[name], lot[name], `${name} of ${what}`);
        same(told.decision, lot.decision, `decision on ${what}`);
        same(told.minutesOutside, count.outside, `minutes outside of ${what}`);
        same(told.minutesUnknown, count.unknown, `minutes unknown of ${what}`);
        near(told.peak, count.peak, `peak of ${what}`);
      });
      same(report.undecided, report.lots.filter(l => !l.decision).length, 'lots not decided');
    }],
    ['it is final', () => need(report.final, 'it is provisional: the excursion was not over, or its last hour not sealed. Make it again')],
  ];
}

if (process.argv[1]?.endsWith('verify.js')) try {
  const [evidence, report] = process.argv.slice(2, 4).map(path => readFileSync(path ?? ''));
  if (!report) throw Object.assign(new Error('two files are needed'), { code: 'USE' });
  for (const [name, check] of checks(evidence, report, process.argv[4]?.replace(/[: ]/g, '').toLowerCase())) try {
    check();
    console.log(`ok      ${name}`);
  } catch (e) {
    console.log(`FAILED  ${name}: ${e.message}`);
    process.exitCode = 1;
    // What comes after would stand on what does not hold.
    if (!/picture|final|signed/.test(name)) break;
  }
} catch (e) {
  console.log(`cannot be read: ${e.message}. Use: node verify.js EVIDENCE REPORT [FINGERPRINT]`);
  process.exitCode = 2;
}
