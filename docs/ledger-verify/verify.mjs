// Checks an evidence file of EdgeStock: node verify.mjs FILE [FINGERPRINT]. Plain Node 18 or later; nothing to install.
// What is hashed and signed, octet by octet, stands in docs/ledger.md. Exit code 0: it holds. 1: it does not. 2: it cannot be read.
import { createHash, createPublicKey, verify as isSigned } from 'node:crypto';
import { readFileSync } from 'node:fs';

const need = (holds, problem) => { if (!holds) throw new Error(problem); };
const sha = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const int64 = n => { const b = Buffer.alloc(8); b.writeBigInt64BE(BigInt(n)); return b; };
const counted = s => { const utf8 = Buffer.from(s ?? ''), b = Buffer.alloc(4); b.writeInt32BE(utf8.length); return Buffer.concat([b, utf8]); };
export function verify(bytes, trusted) {
  const keys = new Map(), sites = new Set(), signers = new Set();
  let about, head, hour, last, number = 1;
  const signed = (line, text) => {
    const signature = Buffer.from(line.signature, 'base64');
    need(keys.has(line.key) && (!trusted || line.key === trusted), 'signed by a key that is missing, or not the one given');
    need(signature.toString('base64') === line.signature && isSigned('sha256', text, keys.get(line.key), signature), 'the signature belongs to something else');
    signers.add(line.key);
  };
  const types = {
    evidence: { after: [undefined], take: line => {
      need(line.form === 1 && line.before.seq === line.first - 1 && line.first <= line.last, 'a form or a range that is none');
      need(line.before.seq || line.before.hash === sha(`edgestock ledger 1\n${line.site}\n${line.gateway}\n${line.epoch}\n`), 'not the genesis hash of this gateway');
      [about, head] = [line, line.before]; } },
    key: { after: ['evidence', 'key'], take: line => {
      keys.set(line.id, createPublicKey(line.pem));
      need(sha(keys.get(line.id).export({ type: 'spki', format: 'der' })) === line.id, 'the key is not what its fingerprint says'); } },
    site: { after: ['key', 'site'], take: line => { sites.add(line.hash); need(sha(line.text) === line.hash, 'the site file was changed'); } },
    entry: { after: ['key', 'site', 'entry', 'minute', 'checkpoint'], take: line => {
      const told = 'payload' in line, outer = [about.first, about.last].includes(line.seq), names = [line.kind, line.room, line.subject].map(counted);
      need(line.seq === head.seq + 1 && told === line.seq <= about.last, `entry ${head.seq + 1} is missing, or not told as it must be`);
      need(line.hash === sha(Buffer.from(head.hash, 'hex'), ...[line.seq, line.occurred, line.recorded].map(int64), ...names, Buffer.from(told ? sha(line.payload) : line.digest, 'hex')), 'it does not follow from the entry before');
      need(!outer || (line.recorded >= about.from && line.recorded < about.to), 'it was not recorded in the range that the first line tells');
      need(!told || !line.kind.startsWith('config.applied.') || sites.has(JSON.parse(line.payload).hash), 'its site file is missing');
      [head, hour] = [line, told && line.kind.startsWith('climate.hour.') ? { ...JSON.parse(line.payload), found: 0, sum: '' } : null]; } },
    minute: { after: ['entry', 'minute'], take: line => {
      const since = hour && line.start - Date.parse(hour.hour) / 1000;
      need(hour && line.point === hour.point && since >= 0 && since < 3600, 'the minute is not of the hour before it');
      hour.sum = sha(`${hour.sum}|${line.point}|${line.start}|${line.temperature}|${line.humidity}|${line.quality}`); hour.found++; } },
    checkpoint: { after: ['entry', 'minute', 'checkpoint'], take: line => {
      need(line.seq === head.seq && line.hash === head.hash, 'the checkpoint is not of the entry before it');
      signed(line, `edgestock checkpoint 1\n${about.site}\n${about.gateway}\n${about.epoch}\n${line.seq}\n${line.hash}\n${new Date(line.at).toISOString()}\n`); } },
    end: { after: ['checkpoint'], take: (line, before) => {
      need(head.seq >= about.last && sha(before) === line.sha256, 'something before this line was changed');
      signed(line, `edgestock evidence 1\n${line.sha256}\n`); } } };
  for (let at = 0, end; at < bytes.length; at = end + 1, number++) try {
    need((end = bytes.indexOf(10, at)) >= 0, 'it does not end with a line feed');
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(at, end)), line = JSON.parse(text);
    need(JSON.stringify(line) === text && types[line.type]?.after.includes(last), 'it is not written the one canonical way, or has no place here');
    need(line.type === 'minute' || !hour?.found || (hour.found === hour.minutes && hour.sum === hour.hash), 'the minutes before it are not those that were sealed');
    types[last = line.type].take(line, bytes.subarray(0, at));
  } catch (e) { throw new Error(`line ${number}: ${e.message}`); }
  need(last === 'end', `line ${number}: the signed end is missing: the file was cut off`);
  return { ...about, signers: [...signers].join(' and ') };
}

if (process.argv[1]?.endsWith('verify.mjs')) try {
  const { site, gateway, epoch, first, last, from, to, signers } = verify(readFileSync(process.argv[2] ?? ''), process.argv[3]?.replace(/[: ]/g, '').toLowerCase());
  console.log(`holds: entries ${first} to ${last}, recorded from ${new Date(from).toISOString()} to ${new Date(to).toISOString()}, ledger ${site}/${gateway} epoch ${epoch}`);
  console.log(`signed by key ${signers}: compare it with the fingerprint that was noted when the gateway was set up`);
} catch (e) { console.log(`${e.code ? 'cannot be read' : 'not good'}: ${e.message}${e.code ? '. Use: node verify.mjs FILE [FINGERPRINT]' : ''}`); process.exitCode = e.code ? 2 : 1; }
