// Writes the vectors of this folder: node make-vectors.mjs
// Independent of Dockwarden's code. RFC 8785 is defined by what ECMAScript does: JSON.stringify
// for strings and numbers, and sort() by UTF-16 code units for member names.
import { createHash, pbkdf2Sync } from 'node:crypto';
import { writeFileSync } from 'node:fs';

const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.keys(value).sort();
    return `{${members.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value);
};
const sha256 = (...parts) => {
  const hash = createHash('sha256');
  parts.forEach((part) => hash.update(part));
  return hash.digest('hex');
};
const save = (name, value) => writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(value, null, 1)}\n`);

// Canonical JSON (M-1).
save('canonical-json.json', [
  '{ "b" : 1, "a" : [ true , false , { } , [ ] ] }',
  '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
  '"\\u0000\\u0001\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u001f \\u0022\\u005c\\/\\u007f\\u0080\\u2028\\u2029\\ufeff"',
  '[9007199254740991,-9007199254740991,0,-0,1,-1]',
  '{"":{"":{"":[]}},"A":1,"a":2,"aa":3,"a0":4}',
  '"\\uD83D\\uDE00 \\u00e9 e\\u0301"',
].map((input) => ({ input, canonical: canonical(JSON.parse(input)) })));

// Recording ids (N-5).
const length32 = (bytes) => { const b = Buffer.alloc(4); b.writeUInt32BE(bytes.length); return b; };
const length64 = (count) => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(count)); return b; };
const recordingId = (camera, path, bytes, digest) => {
  const cameraBytes = Buffer.from(camera, 'utf8');
  const pathBytes = Buffer.from(path, 'utf8');
  const domain = Buffer.from('dockwarden/recording/1', 'utf8');
  return sha256(
    length32(domain), domain,
    length32(cameraBytes), cameraBytes, length32(pathBytes), pathBytes,
    length64(bytes), Buffer.from(digest, 'hex'));
};
const empty = sha256('');
save('recording-ids.json', [
  ['0951:1666:BW-0042', 'DCIM/100MEDIA/REC_0001.MP4', 734003200, sha256('footage')],
  ['0951:1666:BW-0042', 'DCIM/100MEDIA/REC_0001.MP4', 0, empty],
  ['ffff:0000:%C3%A9 :x', 'é/😀/%0A%25%FF.mp4', 1, sha256('x')],
  ['0951:1666:A', 'B', Number.MAX_SAFE_INTEGER, 'ff'.repeat(32)],
].map(([camera, path, bytes, digest]) => ({ camera, path, bytes, sha256: digest, recording: recordingId(camera, path, bytes, digest) })));

