import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { expect } from 'chai';
import { importsOf } from './imports.js';
import { conditional, packages, read, sources } from './tree.js';

/** Two copies of these in one application do not know each other's classes, metadata or containers. */
const ONE_OF_EACH = [
  '@aws-sdk/client-dynamodb',
  '@aws-sdk/client-dynamodb-streams',
  '@aws-sdk/client-eventbridge',
  '@aws-sdk/client-firehose',
  '@aws-sdk/client-s3',
  '@aws-sdk/client-sns',
  '@eventsource/core',
  '@eventsource/dynamodb',
  '@eventsource/lambda',
  '@eventsource/singleton',
  '@opentelemetry/api',
  'class-transformer',
  'reflect-metadata',
  'tsyringe',
];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly type: string;
  readonly engines: { readonly node: string };
  readonly sideEffects: boolean | readonly string[];
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, { readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const root: Manifest = JSON.parse(read('package.json'));

for (const name of packages) {
  const manifest: Manifest = JSON.parse(read(`packages/${name}/package.json`));
  const dependencies = Object.keys(manifest.dependencies ?? {});
  const peers = Object.keys(manifest.peerDependencies ?? {});

  describe(`the manifest of @eventsource/${name}`, () => {
    it('says what it is, on what it runs and under which licence', () => {
      expect(manifest.name).to.equal(`@eventsource/${name}`);
      expect(manifest).to.include({ type: 'module', license: root.license });
      expect(manifest.engines).to.deep.equal(root.engines);
    });

    it('exports its types before its code, from dist', () => {
      expect(Object.keys(manifest.exports)).to.include('.');
      for (const entry of Object.values(manifest.exports)) {
        expect(Object.keys(entry)).to.deep.equal(['types', 'default']);
        expect(Object.values(entry).filter((path) => !existsSync(`packages/${name}/${path}`))).to.deep.equal([]);
      }
    });

    it('ships the code with the sources that its maps name', () => {
      expect(manifest.files).to.include.members(['dist', 'src']);
    });

    it('owns up to side effects where an import is made for nothing else', () => {
      const own = sources.filter((path) => path.startsWith(`packages/${name}/`));
      const effectful = own.filter((path) => importsOf(read(path)).some(({ names }) => names.length === 0));
      const compiled = effectful.map((path) => path.replace(`packages/${name}/src/`, './dist/').replace(/ts$/, 'js'));
      expect(manifest.sideEffects || []).to.have.members(compiled);
    });

    it('names every module it imports, and no other', () => {
      expect([...dependencies, ...peers].sort()).to.deep.equal(importedBy(name));
    });

    it('has a file for each condition of what it imports by a name of its own', () => {
      const files = [...conditional(name).values()].flat();
      expect(files.filter((path) => !sources.includes(path))).to.deep.equal([]);
    });

    it('leaves to the application what there must be one of', () => {
      expect(dependencies.filter((dependency) => ONE_OF_EACH.includes(dependency))).to.deep.equal([]);
      expect(peers.filter((peer) => !ONE_OF_EACH.includes(peer))).to.deep.equal([]);
    });
  });
}

/** The names of the packages, without the paths into them. */
function importedBy(name: string): string[] {
  const own = sources.filter((path) => path.startsWith(`packages/${name}/`));
  const modules = own.flatMap((path) => importsOf(read(path)).map(({ from }) => from));
  const foreign = modules.filter(
    (from) => !/^(\.|node:)/.test(from) && !builtinModules.includes(from) && !conditional(name).has(from),
  );
  return [...new Set(foreign.map((from) => from.split('/', from.startsWith('@') ? 2 : 1).join('/')))].sort();
}

describe('the changelog', () => {
  it('gives the reason for every dependency', () => {
    const manifests = ['package.json', ...packages.map((name) => `packages/${name}/package.json`)];
    const named = manifests.map((path): Manifest => JSON.parse(read(path))).flatMap(allDependencies);
    const unexplained = named.filter(
      (name) => !name.startsWith('@types/') && !read('CHANGELOG.md').includes(`\`${name}\``),
    );
    expect(unexplained).to.deep.equal([]);
  });
});

function allDependencies(manifest: Manifest): string[] {
  const { dependencies, devDependencies, peerDependencies } = manifest;
  return [dependencies, devDependencies, peerDependencies].flatMap((group) => Object.keys(group ?? {}));
}
