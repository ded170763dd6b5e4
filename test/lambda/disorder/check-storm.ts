import { isDeepStrictEqual } from 'node:util';
import type { Storm } from './storm.js';

/** What is wrong after a storm, one sentence each: what took effect has to be the fold of what is stored. */
export function mistakesAfter({ stored, disks, letters, broken, counts }: Storm): string[] {
  const balances = new Map<string, number>();
  const versions = new Map<string, number[]>();
  for (const { stream, first, records } of stored) {
    if (first >= (broken.get(stream) ?? Infinity)) continue;
    const account = stream.replace('account:', '');
    for (const [index, record] of records.entries()) {
      const { t, d } = JSON.parse(Buffer.from(record).toString());
      balances.set(account, (balances.get(account) ?? 0) + (t === 'deposited' ? d.amount : -d.amount));
      versions.set(stream, [...(versions.get(stream) ?? []), first + index]);
    }
  }
  const mistakes: string[] = [];
  for (const [stream, expected] of versions) {
    const effective = disks.rows.versions.get(stream) ?? [];
    if (!isDeepStrictEqual(effective, expected)) {
      mistakes.push(
        `${stream}: the versions ${effective} took effect, and not ${expected.at(0)} to ${expected.at(-1)}.`,
      );
    }
  }
  if (!isDeepStrictEqual(new Map([...balances].sort()), new Map([...disks.rows.balances].sort()))) {
    mistakes.push('The balances are not the fold of what is stored.');
  }
  const about = new Set(letters.map(({ stream, version }) => `${stream} ${version}`));
  for (const [stream, version] of broken) {
    if (!about.has(`${stream} ${version}`)) mistakes.push(`No letter tells that ${stream} is broken at ${version}.`);
  }
  const strange = letters.filter(({ stream, version }) => stream !== '' && broken.get(stream) !== version);
  mistakes.push(...strange.map(({ stream, version }) => `A letter tells that ${stream} is broken at ${version}.`));
  if (letters.filter(({ stream }) => stream === '').length < counts.foreign) mistakes.push('A foreign record is lost.');
  return mistakes;
}
