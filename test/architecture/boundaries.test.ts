import { dirname, join } from 'node:path/posix';
import { expect } from 'chai';
import { folders, offences, read, tree } from './tree.js';

const BINARY = /\.(png|jar|gz|zip)$/;
const files = tree();
const texts = files.filter((path) => !BINARY.test(path));

describe('the repository', () => {
  it('points to nothing outside its root', () => {
    expect(offences(texts, pathsOutside)).to.deep.equal([]);
  });

  it('names no folder of the machine it was written on', () => {
    const machine = new RegExp(`(?<![\\w.])/(${['work', 'home', 'root', 'Users'].join('|')})/\\w+`, 'g');
    expect(offences(texts, (text) => text.match(machine) ?? [])).to.deep.equal([]);
  });

  it('names no registry host in its lock file', () => {
    expect(read('package-lock.json')).to.not.match(/"resolved": "https?:/);
  });

  it('has a script for every example', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read('package.json'));
    expect(Object.keys(scripts)).to.include.members(folders('examples').map((name) => `example:${name}`));
  });
});

/** A compiled file lies one folder deeper, under `build/`, and may mean its paths from there. */
function pathsOutside(text: string, path: string): string[] {
  const climbs = text.match(/(?<![\w.*/])(?:\.\.\/)+[\w.-]*/g) ?? [];
  const places = path.endsWith('.ts') ? [path, `build/${path}`] : [path];
  return climbs.filter((climb) => places.every((place) => join(dirname(place), climb).startsWith('..')));
}
