import { expect } from 'chai';
import { entryPoints } from '../architecture/entry-points.js';
import { read, tree } from '../architecture/tree.js';

const guides = tree().filter((path) => path.startsWith('docs/guides/') || /^packages\/[^/]+\/README\.md$/.test(path));
const told = new Set(guides.flatMap((path) => read(path).match(/\w+/g) ?? []));

for (const { name, path } of entryPoints) {
  describe(`The guides on ${name}`, () => {
    it('tell of every symbol that it exports', () => {
      const lists = [...read(path).matchAll(/export (?:type )?\{([^}]*)\}/g)];
      const symbols = lists.flatMap(([, list = '']) => list.match(/\b(?!type\b)\w+/g) ?? []);

      expect(symbols).to.not.have.length(0);
      expect(symbols.filter((symbol) => !told.has(symbol))).to.deep.equal([]);
    });
  });
}
