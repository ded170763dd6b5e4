import { EventSourceError } from '@eventsource/core';
import { expect } from 'chai';
import { entryPoints } from './entry-points.js';
import { code, importsOf } from './imports.js';
import { read, sources } from './tree.js';

interface ErrorClass {
  readonly path: string;
  readonly name: string;
  readonly base: string;
  readonly abstract: boolean;
  readonly body: string;
}

const CLASS = /^(?:export )?(abstract )?class (\w+)(?:<[^{]*>)? extends (\w*Error)\b(.*\}.*$|[\s\S]*?^\})/gm;

/** Others never leave their package. */
const exported = new Set(entryPoints.flatMap(({ path }) => importsOf(read(path)).flatMap(({ names }) => names)));

const errorClasses = sources.flatMap((path) =>
  [...code(read(path)).matchAll(CLASS)].map(
    ([, abstract, name = '', base = '', body = '']): ErrorClass => ({
      path,
      name,
      base,
      abstract: abstract !== undefined,
      body,
    }),
  ),
);

const exportedErrors = errorClasses.filter(({ name }) => exported.has(name));

describe('errors that a package exports', () => {
  it('are found in the sources', () => {
    expect(exportedErrors.map(({ name }) => name)).to.include.members(['EventSourceError', 'ConcurrencyError']);
  });

  it('derive from EventSourceError, all of them', () => {
    const known = new Set(errorClasses.map(({ name }) => name));
    const strangers = exportedErrors.filter(({ name, base }) => name !== EventSourceError.name && !known.has(base));
    expect(strangers.map(({ path, name, base }) => `${path}: ${name} extends ${base}`)).to.deep.equal([]);
  });

  it('carry their own name as a literal', () => {
    const unnamed = exportedErrors.filter(
      ({ abstract, name, body }) => !abstract && !body.includes(`override readonly name = '${name}';`),
    );
    expect(unnamed.map(({ path, name }) => `${path}: ${name}`)).to.deep.equal([]);
  });

  for (const { name } of entryPoints) {
    it(`are EventSourceErrors at run time, in ${name}`, async () => {
      const index: Record<string, unknown> = await import(name);
      const strangers = Object.entries(index).filter(
        ([, value]) => isErrorClass(value) && !descends(value, EventSourceError),
      );
      expect(strangers.map(([key]) => key)).to.deep.equal([]);
    });
  }
});

const isErrorClass = (value: unknown): value is object => typeof value === 'function' && descends(value, Error);

const descends = (value: object, base: { readonly prototype: object }): boolean =>
  value === base ||
  ('prototype' in value && Object.prototype.isPrototypeOf.call(base.prototype, Object(value.prototype)));
