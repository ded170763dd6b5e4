import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { tree } from '../architecture/tree.js';
import { codeBlocks, shown } from './code-blocks.js';

const documents = tree().filter((path) => path.endsWith('.md'));

for (const path of documents) {
  const markdown = readFileSync(path, 'utf8');

  describe(path, () => {
    it('shows only code that is compiled and run', () => {
      for (const { source, code } of codeBlocks(markdown)) {
        if (source === undefined) expect.fail(`A block shows no file:\n${code}`);
        expect(code, `the block that shows ${source}`).to.equal(shown(source));
      }
    });

    it('links to files that exist', () => {
      const links = [...markdown.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) =>
        join(dirname(path), link),
      );

      expect(links.filter((link) => !existsSync(link))).to.deep.equal([]);
    });
  });
}

describe('README.md', () => {
  it('shows an application of 25 lines', () => {
    const [first] = codeBlocks(readFileSync('README.md', 'utf8'));

    expect(first?.code.split('\n').filter((line) => line.trim() !== '')).to.have.length(25);
  });
});
