import { dirname, join } from 'node:path/posix';
import { expect } from 'chai';
import { entryPoints } from './entry-points.js';
import { type Import, importsOf } from './imports.js';
import { offences, read, sources, typescript } from './tree.js';

const OURS = /^@eventsource\/([^/]+)(\/.+)?$/;
const CALL_TESTING = /^(test|examples|bench|packages\/testing)\//;

/** The packages that need more than core. */
const BUILD_ON: Readonly<Record<string, readonly string[]>> = {
  singleton: ['dynamodb'],
  lambda: ['dynamodb'],
  cli: ['dynamodb', 'lambda', 'singleton'],
};

const broken = (paths: readonly string[], breaks: (found: Import, path: string) => boolean) =>
  offences(paths, (text, path) =>
    importsOf(text)
      .filter((found) => breaks(found, path))
      .map(({ from }) => from),
  );

const nameOf = (from: string) => OURS.exec(from)?.[1];
const packageOf = (path: string) => /^packages\/([^/]+)\//.exec(path)?.[1];

/** The first folder of the path: `packages/core`, `test`, `examples`, `bench`. */
const areaOf = (path: string) => /^(packages\/[^/]+|[^/]+)/.exec(path)?.[1];

describe('import directions', () => {
  it('reads imports in every package', () => {
    expect(sources.flatMap((path) => importsOf(read(path)))).to.not.be.empty;
  });

  it('keep core free of the other packages', () => {
    const core = sources.filter((path) => packageOf(path) === 'core');
    expect(broken(core, ({ from }) => nameOf(from) !== undefined)).to.deep.equal([]);
  });

  it('lead from a package to core, and to those that it builds on', () => {
    const others = sources.filter((path) => packageOf(path) !== 'core');
    expect(broken(others, leadsElsewhere)).to.deep.equal([]);
  });

  it('lead to the testing package from tests, examples and benches only', () => {
    const rest = typescript.filter((path) => !CALL_TESTING.test(path));
    expect(broken(rest, ({ from }) => nameOf(from) === 'testing')).to.deep.equal([]);
  });

  it('enter a package by its entry points only, never by another path into it', () => {
    const names = new Set(entryPoints.map(({ name }) => name));
    expect(broken(typescript, ({ from }) => OURS.test(from) && !names.has(from))).to.deep.equal([]);
    expect(broken(typescript, entersByPath)).to.deep.equal([]);
  });

  it('lead from packages and examples to no test and no bench', () => {
    const shipped = typescript.filter((path) => /^(packages|examples)\//.test(path));
    expect(broken(shipped, leavesItsArea)).to.deep.equal([]);
  });
});

function leadsElsewhere({ from }: Import, path: string): boolean {
  const [own, name] = [packageOf(path), nameOf(from)];
  return name !== undefined && name !== 'core' && !(own && BUILD_ON[own]?.includes(name));
}

const target = (from: string, path: string) => (from.startsWith('.') ? areaOf(join(dirname(path), from)) : undefined);

function entersByPath({ from }: Import, path: string): boolean {
  const area = target(from, path);
  return area !== undefined && area !== areaOf(path) && area.startsWith('packages');
}

function leavesItsArea({ from }: Import, path: string): boolean {
  const area = target(from, path);
  return area !== undefined && area !== areaOf(path);
}
