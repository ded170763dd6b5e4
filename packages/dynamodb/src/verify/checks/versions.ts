import type { ReadItem } from '../../reading/read-item.js';
import type { TableFinding } from '../table-finding.js';
import { about } from './about.js';
import type { Check } from './check.js';

/** Versions are 1, 2, 3 … over all items of a stream, in the order of their partitions. */
export const versions: Check = {
  *next(item, reached) {
    let newest = reached;
    for (const run of runsOf(item.versions)) {
      if (run.first > newest + 1) yield gap(item, { first: newest + 1, last: run.first - 1 });
      if (run.first <= newest) yield duplicate(item, run, newest);
      newest = Math.max(newest, run.last);
    }
  },
};

/** Versions that follow one another, both ends included. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function* runsOf(versions: readonly number[]): Generator<Run, void, undefined> {
  let first = versions[0];
  for (const [index, version] of versions.entries()) {
    if (first === undefined || versions[index + 1] === version + 1) continue;
    yield { first, last: version };
    first = versions[index + 1];
  }
}

const gap = (item: ReadItem, missing: Run): TableFinding => ({
  ...about(item),
  kind: 'gap',
  version: missing.first,
  message: `${named(missing)} missing before version ${missing.last + 1}.`,
});

const duplicate = (item: ReadItem, run: Run, newest: number): TableFinding => ({
  ...about(item),
  kind: 'duplicate',
  version: run.first,
  message: `${named(run)} here, but what comes before reaches version ${newest}: doubled, or out of order.`,
});

const named = ({ first, last }: Run): string =>
  first === last ? `Version ${first} is` : `Versions ${first} to ${last} are`;
