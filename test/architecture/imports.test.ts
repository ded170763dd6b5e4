import { expect } from 'chai';
import { importsOf } from './imports.js';

const from = (text: string) => importsOf(text).map((found) => found.from);

describe('the import reader of the architecture tests', () => {
  it('finds imports, exports, side effects and calls', () => {
    const text = `import 'a';
import { b } from "b";
import type { C } from 'c';
import {
  d,
  type D,
} from 'd';
export { e } from 'e';
export * from 'f';
const g = await import('g'); type H = import('h').H; const i = require('i');`;
    expect(from(text)).to.have.members(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  });

  it('reads the names that are taken', () => {
    const names = (text: string) => importsOf(text)[0]?.names;
    expect(names("import { a, type B, c as d } from 'x';")).to.deep.equal(['a', 'B', 'c']);
    expect(names("import e, * as f from 'x';")).to.deep.equal(['default', '*']);
    expect(names("export * from 'x';")).to.deep.equal(['*']);
  });

  it('passes over comments, templates and regular expressions', () => {
    const text = [
      "// import 'a';",
      "/* import 'b'; */",
      "const c = `\nimport 'c';\n`;",
      "const d = /['`]/; import 'd';",
      "const e = 'http://e'; import 'f';",
    ].join('\n');
    expect(from(text)).to.deep.equal(['d', 'f']);
  });
});