// Papers (M-2, R-2, C-1): valid ones, and changes that make them invalid with the code they get.
const manifest = {
  camera: {
    clock: { measuredAt: '2026-11-21T20:13:31.000Z', offsetMillis: -61250, uncertaintyMillis: 1000 },
    firmware: '1.4.2', id: '0951:1666:BW-0042', profile: 'generic-dcim',
  },
  docking: {
    bay: 3, clock: 'synchronised', dock: 'dock-0001', dockedAt: '2026-11-21T20:13:30.123Z',
    docking: '6f1c2b1e-9f0a-4b5c-8d7e-0123456789ab', sealedAt: '2026-11-21T20:15:00.000Z',
    software: 'dockwarden-agent/0.1.0',
  },
  file: {
    bytes: 734003200, group: 'DCIM/100MEDIA/REC_0001', kind: 'footage', marks: ['flagged', 'truncated'],
    modified: '2026-11-21T17:15:30.000Z', path: 'DCIM/100MEDIA/REC_0001.MP4',
    recordedAt: '2026-11-21T16:15:30.000Z', sha256: sha256('footage'),
  },
  format: 'dockwarden-manifest/1',
  recording: recordingId('0951:1666:BW-0042', 'DCIM/100MEDIA/REC_0001.MP4', 734003200, sha256('footage')),
  sealed: {
    bytes: 734182912, recipients: ['age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg'],
    segmentBytes: 8388608, segmentsSha256: sha256('segments'),
  },
};
const bare = structuredClone(manifest);
delete bare.camera.clock; delete bare.camera.firmware; delete bare.file.group; delete bare.file.recordedAt;
bare.file.marks = [];
const leaf = (entry) => sha256(Buffer.from([0]), entry);
const events = ['committed', 'stored', 'verified', 'receipted', 'handed-over', 'delivered'];
const custody = [];
for (const [index, event] of events.entries()) {
  const entry = {
    at: `2026-11-21T20:16:0${index}.000Z`, event, facts: index === 0 ? { dock: 'dock-0001' } : {},
    format: 'dockwarden-custody/1', gateway: 'gateway-1', index, recording: manifest.recording,
  };
  if (index > 0) entry.previous = entry.previousOfRecording = leaf(custody[index - 1]);
  custody.push(canonical(entry));
}
const stored = {
  custody: { index: 2, leaf: leaf(custody[2]) }, format: 'dockwarden-receipt/1', gateway: 'gateway-1',
  issuedAt: '2026-11-21T20:16:03.000Z', manifestSha256: sha256(canonical(manifest)),
  original: { bytes: 734003200, sha256: manifest.file.sha256 }, recording: manifest.recording,
  sealed: { bytes: 734182912, segmentsSha256: manifest.sealed.segmentsSha256 }, stage: 'stored',
};
const delivered = {
  ...stored, custody: { index: 5, leaf: leaf(custody[5]) }, stage: 'delivered',
  delivery: { acknowledgedAt: '2026-11-21T20:16:05.000Z', connector: 'bagit', reference: 'DEMS/2026/1 é', sha256: manifest.file.sha256 },
};
const broken = (code, why, document, change) => {
  const copy = structuredClone(document);
  change(copy);
  return { code, why, document: canonical(copy) };
};
const bad = 'document-malformed';
const text = (code, why, document) => ({ code, why, document });
const papers = (kind, valid, invalid) => save(`${kind}.json`, { valid: valid.map(canonical), invalid });
papers('manifest', [manifest, bare], [
  broken('document-format-unknown', 'later format', manifest, (m) => { m.format = 'dockwarden-manifest/2'; }),
  broken('manifest-recording-id-wrong', 'id of another recording', manifest, (m) => { m.recording = empty; }),
  broken('manifest-recording-id-wrong', 'other length', manifest, (m) => { m.file.bytes += 1; }),
  broken(bad, 'unknown member', manifest, (m) => { m.note = ''; }),
  broken(bad, 'unknown member inside', manifest, (m) => { m.file.note = ''; }),
  broken(bad, 'missing member', manifest, (m) => { delete m.docking.software; }),
  broken(bad, 'null instead of left out', manifest, (m) => { m.camera.firmware = null; }),
  broken(bad, 'fraction', manifest, (m) => { m.docking.bay = 1.5; }),
  broken(bad, 'integer of 2^53', manifest, (m) => { m.file.bytes = 2 ** 53; }),
  broken(bad, 'negative length', manifest, (m) => { m.file.bytes = -1; }),
  broken(bad, 'bay 0', manifest, (m) => { m.docking.bay = 0; }),
  broken(bad, 'unknown kind', manifest, (m) => { m.file.kind = 'video'; }),
  broken(bad, 'unknown mark', manifest, (m) => { m.file.marks = ['lost']; }),
  broken('document-not-canonical', 'marks not sorted', manifest, (m) => { m.file.marks.reverse(); }),
  broken(bad, 'no recipient', manifest, (m) => { m.sealed.recipients = []; }),
  broken(bad, 'other segment length', manifest, (m) => { m.sealed.segmentBytes = 1024; }),
  broken(bad, 'digest in capitals', manifest, (m) => { m.file.sha256 = m.file.sha256.toUpperCase(); }),
  broken(bad, 'instant without decimals', manifest, (m) => { m.docking.dockedAt = '2026-11-21T20:13:30Z'; }),
  broken(bad, 'path climbs', manifest, (m) => { m.file.path = 'DCIM/../REC'; }),
  broken(bad, 'path not in its one encoding', manifest, (m) => { m.file.path = 'DCIM/%52EC'; }),
  text('document-not-canonical', 'white space', JSON.stringify(JSON.parse(canonical(manifest)), null, 1)),
  text('document-not-canonical', 'newline at the end', `${canonical(manifest)}\n`),
  text(bad, 'duplicate member', canonical(manifest).replace('{"camera"', '{"format":"x","camera"')),
  text(bad, 'cut short', canonical(manifest).slice(0, -1)),
  text(bad, 'empty', ''),
]);
papers('receipt', [stored, delivered], [
  broken('document-format-unknown', 'another document', stored, (r) => { r.format = 'dockwarden-manifest/1'; }),
  broken(bad, 'delivered without delivery', stored, (r) => { r.stage = 'delivered'; }),
  broken(bad, 'stored with delivery', delivered, (r) => { r.stage = 'stored'; }),
  broken(bad, 'unknown stage', stored, (r) => { r.stage = 'verified'; }),
  broken(bad, 'gateway is no name', stored, (r) => { r.gateway = 'gateway 1'; }),
  broken(bad, 'sealed object without bytes', stored, (r) => { r.sealed.bytes = 0; }),
  broken(bad, 'negative index', stored, (r) => { r.custody.index = -1; }),
  broken(bad, 'missing digest', stored, (r) => { delete r.manifestSha256; }),
]);
const entries = custody.map((entry) => JSON.parse(entry));
save('custody.json', {
  chain: custody, leaves: custody.map(leaf),
  invalid: [
    broken('document-format-unknown', 'later format', entries[1], (e) => { e.format = 'dockwarden-custody/2'; }),
    broken(bad, 'first with previous', entries[1], (e) => { e.index = 0; }),
    broken(bad, 'later without previous', entries[1], (e) => { delete e.previous; }),
    broken(bad, 'unknown event', entries[1], (e) => { e.event = 'lost'; }),
    broken(bad, 'fact that is no text', entries[1], (e) => { e.facts = { n: 1 }; }),
  ],
});

