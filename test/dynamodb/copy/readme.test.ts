import { expect } from 'chai';
import { commitItem } from '../verify/tables.js';
import { Folder } from './archives.js';
import { Copies } from './copies.js';
import { archive, moveIn } from './readme.js';

describe('The README on copies', () => {
  const copies = new Copies();
  const folder = new Folder();
  const lines: string[] = [];
  const print = (line: string) => void lines.push(line);
  const { DYNAMODB_ENDPOINT } = process.env;

  before(async () => {
    await copies.start();
    await folder.make();
    process.env.DYNAMODB_ENDPOINT = copies.endpoint;
  });
  after(async () => {
    if (DYNAMODB_ENDPOINT === undefined) delete process.env.DYNAMODB_ENDPOINT;
    else process.env.DYNAMODB_ENDPOINT = DYNAMODB_ENDPOINT;
    await folder.remove();
    await copies.stop();
  });

  it('keeps a table in a file, and brings it into another', async () => {
    const [from, to, file] = [await copies.of(commitItem('a', 1, 2)), await copies.empty(), folder.file('ndjson.gz')];
    await archive(from.table, file, print);
    expect(lines).to.deep.equal(['1 streams, 2 events, 1 items read back.']);
    expect(await moveIn({ file }, to, print)).to.equal(0);
    expect(await copies.contents(to)).to.deep.equal(await copies.contents(from));
  });

  it('tells which streams differ', async () => {
    lines.length = 0;
    const from = await copies.of(commitItem('a', 1));
    const to = await copies.of(commitItem('a', 1, 2));
    expect(await moveIn(from, to, print)).to.equal(1);
    expect(lines[0]).to.include('Stream "a"');
  });
});
