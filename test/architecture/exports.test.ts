import { dirname, join } from 'node:path/posix';
import { expect } from 'chai';
import { entryPoints } from './entry-points.js';
import { importsOf, syntax } from './imports.js';
import { conditional, offences, read, sources, tree, typescript } from './tree.js';

describe('what a package exports', () => {
  it('goes through exactly one index.ts for each entry point of its manifest', () => {
    const indexes = typescript.filter((path) => path.startsWith('packages/') && path.endsWith('/index.ts'));
    expect(indexes).to.have.members(entryPoints.map(({ path }) => path));
  });

  it('is named, one by one', () => {
    const wholesale = offences(typescript, (text) => syntax(text).match(/\bexport\s+(?:type\s+)?\*[^;\n]*/g) ?? []);
    expect(wholesale).to.deep.equal([]);
  });

  it('is never a default', () => {
    const defaults = offences(
      typescript.filter((path) => !path.endsWith('.d.ts')),
      (text) => syntax(text).match(/\bexport\s+default\b.*|\bas\s+default\b|\bexport\s*=/g) ?? [],
    );
    expect(defaults).to.deep.equal([]);
  });

  it('holds every source file: none lies there unused', () => {
    const reached = new Set<string>();
    for (const { path } of entryPoints) reach(path, reached);
    expect(sources.filter((path) => !path.endsWith('.d.ts') && !reached.has(path))).to.deep.equal([]);
  });
});

describe('sources', () => {
  it('never say any', () => {
    const any = /(?<![.\w$'"-])any(?![\w$'"-]|\s*[:(])/;
    const said = offences(sources, (text) =>
      syntax(text)
        .split('\n')
        .filter((line) => any.test(line)),
    );
    expect(said).to.deep.equal([]);
  });

  it("leave tsyringe's decorators, which write to one container for all, alone", () => {
    const global = /^(\*|default|singleton|registry|injectable|autoInjectable|scoped|delay)$/;
    const taken = offences(sources, (text) =>
      importsOf(text)
        .filter(({ from }) => from.startsWith('tsyringe'))
        .flatMap(({ names }) => names.filter((name) => global.test(name))),
    );
    expect(taken).to.deep.equal([]);
  });

  it('are tested from test/ only', () => {
    expect(tree().filter((path) => /\.(test|spec)\.\w+$/.test(path) && !path.startsWith('test/'))).to.deep.equal([]);
  });
});

function reach(path: string, reached: Set<string>): void {
  if (reached.has(path) || !sources.includes(path)) return;
  reached.add(path);
  const [, name = ''] = path.split('/');
  for (const { from } of importsOf(read(path))) {
    if (from.startsWith('.')) reach(join(dirname(path), from).replace(/\.js$/, '.ts'), reached);
    for (const source of conditional(name).get(from) ?? []) reach(source, reached);
  }
}