// Assignment events and attributions (A-1 to A-3, A-12), and a card's digest (A-15).
const issued = {
  at: '2026-11-21T08:00:00.000Z', bay: 3, camera: '0951:1666:BW-0042', clock: 'synchronised', dock: 'dock-0001', event: 'issued',
  format: 'dockwarden-assignment/1', how: 'pool', officer: 'A1234', sequence: 7, series: '0d9f6a52-1c7e-4b7a-9d55-0123456789ab',
};
const { officer: _officer, how: _how, ...returned } = { ...issued, event: 'returned', sequence: 6, at: '2026-11-20T20:00:00.000Z' };
const { bay: _bay, ...lost } = { ...returned, event: 'lost', by: 'Sgt é', sequence: 8, clock: 'unknown' };
const manual = { ...issued, by: 'Sgt 7', how: 'manual' };
papers('assignment', [issued, returned, lost, manual, { ...returned, event: 'taken' }], [
  broken('document-format-unknown', 'later format', issued, (a) => { a.format = 'dockwarden-assignment/2'; }),
  broken(bad, 'issued to nobody', issued, (a) => { delete a.officer; }),
  broken(bad, 'issued, not said how', issued, (a) => { delete a.how; }),
  broken(bad, 'returned by an officer', returned, (a) => { a.officer = 'A1234'; }),
  broken(bad, 'taken, and how', returned, (a) => { a.event = 'taken'; a.how = 'pool'; }),
  broken(bad, 'returned to no bay', returned, (a) => { delete a.bay; }),
  broken(bad, 'lost in a bay', lost, (a) => { a.bay = 1; }),
  broken(bad, 'lost, nobody says so', lost, (a) => { delete a.by; }),
  broken(bad, 'by hand, nobody says so', manual, (a) => { delete a.by; }),
  broken(bad, 'after a tap, somebody says so', issued, (a) => { a.by = 'Sgt 7'; }),
  broken(bad, 'number 0', issued, (a) => { a.sequence = 0; }),
  broken(bad, 'bay 129', issued, (a) => { a.bay = 129; }),
  broken(bad, 'officer with a space', issued, (a) => { a.officer = 'A 1234'; }),
  broken(bad, 'officer of 65 characters', issued, (a) => { a.officer = 'A'.repeat(65); }),
  broken(bad, 'unknown event', issued, (a) => { a.event = 'stolen'; }),
  broken(bad, 'series in capitals', issued, (a) => { a.series = a.series.toUpperCase(); }),
  broken(bad, 'operator with a line break', lost, (a) => { a.by = 'a\nb'; }),
  broken(bad, 'a name', issued, (a) => { a.name = 'Alys'; }),
  text('document-too-large', 'too long', canonical({ ...issued, camera: `0951:1666:${'x'.repeat(8192)}` })),
]);
const eventOf = (event) => ({ dock: event.dock, sequence: event.sequence, series: event.series, sha256: sha256(canonical(event)) });
const attribution = {
  basis: 'issued', camera: issued.camera, events: [eventOf(returned), eventOf(issued)], format: 'dockwarden-attribution/1', gateway: 'gateway-1',
  madeAt: '2026-11-21T20:16:04.000Z', marks: ['camera-clock-unmeasured', 'dock-clock-unsynchronised'], number: 0, officer: 'A1234',
  recordedAt: '2026-11-21T16:16:31.250Z', recording: manifest.recording,
};
const { officer: _nobody, recordedAt: _never, ...unknown } = { ...attribution, basis: 'no-recording-time', events: [], marks: [] };
papers('attribution', [attribution, unknown], [
  broken('document-format-unknown', 'later format', attribution, (a) => { a.format = 'dockwarden-attribution/2'; }),
  broken(bad, 'issued to nobody', attribution, (a) => { delete a.officer; }),
  broken(bad, 'unknown, but an officer', attribution, (a) => { a.basis = 'taken'; }),
  broken(bad, 'no time, and not said so', attribution, (a) => { delete a.recordedAt; }),
  broken(bad, 'a time where none is known', unknown, (a) => { a.recordedAt = attribution.recordedAt; }),
  broken(bad, 'marks not sorted', attribution, (a) => { a.marks.reverse(); }),
  broken(bad, 'unknown mark', attribution, (a) => { a.marks = ['sure']; }),
  broken(bad, 'negative number', attribution, (a) => { a.number = -1; }),
  broken(bad, '65 events', attribution, (a) => { a.events = Array(65).fill(a.events[0]); }),
]);
const cards = ['04a2b3c4d5e680', '01020304', '00112233445566778899aabbccddeeff'];
const salt = '000102030405060708090a0b0c0d0e0f';
save('cards.json', cards.map((card) => ({ salt, card, digest: pbkdf2Sync(card, Buffer.from(salt, 'hex'), 10000, 32, 'sha256').toString('hex') })));
