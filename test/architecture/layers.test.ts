import { dirname, join } from 'node:path/posix';
import { expect } from 'chai';
import { importsOf } from './imports.js';
import { packages, read, sources } from './tree.js';

/** The folder of a package that a source file lies in; undefined for those beside its `index.ts`. */
const folderOf = (path: string) => /^packages\/[^/]+\/src\/([^/]+)\//.exec(path)?.[1];

/** From which folder of a package to which an import leads. */
const ways = (name: string): [string, string][] =>
  sources
    .filter((path) => path.startsWith(`packages/${name}/`))
    .flatMap((path) => importsOf(read(path)).map(({ from }) => [folderOf(path), target(path, from)]))
    .filter((way): way is [string, string] => way.every((folder) => folder !== undefined) && way[0] !== way[1]);

const target = (path: string, from: string) => (from.startsWith('.') ? folderOf(join(dirname(path), from)) : undefined);

/** The folders that can be reached from one, in any number of steps. */
function reachable(from: string, steps: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const next = [...(steps.get(from) ?? [])];
  for (let folder = next.pop(); folder !== undefined; folder = next.pop()) {
    if (reached.has(folder)) continue;
    reached.add(folder);
    next.push(...(steps.get(folder) ?? []));
  }
  return reached;
}

describe('the folders of a package', () => {
  for (const name of packages) {
    it(`are layers in @eventsource/${name}: no imports lead from one back to itself`, () => {
      const steps = new Map<string, string[]>();
      for (const [from, to] of ways(name)) steps.set(from, [...(steps.get(from) ?? []), to]);
      expect([...steps.keys()].filter((folder) => reachable(folder, steps).has(folder))).to.deep.equal([]);
    });
  }
});
