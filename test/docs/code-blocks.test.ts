import { expect } from 'chai';
import { codeBlocks, shown } from './code-blocks.js';

const EXAMPLE = 'test/docs/regions/example.ts';

describe('A block of a document', () => {
  it('names the file that it shows, or a region of it', () => {
    const blocks = codeBlocks('<!-- a.ts -->\n```ts\n1\n```\n<!-- b/c.ts#one-d -->\n```ts\n2\n```\n```ts\n3\n```\n');
    expect(blocks).to.deep.equal([
      { source: 'a.ts', code: '1\n' },
      { source: 'b/c.ts#one-d', code: '2\n' },
      { source: undefined, code: '3\n' },
    ]);
  });

  it('shows a file without the marks of its regions', () => {
    expect(shown(EXAMPLE)).to.equal(
      'export function greet(name: string): string {\n  const greeting = name.trim();\n  return greeting;\n}\n\nexport const loud = greet;\n',
    );
  });

  it('shows a region without its indentation, and without the marks of regions within', () => {
    expect(shown(`${EXAMPLE}#inner`)).to.equal('const greeting = name.trim();\nreturn greeting;\n');
    expect(shown(`${EXAMPLE}#outer`)).to.match(
      /^export function greet.*\n {2}const greeting = .*\n {2}return .*\n}\n$/,
    );
  });

  it('shows no region that is not there', () => {
    expect(() => shown(`${EXAMPLE}#other`)).to.throw('has no region "other"');
  });
});
