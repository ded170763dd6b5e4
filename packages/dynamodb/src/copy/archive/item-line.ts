import { COMMIT_ID, KEY, PARTITION, recordName, SNAPSHOT, SNAPSHOT_FINGERPRINT, versionOf } from '../../item/format.js';
import type { Item } from '../../item/item.js';
import { type Fields, isFields } from '../../reading/checkpoint-fields.js';
import { attributesIn, attributesJson } from './attribute-json.js';
import { base64Of, bytesIn } from './base64.js';
import { LineProblem } from './line-problem.js';
import { storedBytes, storedJson } from './stored-json.js';

/**
 * One item as one line, without its end. Whatever is not as this package writes it, a record that is no binary say, stands
 * among the attributes.
 */
export function itemLine(item: Item): string {
  const { [KEY]: key, [PARTITION]: partition, ...rest } = item;
  const members = [`"stream":${JSON.stringify(key?.S)}`, `"partition":${numberJson(partition?.N ?? '')}`];
  if (rest[COMMIT_ID]?.B) members.push(`"commit":"${base64Of(take(rest, COMMIT_ID))}"`);
  const events = versionsIn(rest).map((version) => eventJson(version, take(rest, recordName(version))));
  if (events.length > 0) members.push(`"events":[${events.join(',')}]`);
  const fingerprint = rest[SNAPSHOT_FINGERPRINT]?.S;
  if (rest[SNAPSHOT]?.B && fingerprint !== undefined) {
    delete rest[SNAPSHOT_FINGERPRINT];
    const state = storedJson('state', take(rest, SNAPSHOT));
    members.push(`"snapshot":{"fingerprint":${JSON.stringify(fingerprint)},${state}}`);
  }
  if (Object.keys(rest).length > 0) members.push(`"attributes":${JSON.stringify(attributesJson(rest))}`);
  return `{${members.join(',')}}`;
}

/** Versions of events are ascending, whatever the order of the attributes. */
const versionsIn = (item: Item): number[] =>
  Object.keys(item)
    .flatMap((name) => (item[name]?.B ? (versionOf(name) ?? []) : []))
    .sort((a, b) => a - b);

const eventJson = (version: number, record: Uint8Array): string =>
  `{"version":${version},${storedJson('record', record)}}`;

function take(item: Item, name: string): Uint8Array {
  const bytes = item[name]?.B ?? new Uint8Array();
  delete item[name];
  return bytes;
}

/** A number where JavaScript writes it as DynamoDB does, else text. */
const numberJson = (text: string): string => {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? text : JSON.stringify(text);
};

const MEMBERS = new Set(['stream', 'partition', 'commit', 'events', 'snapshot', 'attributes']);

/** @throws {LineProblem} when it is no line of an item. */
export function itemIn(fields: Fields): Item {
  const stranger = Object.keys(fields).find((name) => !MEMBERS.has(name));
  if (stranger !== undefined) throw new LineProblem(`"${stranger}" is not of this format.`);
  const { stream, partition, commit, events = [], snapshot, attributes = {} } = fields;
  const entries: [string, Item[string]][] = [
    [KEY, { S: streamIn(stream) }],
    [PARTITION, { N: numberIn(partition) }],
    ...(commit === undefined ? [] : [[COMMIT_ID, { B: bytesIn(commit) }] satisfies [string, Item[string]]]),
    ...eventsIn(events),
    ...(snapshot === undefined ? [] : snapshotIn(snapshot)),
    ...Object.entries(attributesIn(attributes)),
  ];
  const item = Object.fromEntries(entries);
  if (Object.keys(item).length < entries.length) throw new LineProblem('it holds something twice.');
  return item;
}

function streamIn(stream: unknown): string {
  if (typeof stream === 'string' && stream !== '') return stream;
  throw new LineProblem('"stream" is not text.');
}

function numberIn(value: unknown): string {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && /^-?\d+(\.\d+)?(E[+-]?\d+)?$/i.test(value)) return value;
  throw new LineProblem('"partition" is not a number.');
}

function eventsIn(events: unknown): [string, Item[string]][] {
  if (!Array.isArray(events)) throw new LineProblem('"events" is not a list.');
  return events.map((event: unknown) => {
    const version = isFields(event) ? event.version : undefined;
    const name = `_${version}`;
    if (!isFields(event) || typeof version !== 'number' || versionOf(name) === undefined) {
      throw new LineProblem('one of its events has no version.');
    }
    return [name, { B: storedBytes('record', event) }];
  });
}

function snapshotIn(snapshot: unknown): [string, Item[string]][] {
  const fingerprint = isFields(snapshot) ? snapshot.fingerprint : undefined;
  if (!isFields(snapshot) || typeof fingerprint !== 'string') throw new LineProblem('its snapshot has no fingerprint.');
  return [
    [SNAPSHOT, { B: storedBytes('state', snapshot) }],
    [SNAPSHOT_FINGERPRINT, { S: fingerprint }],
  ];
}
