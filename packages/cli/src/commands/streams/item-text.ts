import type { InspectedEvent, InspectedItem, UnreadableRecord } from '@eventsource/dynamodb';
import { bytes } from '../../terminal/figures.js';
import { printable } from '../../terminal/printable.js';
import type { Style } from '../../terminal/style.js';

/** JSON up to this length stands in one line. */
const SHORT = 100;

/** An item for people: a line about the commit, then its events. */
export function itemText(item: InspectedItem, style: Style): string {
  const { problem, others, records } = item;
  const lines = [
    style.dim(headline(item)),
    ...(problem === undefined ? [] : [style.red(`  not a commit: ${printable(problem)}`)]),
    ...(others === undefined ? [] : indented(`besides ${json(others)}`, 2).map(style.dim)),
    ...records.flatMap((record) => ('problem' in record ? unreadable(record, style) : event(record, style))),
  ];
  return `${lines.join('\n')}\n\n`;
}

function headline({ partition, size, commitId, commit, snapshot }: InspectedItem): string {
  const parts = [
    commitId === undefined ? `item ${partition}` : `commit ${printable(commitId)}`,
    bytes(size),
    commit && `of a commit of versions ${commit.first} to ${commit.last}`,
    snapshot && `snapshot of version ${snapshot.version}: ${bytes(snapshot.size)}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function event({ version, name, schemaVersion, time, metadata, payload, exact }: InspectedEvent, style: Style) {
  const schema = schemaVersion === 1 ? '' : ` v${schemaVersion}`;
  const when = time === undefined ? '' : `  ${printable(time)}`;
  return [
    `${style.bold(String(version))}  ${style.cyan(printable(name) + schema)}${when}`,
    ...indented(json(payload), 3),
    ...(exact === undefined ? [] : indented(`numbers are not exact; stored as ${exact}`, 3).map(style.yellow)),
    ...(Object.keys(metadata).length === 0 ? [] : indented(json(metadata), 3).map(style.dim)),
  ];
}

const unreadable = ({ version, problem, bytes: base64 }: UnreadableRecord, { bold, red }: Style): string[] => [
  `${bold(String(version))}  ${red(`unreadable: ${printable(problem)}`)}`,
  `   base64 ${base64}`,
];

function json(value: unknown): string {
  const short = JSON.stringify(value);
  return short.length <= SHORT ? short : JSON.stringify(value, null, 2);
}

const indented = (text: string, by: number): string[] =>
  text.split('\n').map((line) => ' '.repeat(by) + printable(line));
